#!/usr/bin/env python3
"""Checks arrows and style over the tree: `tools/tidy/tidy.py [ROOT]`.

Prints `file:line: rule: what is wrong and what would be right` for each finding and exits 1 where there is one.
"""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from rules import RULES  # noqa: E402
from source import Tree  # noqa: E402


def findings(tree):
    return sorted((finding for rule in RULES for finding in rule.check(tree)), key=lambda each: (each.path, each.line, each.rule))


def main(arguments):
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print(__doc__, file=sys.stderr)
        return 2
    root = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parents[2]
    tree = Tree.read(root)
    found = findings(tree)
    for finding in found:
        print(finding)
    print(f"tidy: {len(tree.files)} files, {len(found)} finding{'' if len(found) == 1 else 's'}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
