"""Headers are contracts: included once, opened by a sentence on their purpose, and silent about namespaces."""

import re

from source import Finding

RULE = "headers"


def check(tree):
    for file in tree.cpp():
        if file.ending != ".hpp":
            continue
        if not re.match(r"// \S", file.lines[0]):
            yield Finding(file.path, 1, RULE, "a header opens with a comment that says its purpose")
        if not re.search(r"^#pragma once$", file.code, re.MULTILINE):
            yield Finding(file.path, 1, RULE, "a header has '#pragma once' after its opening comment")
        for match in re.finditer(r"\busing\s+namespace\b", file.code):
            yield Finding(file.path, file.line_at(match.start()), RULE, "no 'using namespace' in a header; name what is used")
