"""No path of somebody's machine: what is checked in works wherever it is cloned."""

import re

from source import Finding

RULE = "machine-paths"
_PATH = re.compile(r"(?<![\w.:/-])/(?:work|home|Users|root|mnt)/[\w.-]+")


def check(tree):
    for file in tree.files:
        if file.path.startswith("tools/tidy/"):
            continue
        for match in _PATH.finditer(file.text):
            yield Finding(file.path, file.line_at(match.start()), RULE, f"'{match.group()}' is a place on one machine; use a path relative to the repository or a setting")
