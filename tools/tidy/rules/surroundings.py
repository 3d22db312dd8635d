"""Time, randomness and the environment come in as arguments; only adapters/system and app ask the machine.

Tests may draw from a seeded generator (the same in every run), read a switch from the environment, and bound a wait for another
thread with the steady clock; they may not take the time of day or true randomness.
"""

import re

from source import Finding

RULE = "surroundings"
# http/monotonic.cpp measures how long a request took for the log and the histogram; it decides nothing.
ALLOWED = ("src/adapters/system/", "src/app/", "src/http/monotonic.cpp")
_ASKED = re.compile(
    r"\b(?P<steady>steady_clock\s*::\s*now)"
    r"|\b(?P<clock>(?:system_clock|high_resolution_clock|utc_clock|file_clock)\s*::\s*now|clock_gettime|gettimeofday|std\s*::\s*time\s*\()"
    r"|\b(?P<environment>getenv|secure_getenv|setenv)\b"
    r"|\b(?P<random>random_device|arc4random\w*|getrandom|getentropy|(?:std\s*::\s*)s?rand\s*\()"
    r"|\b(?P<seeded>mt19937(?:_64)?|minstd_rand0?|default_random_engine)\b")
_INSTEAD = {"steady": "take an Instant or a Clock&", "clock": "take an Instant or a Clock&", "environment": "take it as a setting", "random": "take a Random&", "seeded": "take a Random&"}


def check(tree):
    for file in tree.cpp("src/"):
        if file.path.startswith(ALLOWED):
            continue
        for match in _ASKED.finditer(file.code):
            if file.is_test and match.lastgroup in ("steady", "seeded", "environment"):
                continue
            yield Finding(file.path, file.line_at(match.start()), RULE,
                          f"'{match.group().strip(' (')}' outside adapters/system and app; {_INSTEAD[match.lastgroup]}")
