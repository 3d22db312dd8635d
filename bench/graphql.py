"""POST /graphql over a slice of the contracting schema in memory: 50 contracts with accounts, customer and history, about 31 KB of JSON,
beside mercurius with its JIT over the same objects.

What counts is requests a CPU-second of the server, as in prices.py."""

import contextlib
import json
import pathlib
import re
import subprocess
import urllib.request

import machine
import programs
import results
from peers import fastify, mercurius

CONNECTIONS = 64


def post(url, body):
    request = urllib.request.Request(url + "/graphql", data=json.dumps(body).encode(), headers={"Content-Type": "application/json", "Accept": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read()


@contextlib.contextmanager
def ours_serving(program, core, log):
    # It serves until its input ends, or it is told to end.
    with programs.running([program], core=core, log=log, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield f"http://127.0.0.1:{int(server.stdout.readline())}", server.pid


def slice_of(program):
    """SDL and query, as the program prints them."""
    said = json.loads(programs.output_of([program, "--slice"]))
    return said["sdl"], {"query": said["query"], "variables": {"first": 50}}


def measure(url, body_file, pid, seconds, core):
    script = pathlib.Path(__file__).with_name("graphql.lua")
    before = programs.cpu_seconds(pid)
    said = programs.output_of(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", script, url, "--", body_file],
                              core=core, timeout=seconds + 30)
    cpu = programs.cpu_seconds(pid) - before
    answered = json.loads(re.search(r"^RESULT (.+)$", said, re.MULTILINE)[1])
    if answered["failed"] or not answered["requests"] or cpu <= 0:
        raise programs.BenchError(f"not every request was answered: {url} {answered}")
    return {"per_cpu_second": answered["requests"] / cpu, "per_second": answered["requests"] / seconds, "p50_us": answered["p50_us"]}


def run(place, rounds, seconds):
    server_core, load_core = machine.cores()
    fastify.install()
    program = place.built("graphql_server")
    sdl, body = slice_of(program)
    body_file = pathlib.Path(place.folder, "graphql.json")
    body_file.write_text(json.dumps(body))
    with contextlib.ExitStack() as servers:
        ours, our_pid = servers.enter_context(ours_serving(program, server_core, place.log))
        answer = json.loads(post(ours, body))
        peer, peer_pid = servers.enter_context(mercurius.serving(place.folder, sdl, answer["data"]["contracts"], server_core, place.log))
        theirs = post(peer, body)
        if json.loads(theirs)["data"] != answer["data"]:
            raise programs.BenchError(f"the peer answers otherwise: {theirs[:900]}")
        sides = {"Switchyard's engine": (ours, our_pid), "mercurius with JIT": (peer, peer_pid)}
        for url, pid in sides.values():
            measure(url, body_file, pid, 2, load_core)  # Caches and JIT are warm.
        runs = {name: [] for name in sides}
        for _ in range(rounds):
            for name, (url, pid) in sides.items():
                runs[name].append(measure(url, body_file, pid, seconds, load_core))
    return report(runs, len(theirs))


def report(runs, size):
    section = results.Section("POST /graphql from memory")
    section.say(f"50 contracts with accounts, customer and history, {size / 1024:.1f} KB of fresh JSON an answer, {CONNECTIONS} connections kept alive; "
                "requests a CPU-second of the server's whole process group.")
    section.table(("side", "requests a CPU-second", "requests a second", "median latency, µs"),
                  [(name, f"{results.median_of(each, 'per_cpu_second'):,.0f}", f"{results.median_of(each, 'per_second'):,.0f}",
                    f"{results.median_of(each, 'p50_us'):,.0f}") for name, each in runs.items()])
    section.ratio("Switchyard's engine / mercurius with JIT", [each["per_cpu_second"] for each in runs["Switchyard's engine"]],
                  [each["per_cpu_second"] for each in runs["mercurius with JIT"]], 3)
    return section
