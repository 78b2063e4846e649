"""Workbooks made, and looked at, by another program than ours.

    ledgers.py make FILE     a ledger as offices keep them
    ledgers.py bomb FILE     a workbook of some hundred kilobytes that unpacks to a hundred megabytes
    ledgers.py show FILE     what openpyxl finds in a workbook, as JSON
"""

import datetime
import json
import sys
import zipfile

import openpyxl
from openpyxl.cell.cell import TYPE_STRING


def make(path):
    workbook = openpyxl.Workbook()
    hidden = workbook.active
    hidden.title = "字典"
    hidden["A1"] = "不看"
    hidden.sheet_state = "hidden"
    sheet = workbook.create_sheet("台账")
    sheet.append(["环保督察问题整改台账"])
    sheet.merge_cells("A1:I1")
    # A header of two rows: most names stand over both, two stand below one that is merged over columns.
    sheet.append(["序号", "问题", "责任单位", "立案日期", "时限", "证件号码", "完成", "整改照片"])
    sheet.append([None, None, None, None, None, None, None, "整改前", "整改后"])
    for letter in "ABCDEFG":
        sheet.merge_cells(f"{letter}2:{letter}3")
    sheet.merge_cells("H2:I2")
    day, moment = datetime.date(2018, 6, 1), datetime.datetime(2018, 6, 1, 8, 30)
    sheet.append([1, "噪声\n扰民", "环保办", day, moment, 440307199001011234, True, "a.jpg", "b.jpg"])
    sheet.append([2, "=1+1", None, day, datetime.time(8, 30), 0.1 + 0.2, False])
    sheet["D5"].number_format = 'yyyy"年"m"月"d"日"'
    sheet.merge_cells("C4:C6")
    sheet.append([])
    sheet.append([None, None, None])
    sheet.append([3, "_x0041_", "城管办", day, datetime.timedelta(hours=26, minutes=5), -1.5])
    sheet["D8"].number_format = "[$-804]yyyy年m月d日;@"
    sheet["B5"].data_type = TYPE_STRING
    # Coloured to the last column there can be, with nothing in it.
    sheet["XFD4"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    workbook.create_chartsheet("图")
    workbook.create_sheet("第二")["B3"] = "二"
    workbook.save(path)


def bomb(path):
    make(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if name == "xl/worksheets/sheet2.xml":
                content = content.replace(b"<sheetData>", b"<sheetData>" + b" " * (100 << 20))
            archive.writestr(name, content)


def show(path):
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.active
    print(json.dumps({
        "sheet": sheet.title,
        "created": workbook.properties.created.isoformat(),
        "merged": [str(area) for area in sheet.merged_cells.ranges],
        "frozen": sheet.freeze_panes,
        "widths": {letter: round(sheet.column_dimensions[letter].width) for letter in "AB"},
        "rows": [[f"{cell.data_type}:{cell.value}" for cell in row] for row in sheet.iter_rows()],
        "bold": [[cell.coordinate for cell in row if cell.font.b] for row in sheet.iter_rows()],
        "formats": [cell.number_format for cell in next(sheet.iter_rows(min_row=sheet.max_row))],
        "bordered": sheet["A2"].border.left.style == "thin",
    }, ensure_ascii=False))


if __name__ == "__main__":
    {"make": make, "bomb": bomb, "show": show}[sys.argv[1]](sys.argv[2])
