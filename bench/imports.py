"""Import of a supplier's file to published, beside openpyxl merely reading its cells; and the largest file whole."""

import itertools
import json
import pathlib
import shutil
import zipfile

import liberty_look_alike
import price_book
import programs
import results
from peers import fastify

PEERS = pathlib.Path(__file__).resolve().parent / "peers"
PYTHON = "/usr/bin/python3"  # Debian's, which python3-openpyxl is for.
LIBERTY = "Liberty Power Daily Pricing for NEX ABC 2016-01-05.xlsx"
SOURCE = "Source 20160314_SPG PJM Small Comm Matrix Table.zip"
SOURCE_RATES = 731_640
ENDED_WELL = ("published", "expired")  # A sheet of years ago goes the same way; it is only not on sale any more.


class Imports:
    def __init__(self, place):
        self.place, self.numbers = place, itertools.count(1)

    def run(self, file):
        """Into a fresh installation that is made before the clock runs: its cost and its report."""
        data = self.place.folder / f"import-{next(self.numbers)}"
        programs.output_of([self.place.switchyard, "migrate", "--data", data])
        cost = programs.cost_of([self.place.switchyard, "prices", "import", file, "--environment", "test", "--json", "--data", data], log=self.place.log)
        shutil.rmtree(data)
        report = json.loads(cost.output)
        if report["status"] not in ENDED_WELL or not report["rates"]:
            raise programs.BenchError(f"the import did not end well: {cost.output[:800]}")
        return cost, report

    def liberty(self):
        real = self.place.suppliers_files / LIBERTY
        if real.exists():
            return real, "the supplier's workbook of 2016-01-05"
        made = self.place.folder / "Look-alike daily prices.xlsx"
        liberty_look_alike.write(made, price_book.business_day())
        return made, "a look-alike of a daily workbook"

    def source(self):
        real = self.place.suppliers_files / SOURCE
        if real.exists():
            return real, "the supplier's zip of 2016-03-14"
        book = self.place.folder / "Look-alike.csv"
        price_book.write_csv(book, price_book.business_day(), lines_max=SOURCE_RATES // price_book.TERMS)
        made = self.place.folder / "Look-alike.zip"
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
            package.write(book, book.name)
        return made, "a look-alike zip"


def _read_by_openpyxl(mode, file):
    return json.loads(programs.output_of([PYTHON, "-m", "peers.openpyxl_read", mode, file], cwd=price_book.__file__.rpartition("/")[0]))


def _stored_cells(file):
    """Cells that the file has, those with a look and no value too."""
    with zipfile.ZipFile(file) as package:
        return sum(package.read(name).count(b"<c ") for name in package.namelist() if name.startswith("xl/worksheets/"))


def run_all_files(place, rounds):
    """Every file that suppliers sent, into one fresh installation in one go; None where they are not there."""
    files = sorted(place.suppliers_files.glob("*"))
    if not files:
        return None
    fastify.install()  # SheetJS lies beside it.
    ours, peers = [], {"openpyxl read_only and xlrd": [], "openpyxl default and xlrd": [], "SheetJS": []}
    for number in range(rounds):
        data = place.folder / f"import-all-{number}"
        programs.output_of([place.switchyard, "migrate", "--data", data])
        cost = programs.cost_of([place.switchyard, "prices", "import", *files, "--environment", "test", "--json", "--data", data], log=place.log)
        shutil.rmtree(data)
        reports = [json.loads(line) for line in cost.output.splitlines()]
        ended = [report for report in reports if report["status"] in ENDED_WELL]
        if len(ended) < len(files):
            raise programs.BenchError(f"not every import ended well: {[(report['file'], report['status']) for report in reports if report not in ended]}")
        ours.append({"wall": cost.wall_s, "cpu": cost.cpu_s, "memory": cost.memory_peak_mb, "rows": sum(report["rows"] for report in reports)})
        for name, mode in (("openpyxl read_only and xlrd", "read_only"), ("openpyxl default and xlrd", "default")):
            peers[name].append(json.loads(programs.output_of([PYTHON, PEERS / "read_all.py", mode, *files], timeout=600)))
        peers["SheetJS"].append(json.loads(programs.output_of(["node", PEERS / "sheetjs_read.mjs", *files], timeout=600)))
    return report_all_files(len(files), ours, peers)


def report_all_files(count, ours, peers):
    section = results.Section("Every supplier's file")
    left_out = {name: runs[0]["left_out"] for name, runs in peers.items()}
    section.say(f"{count} files, {ours[0]['rows']:,} rates: imported from cold into a fresh data directory by one command, the whole process; beside others merely reading the "
                f"cells of those they can read, start-up not counted ({', '.join(f'{name} leaves out {number}' for name, number in left_out.items())}).")
    section.table(("side", "CPU, s", "wall, s", "peak memory, MB"),
                  [("Switchyard, import to published", f"{results.median_of(ours, 'cpu'):.2f}", f"{results.median_of(ours, 'wall'):.2f}",
                    f"{results.median_of(ours, 'memory'):.0f}")]
                  + [(f"{name}, reading", f"{results.median_of(runs, 'cpu_s'):.2f}", f"{results.median_of(runs, 'wall_s'):.2f}", "–") for name, runs in peers.items()])
    section.limit("wall", [each["wall"] for each in ours], "s", 8)
    for name, runs in peers.items():
        section.ratio(f"{name} / Switchyard, CPU", [each["cpu_s"] for each in runs], [each["cpu"] for each in ours])
    return section


def run(place, rounds, _seconds):
    imports = Imports(place)
    file, what = imports.liberty()
    ours, theirs = [], {"read_only": [], "default": []}
    for _ in range(rounds):
        ours.append(imports.run(file))
        for mode, runs in theirs.items():
            runs.append(_read_by_openpyxl(mode, file))
    if len({each["cells"] for runs in theirs.values() for each in runs}) != 1:
        raise programs.BenchError("the ways to read by openpyxl do not find the same cells")
    large, large_what = imports.source()
    whole = [imports.run(large) for _ in range(rounds)]
    every = run_all_files(place, rounds)
    sections = (report_beside_openpyxl(f"{what}, {_stored_cells(file):,} cells", ours, theirs), report_whole(large_what, whole))
    return sections if every is None else (*sections, every)


def report_beside_openpyxl(what, ours, theirs):
    first = theirs["read_only"][0]
    section = results.Section("Import of a workbook to published")
    section.say(f"{what[0].upper()}{what[1:]}, {first['cells']:,} of them with a value, {ours[0][1]['rows']:,} rates read: open, lay out, check, map, compile and commit, each time into a "
                f"fresh data directory, the whole process; beside openpyxl {first['version']} ({'with' if first['lxml'] else 'without'} lxml) reading the cells, "
                "its interpreter's start and imports not counted.")
    costs = [{"wall": cost.wall_s, "cpu": cost.cpu_s, "memory": cost.memory_peak_mb} for cost, _ in ours]
    section.table(("side", "CPU, s", "wall, s", "peak memory, MB"),
                  [("Switchyard, import to published", f"{results.median_of(costs, 'cpu'):.3f}", f"{results.median_of(costs, 'wall'):.3f}",
                    f"{results.median_of(costs, 'memory'):.0f}")]
                  + [(f"openpyxl, {mode}, reading", f"{results.median_of(runs, 'cpu_s'):.3f}", f"{results.median_of(runs, 'wall_s'):.3f}", "–")
                     for mode, runs in theirs.items()])
    for mode, runs in theirs.items():
        section.ratio(f"openpyxl {mode} / Switchyard, CPU", [each["cpu_s"] for each in runs], [each["cpu"] for each in costs], 15)
        section.ratio(f"openpyxl {mode} / Switchyard, wall", [each["wall_s"] for each in runs], [each["wall"] for each in costs])
    return section


def report_whole(what, whole):
    section = results.Section("A large file whole")
    section.say(f"{what[0].upper()}{what[1:]}, {whole[0][1]['rows']:,} rates, to published in a fresh data directory; the whole process.")
    section.say(f"CPU {results.median_of([{'cpu': cost.cpu_s} for cost, _ in whole], 'cpu'):.2f} s.")
    section.limit("wall", [cost.wall_s for cost, _ in whole], "s", 3)
    section.limit("peak memory", [cost.memory_peak_mb for cost, _ in whole], "MB", 400)
    return section
