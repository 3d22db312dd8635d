"""Names of files and folders say what is inside; drawers for anything do not."""

import re

from source import Finding

RULE = "names"
FORBIDDEN = {"util", "utils", "utility-functions", "common", "helper", "helpers", "manager", "managers", "misc"}


def check(tree):
    said = set()
    for file in tree.files:
        parts = file.path.split("/")
        for depth, part in enumerate(parts, 1):
            stem = part.split(".", 1)[0] if depth == len(parts) else part
            words = set(re.split(r"[_-]", stem.lower()))
            place = "/".join(parts[:depth])
            if words & FORBIDDEN and place not in said:
                said.add(place)
                word = sorted(words & FORBIDDEN)[0]
                yield Finding(place, 1, RULE, f"'{word}' says nothing about what is inside; name it by the business word")
