"""Webhooks of an SQLite environment: the courier that the server runs with its curl sender, beside a sender in Node on undici over the same rows;
how soon a commit reaches its receivers where some of a thousand never answer; and that a backlog drains in constant memory.

`SWITCHYARD_BENCH_BACKLOG=200000` sets the backlog; by default a tenth, so that a run stays short."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess

import programs
import results
from peers import fastify, undici

DELIVERIES = 20_000
BACKLOG = int(os.environ.get("SWITCHYARD_BENCH_BACKLOG", "20000"))
ENDPOINTS, BLACK_HOLES, EVENTS_A_SECOND = 1_000, 10, 50
GROWTH_MB = 16


@contextlib.contextmanager
def receiving(pump, log):
    """The address of a receiver in a process of its own."""
    with programs.running([pump, "receive"], log=log, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as receiver:
        yield receiver.stdout.readline().strip() + "/hooks"
        receiver.stdin.close()
        receiver.wait(20)


def prepared(pump, folder, url, deliveries):
    """The secret of the endpoint in `folder`, for which so many deliveries wait."""
    folder.mkdir()
    said = json.loads(programs.output_of([pump, "prepare", "--directory", folder, "--url", url, "--deliveries", deliveries], timeout=1800))
    if said["pending"] != deliveries:
        raise programs.BenchError(f"{said['pending']} deliveries wait, not {deliveries}")
    return said["secret"]


def drained(pump, folder):
    return json.loads(programs.output_of([pump, "drain", "--directory", folder], timeout=1800))


def rates(found, deliveries):
    if found["deliveries"] != deliveries:
        raise programs.BenchError(f"not every delivery was made: {found}")
    return {"per_second": deliveries / found["seconds"], "per_cpu_second": deliveries / found["cpuSeconds"]}


def one_round(place, pump, seconds):
    ours, theirs, latency = (pathlib.Path(place.folder, name) for name in ("ours", "theirs", "latency"))
    with receiving(pump, place.log) as url:
        secret = prepared(pump, ours, url, DELIVERIES)
        shutil.copytree(ours, theirs)
        found = {"ours": rates(drained(pump, ours), DELIVERIES), "theirs": rates(undici.drained(theirs / "environment.db", url, secret), DELIVERIES)}
    latency.mkdir()
    found["latency"] = json.loads(programs.output_of([
        pump, "latency", "--directory", latency, "--endpoints", ENDPOINTS, "--black-holes", BLACK_HOLES, "--per-second", EVENTS_A_SECOND, "--seconds", seconds]))
    if found["latency"]["arrived"] < found["latency"]["expected"]:
        raise programs.BenchError(f"not every call arrived: {found['latency']}")
    for folder in (ours, theirs, latency):
        shutil.rmtree(folder)
    return found


def run(place, rounds, seconds):
    fastify.install()
    pump = place.built("webhook_pump")
    runs = [one_round(place, pump, seconds) for _ in range(rounds)]
    with receiving(pump, place.log) as url:
        prepared(pump, place.folder / "backlog", url, BACKLOG)
        backlog = drained(pump, place.folder / "backlog")
    return report(runs, backlog)


def report(runs, backlog):
    section = results.Section("Webhooks")
    section.say(f"{DELIVERIES:,} deliveries of events of a contract wait in an SQLite file for one receiver on loopback that answers at once; 16 connections; each is signed, posted "
                "and written down with its attempt, WAL and synchronous=FULL on both sides.")
    sides = {"ours": "Switchyard's courier", "theirs": "Node with undici"}
    of = {side: [each[side] for each in runs] for side in sides}
    section.table(("side", "deliveries a second", "deliveries a CPU-second"),
                  [(name, f"{results.median_of(of[side], 'per_second'):,.0f}", f"{results.median_of(of[side], 'per_cpu_second'):,.0f}") for side, name in sides.items()])
    section.ratio("Switchyard's courier / Node with undici, deliveries a second", *([each["per_second"] for each in of[side]] for side in sides), 2)
    section.ratio("the same, deliveries a CPU-second", *([each["per_cpu_second"] for each in of[side]] for side in sides))
    section.limit(f"commit to first byte, 99th percentile, {ENDPOINTS:,} endpoints of which {BLACK_HOLES} never answer, {EVENTS_A_SECOND * 10} deliveries a second",
                  [each["latency"]["p99Us"] / 1000 for each in runs], "ms", 50)
    section.limit(f"memory grown between the first tenth and the end of a backlog of {backlog['deliveries']:,}", [backlog["lateMb"] - backlog["earlyMb"]], "MB", GROWTH_MB)
    return section
