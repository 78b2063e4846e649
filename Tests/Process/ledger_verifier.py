"""Verifies ledger exports and receipts from Docs/ledger-format.md alone; shares no code with the program.
It does not ask whether this machine knows the time zone; no proof depends on it.
Prints one line of JSON. Exit status: 0 good, 1 the answer is no, 2 wrong use or not such a file.
"""
import argparse, base64, datetime, functools, hashlib, json, re, sys, unicodedata
from nacl.signing import VerifyKey

def need(condition, what):
    if not condition: raise ValueError(what)
def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def node(left, right): return sha(b"\x01", left, right)
def fits(pattern, text): return isinstance(text, str) and re.fullmatch(pattern, text) is not None
def whole(value, low=1 - 2**53, high=2**53 - 1): return type(value) is int and low <= value <= high
HASH, NUMBER, UUID = r"[0-9a-f]{64}", r"(0|[1-9][0-9]*)", r"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}"
WORD, CODE, NAME = r"[a-z][a-z0-9-]{0,31}", r"[A-Za-z0-9.:_@/-]{1,64}", r"[^\s+\x00-\x1f\x7f-\x9f]+"
DOTTED, SUBJECT = rf"(?=.{{1,64}}\Z){WORD}(\.{WORD})+", rf"{WORD}:{NUMBER}"
SHAPES = {"actor": rf"{WORD}:[A-Za-z0-9.:_@/-]{{1,100}}", "catalog": HASH, "command": UUID, "community": CODE, "kind": DOTTED,
          "measure": DOTTED, "object": CODE, "office": CODE, "subject": SUBJECT, "unit": WORD}
ALGORITHMS = {"draw": "ECVRF-EDWARDS25519-SHA512-TAI", "hash": "SHA-256", "signature": "Ed25519", "tree": "RFC9162"}
ENTRY = set("actor body catalog command facts format kind sealed sequence subject time version".split())
FACT, FACT_NEEDS = {"community", "object", "office", "reverses", "tags"}, {"day", "measure", "quantity", "unit"}
RECEIPT = set("checkpoint entry format index key path salt size".split())
def unbase64(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data).decode() == text, "Base64 in another spelling")
    return data
def judge(value, depth=0):
    need(depth <= 16, "nested too deep")
    if isinstance(value, dict): need(all(fits("[a-z0-9_]{1,64}", name) for name in value), "a member's name is wrong")
    if isinstance(value, (dict, list)):
        for inner in value.values() if isinstance(value, dict) else value: judge(inner, depth + 1)
    elif isinstance(value, str):
        need("m" * 31 not in "".join("m" if unicodedata.combining(c) else "." for c in value), "over 30 combining marks in a row")
        need(unicodedata.is_normalized("NFC", value), "a text is not in NFC")
    else: need(type(value) is bool or whole(value), "a value is no text, integer or truth value")
def canonical(data):
    value = json.loads(data.decode())
    judge(value)
    again = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    need(again.encode() == data, "not the canonical spelling")
    return value
def shaped(value):
    return (all(fits(SHAPES[name], value[name]) for name in set(value) & set(SHAPES))
            and whole(int(value.get("subject", ":0").split(":")[1])))
