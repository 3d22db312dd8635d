"""Each module here is one rule: `check(tree)` yields findings."""

from rules import arrows, floating_point, headers, machine_paths, names, sizes, sql, surroundings, to_do

RULES = [arrows, floating_point, headers, machine_paths, names, sizes, sql, surroundings, to_do]
