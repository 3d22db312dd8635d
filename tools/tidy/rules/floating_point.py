"""No floating point where money, prices and energy are handled: they are exact scaled integers."""

import re

from source import Finding

RULE = "floating-point"
ROOMS = ("values", "market", "pricing", "contracting", "enrollment")
_WORD = re.compile(r"\b(double|float|strtod|stod|stof|atof)\b")


def check(tree):
    for file in tree.cpp("src/"):
        if file.room not in ROOMS:
            continue
        for match in _WORD.finditer(file.code):
            yield Finding(file.path, file.line_at(match.start()), RULE,
                          f"'{match.group()}' in {file.room}; use Decimal, UnitPrice, Energy or a scaled integer")
