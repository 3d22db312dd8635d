"""A promise to come back names its kind: `// TODO(security|perf|cleanup): what`."""

import re

from source import Finding

RULE = "todo"
_MARK = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
_RIGHT = re.compile(r"(?://|#|--|\*) TODO\((?:security|perf|cleanup)\): \S")
ENDINGS = {".cpp", ".hpp", ".py", ".sql", ".sh", ".cmake", ".ts", ".tsx", ".js", ".mjs", ".css", ".yaml"}


def check(tree):
    for file in tree.files:
        if file.ending not in ENDINGS or file.path.startswith("tools/tidy/"):
            continue
        for number, line in enumerate(file.lines, 1):
            if _MARK.search(line) and not _RIGHT.search(line):
                yield Finding(file.path, number, RULE, "write it as '// TODO(security|perf|cleanup): what is missing', or do it now")