def read_entry(data):
    need(len(data) <= 32768, "the entry is longer than 32 KiB")
    entry = canonical(data)
    need(set(entry) == ENTRY and whole(entry["format"], 1, 1) and shaped(entry) and type(entry["body"]) is dict, "its members")
    need(whole(entry["sequence"], 0) and whole(entry["time"], 0, 253402300799999) and whole(entry["version"], 1, 9999), "a number")
    need(type(entry["facts"]) is list and len(entry["facts"]) <= 100 and type(entry["sealed"]) is dict, "facts or sealed fields")
    for field in entry["sealed"].values():
        need(set(field) == {"box", "key"} and shaped({"subject": field["key"]}) and unbase64(field["box"]) != "", "a sealed field")
    for number, fact in enumerate(entry["facts"]):
        back, tags = fact.get("reverses", {"entry": -1, "fact": 0}), fact.get("tags", ["a"])
        need(FACT_NEEDS <= set(fact) <= FACT | FACT_NEEDS and whole(fact["quantity"]) and shaped(fact), f"fact {number}: its members")
        need(type(tags) is list and tags and all(fits(CODE, tag) for tag in tags) and tags == sorted(set(tags)), f"fact {number}: tags")
        need(set(back) == {"entry", "fact"} and whole(back["entry"], ("reverses" in fact) - 1) and whole(back["fact"], 0, 99),
             f"fact {number}: what it takes back")
        need(str(datetime.date.fromisoformat(fact["day"])) == fact["day"], f"fact {number}: its day")
        need((back["entry"], back["fact"]) < (entry["sequence"], number), f"fact {number} takes back a later one")
    return entry
def read_key(text):
    name, number, key = text.split("+", 2)
    data = unbase64(key)
    need(fits(NAME, name) and len(name.encode()) <= 255, "not a verifier key")
    need(len(data) == 33 and data[0] == 1 and sha(name.encode(), b"\n", data)[:4].hex() == number, "not a verifier key")
    return name, data[1:]
def read_note(note):
    need(len(note.encode()) <= 65536 and not any(c < " " and c != "\n" for c in note), "not a signed note")
    text, gap, lines = note.rpartition("\n\n")
    need(gap and lines.endswith("\n") and 0 < lines.count("\n") <= 64, "not a signed note")
    lines = lines.split("\n")[:-1]
    need(all(fits(rf"\u2014 {NAME} [A-Za-z0-9+/=]+", line) for line in lines), "a signature line is wrong")
    signatures = [(line.split(" ")[1], unbase64(line.split(" ")[2])) for line in lines]
    need(all(len(name.encode()) <= 255 and len(value) > 4 for name, value in signatures), "a signature line is wrong")
    origin, size, root, *_ = text.split("\n") + [""]
    need(origin and fits(NUMBER, size) and int(size) < 2**53 and len(unbase64(root)) == 32, "not a checkpoint")
    return {"origin": origin, "size": int(size), "root": unbase64(root), "text": text + "\n", "signatures": signatures}
def verify_note(note, key):
    number = sha(key[0].encode(), b"\n\x01", key[1])[:4]
    own = [value[4:] for name, value in note["signatures"] if name == key[0] and value[:4] == number]
    need(note["origin"] == key[0] and own, f"not signed by {key[0]} with the expected key")
    for signature in own: VerifyKey(key[1]).verify(note["text"].encode(), signature)
def included(leaf, index, size, path):
    need((size == 1) == (not path), "the path has too many or too few hashes")
    if size == 1: return leaf
    half = 1 << ((size - 1).bit_length() - 1)
    if index < half: return node(included(leaf, index, half, path[:-1]), path[-1])
    return node(path[-1], included(leaf, index - half, size - half, path[:-1]))
