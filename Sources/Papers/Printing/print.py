"""Prints the HTML of the first argument as the PDF of the second; without arguments it only says whether it could.

For WeasyPrint 57.2 of Debian 12, whose own program reads whatever files and addresses the HTML names and has no option
against it. Exit status: 0 done, 1 not done, 3 out of memory, 4 the PDF is larger than it may be.
"""

import ctypes
import errno
import logging
import sys

import weasyprint
from weasyprint.pdf.stream import Font

# hb-subset.h of HarfBuzz 6: flags of an input, and the set of tables that are left out.
WITHOUT_HINTS, SAME_GLYPH_NUMBERS, WITHOUT_SUBROUTINES, DROPPED_TABLES = 1, 2, 4, 3

harfbuzz = ctypes.CDLL("libharfbuzz.so.0")
subsetter = ctypes.CDLL("libharfbuzz-subset.so.0")


def function(library, name, result, *arguments):
    found = getattr(library, name)
    found.restype, found.argtypes = result, arguments
    return found


pointer, number = ctypes.c_void_p, ctypes.c_uint
blob_create = function(harfbuzz, "hb_blob_create", pointer, ctypes.c_char_p, number, number, pointer, pointer)
blob_data = function(harfbuzz, "hb_blob_get_data", pointer, pointer, pointer)
blob_destroy = function(harfbuzz, "hb_blob_destroy", None, pointer)
face_create = function(harfbuzz, "hb_face_create", pointer, pointer, number)
face_blob = function(harfbuzz, "hb_face_reference_blob", pointer, pointer)
face_destroy = function(harfbuzz, "hb_face_destroy", None, pointer)
set_add = function(harfbuzz, "hb_set_add", None, pointer, number)
input_create = function(subsetter, "hb_subset_input_create_or_fail", pointer)
input_glyphs = function(subsetter, "hb_subset_input_glyph_set", pointer, pointer)
input_set = function(subsetter, "hb_subset_input_set", pointer, pointer, number)
input_flags = function(subsetter, "hb_subset_input_set_flags", None, pointer, number)
input_destroy = function(subsetter, "hb_subset_input_destroy", None, pointer)
subset = function(subsetter, "hb_subset_or_fail", pointer, pointer, pointer)


def fetch(url, *_, **__):
    """WeasyPrint asks here for every image, style sheet, font and attachment: only what the HTML holds itself is given."""
    if url[:5].lower() != "data:":
        raise ValueError("only data: addresses are read")
    return weasyprint.default_url_fetcher(url)


def cut(font, glyphs):
    """The font with these glyphs only; None where HarfBuzz cannot."""
    whole, wish = blob_create(font.file_content, len(font.file_content), 1, None, None), input_create()
    face = face_create(whole, font.index)
    for glyph in glyphs:
        set_add(input_glyphs(wish), glyph)
    for table in (b"GSUB", b"GPOS", b"GDEF", b"SVG "):
        set_add(input_set(wish, DROPPED_TABLES), int.from_bytes(table, "big"))
    input_flags(wish, WITHOUT_HINTS | SAME_GLYPH_NUMBERS | WITHOUT_SUBROUTINES)
    part = subset(face, wish)
    content = None
    if part:
        blob, length = face_blob(part), number()
        content = ctypes.string_at(blob_data(blob, ctypes.byref(length)), length.value)
        blob_destroy(blob)
        face_destroy(part)
    input_destroy(wish)
    face_destroy(face)
    blob_destroy(whole)
    return content or None


def clean(font, glyphs):
    """As WeasyPrint's own, which takes three seconds and 200 MB for a Chinese font where HarfBuzz takes milliseconds."""
    special = font.ttfont is None or "fvar" in font.ttfont or font.png or font.svg or not glyphs
    content = None if special else cut(font, glyphs)
    if content is None:
        slowly(font, glyphs)
    else:
        font.file_content = content


def only_title(_, pdf):
    for name in [name for name in pdf.info if name != "Title"]:
        del pdf.info[name]


slowly, Font.clean = Font.clean, clean


def main(source, target):
    logging.getLogger("weasyprint").addHandler(logging.StreamHandler())
    with open(source, encoding="utf-8") as file:
        page = weasyprint.HTML(string=file.read(), base_url="about:blank", url_fetcher=fetch)
    document = page.render()
    metadata = document.metadata
    # Title and language only, and no attachments.
    document.metadata = type(metadata)(title=metadata.title, lang=metadata.lang)
    document.write_pdf(target, finisher=only_title)


if sys.argv[1:]:
    try:
        main(*sys.argv[1:])
    except MemoryError:
        sys.exit(3)
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        sys.exit(4)
