"""The built-in signing service of a real server: what an envelope costs to make, what Finish costs up to sealed and stored, and how soon fifty ceremonies at
once are answered. Absolute, not beside a peer: there is none to run here."""

import contextlib
import json
import math
import pathlib
import re
import subprocess

import programs
import results
from peers import fastify

ENVELOPES = 40
CEREMONIES = 50
SETTINGS = "[pricing]\nsandbox_book = false\n[log]\nlevel = \"warning\"\n"
CLIENT = pathlib.Path(__file__).with_name("signing_client") / "client.mjs"


class Bench:
    def __init__(self, place):
        self.switchyard, self.folder, self.log = place.switchyard, place.folder, place.log
        self.data = self.folder / "signing"
        self.key, self.public = self.folder / "sender.pem", self.folder / "sender.pub.pem"

    def run_cli(self, *arguments):
        return json.loads(programs.output_of([self.switchyard, "esign", *arguments, "--json", "--data", self.data]))

    @contextlib.contextmanager
    def serving(self):
        """Gives (URL, pid); on all cores that this run may use."""
        settings = self.folder / "signing.toml"
        settings.write_text(SETTINGS)
        program = [self.switchyard, "serve", "--data", self.data, "--config", settings, "--listen", "127.0.0.1:0"]
        with programs.running(program, log=self.log, stdout=subprocess.PIPE, text=True) as server:
            listening = re.match(r"listening on (\S+)", server.stdout.readline())
            if not listening:
                raise programs.BenchError(f"switchyard did not start: see {self.log}")
            yield listening[1], server.pid

    @contextlib.contextmanager
    def client(self, url):
        """Gives what takes a command and gives its answer."""
        with programs.running([fastify.node(), CLIENT, url, self.key], log=self.log, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
            def ask(act, **more):
                program.stdin.write(json.dumps({"act": act, **more}) + "\n")
                program.stdin.flush()
                answer = program.stdout.readline()
                if not answer:
                    raise programs.BenchError(f"the signing client ended at {act}: see {self.log}")
                return json.loads(answer)

            with contextlib.closing(program.stdin):
                yield ask

    def new_login(self):
        """An account of its own, since calls of an account are limited."""
        account = self.run_cli("account", "create", "--name", "Bench", "--environment", "test")["accountId"]
        client = self.run_cli("client", "create", "--account", account, "--public-key", self.public, "--consent")
        return {"integrationKey": client["integrationKey"], "userId": client["userId"], "accountId": account}


def p99(values):
    return sorted(values)[math.ceil(len(values) * 0.99) - 1]


def measure(bench, ask, pid):
    ask("login", **bench.new_login())

    def cpu_ms_of(act, **more):
        before = programs.cpu_seconds(pid)
        ask(act, **more)
        return (programs.cpu_seconds(pid) - before) * 1000 / ENVELOPES

    found = {"create_ms": cpu_ms_of("create", count=ENVELOPES)}
    ask("ready")
    found["finish_ms"] = cpu_ms_of("finish")
    ask("login", **bench.new_login())
    ask("create", count=CEREMONIES)
    durations = ask("ceremonies")["durations"]
    return {**found, "p50_ms": sorted(durations)[len(durations) // 2], "p99_ms": p99(durations), "answers": len(durations)}


def run(place, rounds, _seconds):
    bench = Bench(place)
    programs.output_of(["openssl", "genrsa", "-out", bench.key, "2048"])
    programs.output_of(["openssl", "rsa", "-in", bench.key, "-pubout", "-out", bench.public])
    with bench.serving() as (url, pid), bench.client(url) as ask:
        measure(bench, ask, pid)  # Fonts, keys and caches are there.
        runs = [measure(bench, ask, pid) for _ in range(rounds)]
    return report(runs)


def report(runs):
    section = results.Section("Signing")
    section.say(f"`switchyard serve`, the built-in service: a PDF of 5 pages with 200 lines and 6 anchors. {ENVELOPES} envelopes a round one after the other; "
                f"{CEREMONIES} ceremonies at once, each from its page's first call to Finish, about {runs[0]['answers'] // CEREMONIES} calls each, server and client on all cores.")
    section.table(("what", "figure"), [
        ("CPU of an envelope's creation over REST", f"{results.median_of(runs, 'create_ms'):.1f} ms"),
        ("CPU from Finish to sealed, stored and fetched", f"{results.median_of(runs, 'finish_ms'):.1f} ms"),
        ("answer in a ceremony, median", f"{results.median_of(runs, 'p50_ms'):.1f} ms"),
        ("answer in a ceremony, 99th percentile", f"{results.median_of(runs, 'p99_ms'):.1f} ms")])
    section.limit("CPU of an envelope's creation", [each["create_ms"] for each in runs], "ms", 30)
    section.limit("CPU from Finish to sealed and stored", [each["finish_ms"] for each in runs], "ms", 150)
    section.limit(f"99th percentile of answers in {CEREMONIES} ceremonies at once", [each["p99_ms"] for each in runs], "ms", 100)
    return section