class Audit:
    def __init__(self, arguments):
        self.problems, self.peaks, self.size, self.time, self.facts, self.sum = [], [], 0, 0, 0, {}
        self.keys, self.missing, self.catalogs, self.commands, self.notes, self.covered, self.trusted = {}, set(), set(), [], [], 0, 0
        self.wanted, self.key = (arguments.sum, arguments.year), read_key(arguments.key) if arguments.key else None
        self.known = read_note(open(arguments.against, "rb").read(65537).decode()) if arguments.against else None
    def attempt(self, what, work):
        try: return work()
        except Exception as error: self.problems.append(f"{what}: {error}")
    def root(self):
        return functools.reduce(lambda left, right: node(right, left), [peak[1] for peak in self.peaks[::-1]] or [sha()])
    def judge_note(self, note):
        key = note is self.known and self.key or (note["origin"], self.keys.get(note["origin"]))
        need(key[1], f"the origin {note['origin']} is not this ledger's")
        need(note["root"] == self.root(), "its root is not that of the entries: one of them was altered")
        verify_note(note, key)
        if note is not self.known: self.covered = self.size
        if self.key and key[1] == self.key[1]: self.trusted = self.size
    def judge_notes(self):
        for note in self.notes + [self.known]:
            if note and note["size"] == self.size: self.attempt(f"checkpoint {self.size}", lambda: self.judge_note(note))
    def begin(self, entry, body):
        kind = "ledger.restored" if self.size else "ledger.genesis"
        need((entry["kind"], entry["version"]) == (kind, 1), f"a {kind} of version 1 must stand here")
        need(body["algorithms"] == ALGORITHMS and len(unbase64(body["draw_key"])) == 32, "unknown algorithms or draw key")
        need(fits("[0-9]{9}", body["subdistrict"]) and fits("UTC|[^/]+/.+", body["time_zone"])
             and whole(body.get("demo_clock_offset", 0)), "subdistrict, time zone or clock offset are wrong")
        name, key = read_key(body["log_key"])
        need(name == body["origin"] and name not in self.keys, "the origin is not the key's, or was used before")
        if self.size or "previous" in body:
            before = read_note(body["previous"])
            if before["origin"] in self.keys: verify_note(before, (before["origin"], self.keys[before["origin"]]))
            need(before["size"] != self.size or before["root"] == self.root(), "it goes on from other entries")
        self.keys[name] = key
        if self.size == 0: self.judge_notes()
    def add(self, data):
        entry = read_entry(data)
        need(entry["sequence"] == self.size, f"it says it is number {entry['sequence']}")
        need(entry["time"] >= self.time, "it is dated before the entry above it")
        need(entry["catalog"] in self.catalogs, "its catalog is missing or was altered")
        self.time, self.facts = entry["time"], self.facts + len(entry["facts"])
        if self.size == 0 or entry["kind"] in ("ledger.genesis", "ledger.restored"): self.begin(entry, entry["body"])
        target = entry["body"].get("entry") if entry["kind"] == "ledger.redacted" else None
        if whole(target): self.missing.discard(target)
        for fact in entry["facts"]:
            if (fact["measure"], fact["day"][:4]) == self.wanted:
                self.sum[fact["unit"]] = self.sum.get(fact["unit"], 0) + fact["quantity"]
        return entry["command"]
    def append(self, word, rest, scope):
        need(fits(HASH, rest[:64].decode()) and rest[64:65] == (b" " if word == "entry" else b""), "not an entry")
        need(word != "withheld" or scope == "public", "nothing is withheld in a full export")
        leaf, command, height = bytes.fromhex(rest[:64].decode()), None, 0
        if word == "entry":
            leaf = sha(leaf, rest[65:])
            command = self.attempt(f"entry {self.size}", lambda: self.add(rest[65:]))
        elif self.size == 0: self.problems.append("entry 0 is not shown")
        if word == "redacted": self.missing.add(self.size)
        top = sha(b"\x00", leaf)
        while self.peaks and self.peaks[-1][0] == height: top, height = node(self.peaks.pop()[1], top), height + 1
        self.peaks.append((height, top))
        self.commands.append(command)
        self.size += 1
        self.judge_notes()
    def line(self, data, scope):
        """Takes a line and gives its rank: lines stand in the order of their ranks."""
        need(data.endswith(b"\n"), "too long, or cut off")
        word, rest = data[:-1].split(b" ", 1)
        if word in (b"entry", b"redacted", b"withheld"): self.append(word.decode(), rest, scope)
        elif word == b"catalog": self.catalogs.add(sha(unbase64(rest.decode()).decode().encode()).hex())
        elif word == b"checkpoint":
            self.notes.append(read_note(unbase64(rest.decode()).decode()))
            need(len(self.notes) < 2 or self.notes[-2]["size"] < self.notes[-1]["size"], "checkpoints out of order")
        elif word == b"end": need(rest == str(self.size).encode(), "it names another number of entries")
        else:
            need(word == b"command" and scope == "full", "no line of an export, or not of this one")
            need(fits(f"{UUID} {HASH} {NUMBER} [1-9][0-9]*", rest.decode()), "not a command")
            name, _, first, count = rest.decode().split(" ")
            need(int(first) + int(count) <= self.size, "a command of entries that are not there")
            for place in range(int(first), int(first) + int(count)):
                need(self.commands[place] in (None, name), f"entry {place} is of another command")
                self.commands[place] = ""
        return {b"catalog": 0, b"checkpoint": 1, b"command": 3, b"end": 4}.get(word, 2)
    def export(self, path):
        with open(path, "rb") as file:
            header, rank = file.readline(100), 0
            need(header in (b"jiedao-export/1 full\n", b"jiedao-export/1 public\n"), "this is no export")
            for number, data in enumerate(iter(lambda: file.readline(2**22 + 1), b""), 2):
                found = self.attempt(f"line {number}", lambda: self.line(data, header[16:-1].decode()))
                if found is None or found < rank or rank == 4: return self.problems.append(f"line {number} is the last read")
                rank = found
        if self.size == 0: self.problems.append("there is no entry")
        if self.key and not self.trusted: self.problems.append("no checkpoint in it is signed with the key given")
        if rank < 4: self.problems.append("the last line is missing; the file was cut off")
        if header[16:] == b"full\n" and any(name != "" for name in self.commands):
            self.problems.append("the commands do not account for every entry")
        self.problems += [f"entry {place}: missing, and no redaction names it" for place in sorted(self.missing)]
        self.problems += [f"checkpoint {note['size']}: there are only {self.size} entries"
                          for note in self.notes + [self.known] if note and note["size"] > self.size]
    def receipt(self, path):
        with open(path, "rb") as file: data = file.read(524289)
        need(len(data) <= 524288 and b'"format":"jiedao-receipt/1"' in data, "this is no receipt")
        self.attempt("receipt", lambda: self.judge_receipt(canonical(data.removesuffix(b"\n"))))
    def judge_receipt(self, file):
        need(set(file) == RECEIPT and file["format"] == "jiedao-receipt/1", "its members or format")
        need(len(file["path"]) <= 64 and all(fits(HASH, text) for text in [file["salt"], *file["path"]]), "salt or path")
        note, own, data = read_note(file["checkpoint"]), read_key(file["key"]), file["entry"].encode()
        entry = read_entry(data)
        need(whole(file["index"], 0) and whole(file["size"], file["index"] + 1), "the entry lies outside the tree")
        need(entry["sequence"] == file["index"] and file["size"] == note["size"], "entry, proof and checkpoint disagree")
        verify_note(note, self.key or own)
        leaf = sha(b"\x00", sha(bytes.fromhex(file["salt"]), data))
        root = included(leaf, file["index"], file["size"], [bytes.fromhex(step) for step in file["path"]])
        need(root == note["root"], "the path leads to another root: the entry or the proof was altered")
        self.size, self.covered, self.facts, self.peaks = note["size"], note["size"], len(entry["facts"]), [(0, root)]
def main():
    parser = argparse.ArgumentParser(description="Verifies ledger exports and receipts.")
    parser.add_argument("what", choices=["export", "receipt"])
    for name in ("file", "--against", "--key", "--sum", "--year"): parser.add_argument(name)
    arguments = parser.parse_args()
    if (arguments.sum is None) != (arguments.year is None): parser.error("--sum and --year belong together")
    try:
        audit = Audit(arguments)
        getattr(audit, arguments.what)(arguments.file)
    except (OSError, ValueError) as error: parser.error(str(error))
    summary = {"ok": not audit.problems, "entries": audit.size, "covered": audit.covered, "root": audit.root().hex(),
               "facts": audit.facts, "problems": audit.problems[:100]}
    if arguments.sum: summary["sum"] = audit.sum if len(audit.sum) > 1 else sum(audit.sum.values())
    print(json.dumps(summary, ensure_ascii=False))
    sys.exit(bool(audit.problems))
if __name__ == "__main__": main()
