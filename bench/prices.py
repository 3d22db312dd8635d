"""GET /v1/prices over a million rates, beside nginx serving the same bytes as files and fastify + PostgreSQL doing the same job.

What counts is requests a CPU-second of the server's whole process group: it does not depend on what else the machine does, nor on
how fast the load comes. The three are asked one after the other, five times over."""

import contextlib
import json
import pathlib
import re
import shlex
import statistics
import subprocess
import urllib.request

import machine
import price_book
import programs
import results
from peers import fastify, nginx, postgres

CONNECTIONS = 64
SETTINGS = "[server]\nio_threads = 1\n[pricing]\nsandbox_book = false\n[log]\nlevel = \"warning\"\n"
# What the peer may have of its own: when it answered, and identifiers.
MASKED = ("asOf", "rateId", "rateRef")


class Bench:
    def __init__(self, place, server_core, load_core):
        self.switchyard, self.folder, self.log = place.switchyard, place.folder, place.log
        self.server_core, self.load_core = server_core, load_core
        self.today = price_book.business_day()
        self.queries = list(price_book.queries(self.today))

    def run_cli(self, *arguments):
        return programs.output_of([self.switchyard, *arguments])

    def create_partner(self):
        key = self.folder / "partner.pem"
        programs.output_of(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key])
        public = self.folder / "partner.pub.pem"
        programs.output_of(["openssl", "pkey", "-in", key, "-pubout", "-out", public])
        self.partner = json.loads(self.run_cli("partner", "create", "--name", "Bench", "--environment", "test", "--public-key", public,
                                               "--rate-limit", "none", "--json", "--data", self.folder / "data"))

    def prepare_book(self):
        """Partner and book in a data directory of their own."""
        self.create_partner()
        book = self.folder / "Look-alike book.csv"
        price_book.write_csv(book, self.today)
        report = json.loads(self.run_cli("prices", "import", book, "--environment", "test", "--json", "--data", self.folder / "data"))
        if report["status"] != "published" or report["rates"] != price_book.RATES:
            raise programs.BenchError(f"the look-alike book was not published whole: {json.dumps(report)[:600]}")

    @contextlib.contextmanager
    def switchyard_serving(self):
        settings = self.folder / "switchyard.toml"
        settings.write_text(SETTINGS)
        program = [self.switchyard, "serve", "--data", self.folder / "data", "--config", settings, "--listen", "127.0.0.1:0"]
        with programs.running(program, core=self.server_core, log=self.log, stdout=subprocess.PIPE, text=True) as server:
            listening = re.match(r"listening on (\S+)", server.stdout.readline())
            if not listening:
                raise programs.BenchError(f"switchyard did not start: see {self.log}")
            yield listening[1], server.pid

    def fetch_token(self, url):
        self.token = self.run_cli("token", "--url", url, "--client-id", self.partner["clientId"], "--api-key", self.partner["apiKey"],
                                  "--key", self.folder / "partner.pem").strip()

    def ask(self, url, path):
        request = urllib.request.Request(url + path, headers={"X-API-Key": self.partner["apiKey"], "Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()

    def save_files(self, url):
        """Each answer as a file for nginx; gives the mean size in bytes."""
        files = self.folder / "files"
        files.mkdir()
        sizes = []
        for number, query in enumerate(self.queries):
            body = self.ask(url, f"/v1/prices?{query}")
            if len(json.loads(body)["items"]) != len(price_book.CLASSES):
                raise programs.BenchError(f"not one offer a class: {body[:400]}")
            (files / f"{number}.json").write_bytes(body)
            sizes.append(len(body))
        return statistics.mean(sizes)

    def compare_answers(self, peer_url):
        """Both sides must do the same work: the peer's answers are the saved ones, but for times and identifiers."""
        for number, query in enumerate(self.queries):
            ours = json.loads((self.folder / "files" / f"{number}.json").read_bytes())
            theirs = json.loads(self.ask(peer_url, f"/v1/prices?{query}"))
            for answer in (ours, theirs):
                for part in (answer, *answer["items"]):
                    for name in MASKED:
                        part.pop(name, None)
            if ours != theirs:
                raise programs.BenchError(f"the peer answers otherwise: {query}\n{json.dumps(ours)[:900]}\n{json.dumps(theirs)[:900]}")

    def paths_file(self, name, path_of):
        file = self.folder / f"{name}.paths"
        file.write_text("".join(path_of(number, query) + "\n" for number, query in enumerate(self.queries)))
        return file

    def measure(self, url, paths, pids, seconds):
        """One run of wrk: requests a CPU-second of the processes, and a wall second."""
        script = pathlib.Path(__file__).with_name("requests.lua")
        before = programs.cpu_seconds(*pids)
        said = programs.output_of(["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s", "-s", script, url, "--", paths,
                                   self.partner["apiKey"], self.token], core=self.load_core, timeout=seconds + 30)
        cpu = programs.cpu_seconds(*pids) - before
        answered = json.loads(re.search(r"^RESULT (.+)$", said, re.MULTILINE)[1])
        if answered["failed"] or not answered["requests"] or cpu <= 0:
            raise programs.BenchError(f"not every request was answered: {shlex.quote(url)} {answered}")
        return {"per_cpu_second": answered["requests"] / cpu, "per_second": answered["requests"] / seconds, "p50_us": answered["p50_us"]}


def run(place, rounds, seconds):
    server_core, load_core = machine.cores()
    bench = Bench(place, server_core, load_core)
    bench.prepare_book()
    fastify.install()
    table = bench.folder / "rates.tsv"
    price_book.write_table(table, bench.today)
    with contextlib.ExitStack() as servers:
        ours, our_pid = servers.enter_context(bench.switchyard_serving())
        bench.fetch_token(ours)
        size = bench.save_files(ours)
        files, nginx_pid = servers.enter_context(nginx.serving(bench.folder, server_core, bench.log))
        socket, postmaster = servers.enter_context(postgres.cluster(server_core, bench.log))
        postgres.load(socket, table)
        jwks = json.loads(bench.ask(ours, "/.well-known/jwks.json"))
        expires_at = json.loads((bench.folder / "files/0.json").read_bytes())["items"][0]["expiresAt"]
        peer, peer_pid = servers.enter_context(fastify.serving(bench.folder, socket, bench.partner, ours, jwks, expires_at, server_core, bench.log))
        bench.compare_answers(peer)
        asked = bench.paths_file("prices", lambda number, query: f"/v1/prices?{query}")
        static = bench.paths_file("static", lambda number, query: f"/{number}.json?{query}")
        sides = {"Switchyard": (ours, asked, (our_pid,)), "nginx, static files": (files, static, (nginx_pid,)),
                 "fastify + PostgreSQL": (peer, asked, (peer_pid, postmaster))}
        for side in sides.values():
            bench.measure(*side, 1)  # Caches and JIT are warm.
        runs = {name: [] for name in sides}
        for _ in range(rounds):
            for name, side in sides.items():
                runs[name].append(bench.measure(*side, seconds))
    return report(runs, size)


def report(runs, size):
    section = results.Section("Authenticated GET /v1/prices")
    section.say(f"{price_book.RATES:,} rates loaded, {size / 1024:.1f} KB of fresh JSON an answer ({len(price_book.CLASSES)} offers), {CONNECTIONS} "
                "connections kept alive; server on one core, wrk on another; requests a CPU-second of the server's whole process group.")
    section.table(("side", "requests a CPU-second", "requests a second", "median latency, µs"),
                  [(name, f"{results.median_of(each, 'per_cpu_second'):,.0f}", f"{results.median_of(each, 'per_second'):,.0f}",
                    f"{results.median_of(each, 'p50_us'):,.0f}") for name, each in runs.items()])
    ours = [each["per_cpu_second"] for each in runs["Switchyard"]]
    for peer, target in (("nginx, static files", 0.75), ("fastify + PostgreSQL", None)):
        section.ratio(f"Switchyard / {peer}", ours, [each["per_cpu_second"] for each in runs[peer]], target)
    return section
