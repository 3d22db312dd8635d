"""SQL stands in *_store.cpp and migrations alone. Adapters of databases speak to their engine, and tests may look into tables."""

import fnmatch
import re

from source import Finding

RULE = "sql"
ALLOWED = ("*_store.cpp", "src/adapters/*", "src/*/migrations/*", "tests/*", "bench/*")
_STATEMENT = re.compile(
    r"\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\s|CREATE\s+(UNIQUE\s+)?(TABLE|INDEX|SCHEMA|ROLE|VIEW)\s|ALTER\s+\w+\s|"
    r"DROP\s+(TABLE|INDEX|SCHEMA|ROLE|VIEW)\s|TRUNCATE\s|GRANT\s|REVOKE\s|BEGIN\s+(IMMEDIATE|TRANSACTION)|SAVEPOINT\s|PRAGMA\s|WITH\s+\w+\s+AS\s)")


def check(tree):
    for file in tree.cpp():
        if file.is_test or any(fnmatch.fnmatchcase(file.path, pattern) for pattern in ALLOWED):
            continue
        for literal in file.strings:
            if _STATEMENT.match(literal.text):
                yield Finding(file.path, literal.line, RULE, f"SQL (\"{literal.text.strip()[:30]}…\") outside *_store.cpp; give the module's store a function")
