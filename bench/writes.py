"""Durable single writes of 64 callers: the writer thread, beside one transaction a commit."""

import json

import programs
import results

CALLERS = 64
MODES = {"writer": "Switchyard, the writer thread", "connections": "a connection a caller, a commit each", "one_connection": "one connection behind a mutex, a commit each"}


def run(place, rounds, seconds):
    bench = place.built("durable_writes")
    runs = {mode: [] for mode in MODES}
    for _ in range(rounds):
        for mode, each in runs.items():
            counted = json.loads(programs.output_of([bench, mode, "--callers", CALLERS, "--seconds", seconds, "--directory", place.folder]))
            each.append({"per_second": counted["writes"] / counted["seconds"]})
    section = results.Section("Durable single writes")
    section.say(f"{CALLERS} callers insert a row of 200 bytes each and wait until it is durable: one SQLite file on disk, WAL, synchronous=FULL on every side.")
    section.table(("side", "writes a second"), [(MODES[mode], f"{results.median_of(each, 'per_second'):,.0f}") for mode, each in runs.items()])
    ours = [each["per_second"] for each in runs["writer"]]
    for peer in ("connections", "one_connection"):
        section.ratio(f"writer thread / {MODES[peer]}", ours, [each["per_second"] for each in runs[peer]], 5)
    return section
