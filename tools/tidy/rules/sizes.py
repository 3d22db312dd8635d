"""A function fits a screen and a file a sitting: at most 70 and 400 lines."""

import re

from source import Finding

RULE = "sizes"
FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = 400
CODE_ENDINGS = {".cpp", ".hpp", ".py", ".ts", ".tsx", ".js", ".mjs"}
REASON = "Longer than 400 lines because "
REASON_WITHIN_LINES = 30
_CONTAINER = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")
# "A::A(int x) : x_(x), y_" before the brace of a member's value.
_INITIALIZER = re.compile(r"\)[\s\w]*:(?!:).*[\w>]\s*$", re.DOTALL)
_BEFORE_HEAD = re.compile(r"(?:\s|\b(?:public|private|protected)\s*:(?!:))*")


def functions(file):
    """(first line, last line) of each function body with its head, lambdas inside counted as part of it."""
    # Preprocessor lines may hold braces of their own.
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda match: re.sub(r"[^\n]", " ", match.group()), file.code, flags=re.MULTILINE)
    scopes = []  # Per open brace: the first line of the function that it opens, 0 of another scope, or -1 within a head.
    head_start = 0
    parentheses = 0
    for match in re.finditer(r"[{};()]", code):
        sign, place = match.group(), match.start()
        if sign in "()":
            parentheses += 1 if sign == "(" else -1
            continue
        if sign == "{":
            head = code[head_start:place]
            within_head = parentheses > 0 or bool(_INITIALIZER.search(head))
            scopes.append(-1 if within_head else _function_line(file, head, head_start) if max(scopes, default=0) <= 0 else 0)
        elif sign == "}":
            first_line = scopes.pop() if scopes else 0
            within_head = first_line < 0
            if first_line > 0:
                yield first_line, file.line_at(place)
        else:
            within_head = parentheses > 0
        if not within_head:
            head_start = place + 1


def _function_line(file, head, head_start):
    """The line where the head of a function begins, or 0 where the brace after it opens something else."""
    if "(" not in head or _CONTAINER.search(head.split("(", 1)[0]):
        return 0
    return file.line_at(head_start + _BEFORE_HEAD.match(head).end())


def check(tree):
    for file in tree.files:
        if file.ending not in CODE_ENDINGS:
            continue
        count = len(file.lines) - (1 if file.text.endswith("\n") else 0)
        if count > FILE_LINES_MAX and not any(REASON in line for line in file.lines[:REASON_WITHIN_LINES]):
            yield Finding(file.path, 1, RULE, f"{count} lines; at most {FILE_LINES_MAX}: split it, or say '// {REASON}…' at its top")
        if not file.is_cpp:
            continue
        for first, last in functions(file):
            if last - first + 1 > FUNCTION_LINES_MAX:
                yield Finding(file.path, first, RULE, f"a function of {last - first + 1} lines; at most {FUNCTION_LINES_MAX}: give its straight parts names of their own")
