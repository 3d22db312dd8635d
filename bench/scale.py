"""GET /v1/prices over ten million rates: beside nginx serving the same bytes, beside our own figure at one million, at a fixed rate
of requests, and while a sheet of 700,000 rates is published."""

import contextlib
import json
import pathlib
import re
import statistics
import subprocess
import threading
import time
import urllib.request

import machine
import price_book
import prices
import programs
import results
import scale_book
from peers import nginx

PUBLISHED_RATES = 720_000
PUBLISHED_LINES = PUBLISHED_RATES // price_book.TERMS
OPEN_LOOP_CONNECTIONS = 128
PORTFOLIO_SITES = 1_000
REST_SECONDS = 3  # After which what a large request took is given back.


class Book(prices.Bench):
    """A data directory with so many suppliers' books, and a server on it."""

    def __init__(self, place, cores, suppliers):
        super().__init__(place, *cores)
        self.place, self.suppliers = place, suppliers
        self.folder = place.folder / f"scale-{suppliers}"
        self.folder.mkdir()
        self.queries = scale_book.queries(self.today, lambda i: i % suppliers)

    def import_book(self, number, lines_max=None, core=None):
        file = scale_book.write_book(self.folder, number, self.today, lines_max)
        begin = time.monotonic()
        said = programs.output_of([self.switchyard, "prices", "import", file, "--environment", "test", "--json", "--data", self.folder / "data",
                                   "--layouts", self.folder / "layouts"], core=core)
        report = json.loads(said)
        if report["status"] != "published":
            raise programs.BenchError(f"book {number} was not published: {said[:600]}")
        file.unlink()
        return report["rates"], time.monotonic() - begin

    def prepare_book(self):
        scale_book.write_layouts(self.folder / "layouts")
        self.create_partner()
        self.rates = sum(self.import_book(number)[0] for number in range(self.suppliers))

    def resident_mb(self, pid):
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+)", status, re.MULTILINE)[1]) / 1024

    def at_rate(self, url, paths, rate, seconds):
        """Requests at a fixed rate, whatever the server does."""
        said = programs.output_of([self.place.built("open_loop"), url.rpartition(":")[2], paths, self.partner["apiKey"], self.token,
                                   max(1, int(rate)), seconds, OPEN_LOOP_CONNECTIONS], core=self.load_core, timeout=seconds + 60)
        answered = json.loads(said)
        if answered["failed"] or answered["late"]:
            raise programs.BenchError(f"not every request was answered at {rate:.0f} a second: {answered}")
        return answered

    def portfolio_ms(self, url):
        """A search of a thousand sites over all utilities, classes and terms: the whole answer."""
        month = f"{price_book.start_months(self.today)[3]:%Y-%m}"
        sites = [{"siteId": f"S{i}", "commodity": "electric", "utility": price_book.UTILITIES[i % len(price_book.UTILITIES)][0], "annualUsage": str(20 + i * 37 % 400),
                  "rateClass": f"Class {i % self.suppliers}{'ABCDEFG'[i % 7]}"} for i in range(PORTFOLIO_SITES)]
        body = json.dumps({"sites": sites, "startMonth": month, "margin": {"electric": "0.005"}}).encode()
        request = urllib.request.Request(url + "/v1/price-searches", data=body, headers={
            "X-API-Key": self.partner["apiKey"], "Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        begin = time.monotonic()
        with urllib.request.urlopen(request, timeout=20) as answer:
            found = json.loads(answer.read())
        took = (time.monotonic() - begin) * 1000
        if found["unpriced"] or not found["offers"]:
            raise programs.BenchError(f"the portfolio was not priced whole: {json.dumps(found)[:400]}")
        return took

    def while_publishing(self, url, paths, rate, seconds):
        """The same, while a sheet is imported beside it and taken over by the server."""
        outcome = {}

        def publish():
            time.sleep(1)
            outcome["rates"], outcome["took"] = self.import_book(scale_book.SUPPLIERS, PUBLISHED_LINES, core=self.load_core)

        publisher = threading.Thread(target=publish)
        publisher.start()
        answered = self.at_rate(url, paths, rate, seconds)
        publisher.join()
        return answered | outcome


def run(place, rounds, seconds):
    cores = machine.cores()
    small, large = Book(place, cores, 1), Book(place, cores, scale_book.SUPPLIERS)
    with contextlib.ExitStack() as servers:
        sides = {}
        for book in (small, large):
            book.prepare_book()
            url, pid = servers.enter_context(book.switchyard_serving())
            book.fetch_token(url)
            book.save_files(url)
            paths = book.paths_file("prices", lambda number, query: f"/v1/prices?{query}")
            sides[book] = (url, paths, pid)
        files, nginx_pid = servers.enter_context(nginx.serving(large.folder, cores[0], place.log))
        static = large.paths_file("static", lambda number, query: f"/{number}.json?{query}")
        runs = {"large": [], "small": [], "nginx": []}
        for number in range(rounds + 1):
            answered = {"large": large.measure(*_closed(sides[large]), seconds), "small": small.measure(*_closed(sides[small]), seconds),
                        "nginx": large.measure(files, static, (nginx_pid,), seconds)}
            if number:  # The first warms up.
                for name, each in answered.items():
                    runs[name].append(each)
        url, paths, pid = sides[large]
        half = statistics.median(each["per_second"] for each in runs["large"]) / 2
        steady = [large.at_rate(url, paths, half, seconds) for _ in range(rounds)]
        portfolio = [large.portfolio_ms(url) for _ in range(rounds + 1)][1:]
        time.sleep(REST_SECONDS)
        resident = large.resident_mb(pid)
        published = large.while_publishing(url, paths, half / 2, max(8, seconds))
    return report(runs, (small.rates, large.rates), half, steady, resident, published, portfolio)


def _closed(side):
    url, paths, pid = side
    return url, paths, (pid,)


def report(runs, rates, half, steady, resident, published, portfolio):
    section = results.Section("Ten million rates")
    section.say(f"{rates[1]:,} rates of {scale_book.SUPPLIERS} suppliers over the same utilities; each question names a supplier and finds 7 offers, as with the {rates[0]:,} "
                "rates of one of them. Open loop: requests are due at a fixed rate, and each one's time counts from when it was due.")
    section.table(("side", "requests a CPU-second", "requests a second", "median latency, µs"),
                  [(name, *(f"{results.median_of(runs[side], figure):,.0f}" for figure in ("per_cpu_second", "per_second", "p50_us")))
                   for side, name in (("large", f"Switchyard, {rates[1]:,} rates"), ("small", f"Switchyard, {rates[0]:,} rates"), ("nginx", "nginx, static files"))])
    per_cpu = {side: [each["per_cpu_second"] for each in found] for side, found in runs.items()}
    section.ratio("10 M rates / nginx, static files", per_cpu["large"], per_cpu["nginx"], 0.8)
    section.ratio("10 M rates / 1 M rates", per_cpu["large"], per_cpu["small"], 0.9)
    section.limit(f"99th percentile at half of the saturation rate ({half:,.0f} a second, open loop)", [each["p99_us"] / 1000 for each in steady], "ms", 3)
    section.limit(f"99th percentile while {published['rates']:,} rates are published ({half / 2:,.0f} a second, open loop; the import runs on the load's core)",
                  [published["p99_us"] / 1000], "ms", 10)
    section.limit(f"a portfolio of {PORTFOLIO_SITES:,} sites, the whole answer", portfolio, "ms", 300)
    section.limit(f"resident memory of the server, {REST_SECONDS} s after all of it", [resident], "MB", 200)
    return section
