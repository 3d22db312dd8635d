"""Includes follow the table of tools/tidy/arrows.txt, and ARCHITECTURE.md prints that table as it is."""

import fnmatch
import pathlib
import re

from source import Finding

RULE = "arrows"
TABLE_PATH = "tools/tidy/arrows.txt"
TABLE_FILE = pathlib.Path(__file__).resolve().parents[1] / "arrows.txt"
_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


class Table:
    """The parsed table; a line that is not understood is an error."""

    def __init__(self, text):
        self.rooms = {}     # Room to the rooms and patterns that it may include.
        self.files = []     # (pattern of files, further rooms).
        self.public = {}    # Room to its further public headers.
        self.tests = []     # Rooms and patterns for tests.
        self.foreign = []   # (patterns of headers, patterns of files).
        for number, line in enumerate(text.splitlines(), 1):
            line = line.split("#", 1)[0].strip()
            if line:
                self._read(number, line)

    def _read(self, number, line):
        left, colon, right = line.partition(":")
        word, *arguments = left.split()
        if not colon or (word == "tests") != (not arguments):
            raise ValueError(f"{TABLE_PATH}:{number}: not understood: {line}")
        if word == "room":
            self.rooms[arguments[0]] = right.split()
        elif word == "files":
            self.files.append((arguments[0], right.split()))
        elif word == "public":
            self.public[arguments[0]] = right.split()
        elif word == "tests":
            self.tests = right.split()
        elif word == "foreign":
            self.foreign.append((arguments, right.split()))
        else:
            raise ValueError(f"{TABLE_PATH}:{number}: the word '{word}' is not known")

    def is_business(self, room):
        return "access" in self.rooms.get(room, []) or room == "access"

    def is_public(self, room, header):
        name = header.split("/", 1)[1]
        own = (f"{room}.hpp", f"{room}_events.hpp", f"rest_{room}.hpp", "*_port.hpp", *self.public.get(room, []))
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in own)


def _allowed(table, file):
    allowed = list(table.rooms.get(file.room, []))
    below_src = file.path.split("/", 1)[1]
    for pattern, rooms in table.files:
        # A pattern such as */rest_* is about the file's name, in whatever folder of a module.
        if fnmatch.fnmatchcase(below_src, pattern) or (pattern.startswith("*/") and fnmatch.fnmatchcase(file.name, pattern[2:])):
            allowed += rooms
    return allowed + (table.tests if file.is_test else [])


def _wrong_room(table, file, header):
    """Why this header of ours may not be included here, or None."""
    room = header.split("/", 1)[0]
    if room == file.room or room == "embedded":
        return None
    if room not in table.rooms:
        return f"'{header}' is of no room that the table knows; include by the path below src/"
    allowed = _allowed(table, file)
    if "*" in allowed or any("*" in each and fnmatch.fnmatchcase(header, each) for each in allowed):
        return None
    if room not in allowed:
        return f"{file.room} may not include {room} ('{header}'); it may include: {' '.join(allowed) or 'nothing'} ({TABLE_PATH})"
    if table.is_business(room) and not file.is_test and not table.is_public(room, header):
        return f"'{header}' is not public; others include what {TABLE_PATH} lists for {room}"
    return None


def _wrong_foreign(table, file, header):
    if "." not in header and "/" not in header:
        return None  # The language's own.
    below_src = file.path.split("/", 1)[1]
    for headers, files in table.foreign:
        if any(fnmatch.fnmatchcase(header, pattern) for pattern in headers) and any(fnmatch.fnmatchcase(below_src, pattern) for pattern in files):
            return None
    return f"<{header}> may not stand here; foreign headers and their places are in {TABLE_PATH}"


def check(tree, table=None):
    table_file = tree.file(TABLE_PATH)
    table = table or Table(table_file.text if table_file else TABLE_FILE.read_text(encoding="utf-8"))
    for file in tree.cpp("src/"):
        if not file.room:
            continue
        for match in _INCLUDE.finditer(file.text):
            wrong = (_wrong_foreign if match.group(1) == "<" else _wrong_room)(table, file, match.group(2))
            if wrong:
                yield Finding(file.path, file.line_at(match.start()), RULE, wrong)
    page = tree.file("ARCHITECTURE.md")
    if page and table_file and table_file.text.strip() not in page.text:
        yield Finding(page.path, 1, RULE, f"it must hold {TABLE_PATH} as it is, so that readers and the checker see one table")
