"""A contract printed to PDF, beside WeasyPrint printing the same document from HTML; and one of a thousand sites."""

import json
import pathlib

import programs
import results

PEERS = pathlib.Path(__file__).resolve().parent / "peers"
PYTHON = "/usr/bin/python3"  # Debian's, which weasyprint is for.
TEMPLATES = pathlib.Path(__file__).resolve().parent.parent / "templates"
SITES = 1_000


def _with_sites(place, values, count):
    """The sample with `count` accounts of invented numbers."""
    head = values.read_text(encoding="utf-8").rpartition("accounts:\n")[0]
    rows = (f'  - {{number: "00800{number:012d}", utility: AEP Ohio, serviceAddress: "{number} Main Street, Columbus, OH 43204", start: January 2027, '
            f'termMonths: 24, annualUsage: "{1000 + number}", price: "0.06{number % 1000:03d}"}}\n' for number in range(1, count + 1))
    made = place.folder / "sites.yaml"
    made.write_text(head + "accounts:\n" + "".join(rows), encoding="utf-8")
    return made


def _compare(place, values, times, peer_times, rounds):
    ours, theirs = [], []
    pdf, html, peer_pdf = place.folder / "document.pdf", place.folder / "document.html", place.folder / "peer.pdf"
    for _ in range(rounds):
        ours.append(json.loads(programs.output_of([place.built("document_warm"), TEMPLATES / "electric-agreement-en.md", values, times, pdf, html])))
        theirs.append(json.loads(programs.output_of([PYTHON, PEERS / "weasyprint_render.py", html, peer_times, peer_pdf], timeout=600)))
    words = [set(programs.output_of(["pdftotext", file, "-"]).split()) for file in (pdf, peer_pdf)]
    numbers = {word for word in words[0] if word.startswith("00800")}
    if not numbers or not numbers <= words[1]:
        raise programs.BenchError("the two documents do not hold the same accounts")
    return ours, theirs


def _section(title, what, ours, theirs, ratio_min, cpu_max_ms):
    section = results.Section(title)
    section.say(f"{what}: {ours[0]['pages']} pages with heads, feet, tables, places to sign, embedded subset fonts; ours tagged too. Mean of a warm document; beside WeasyPrint "
                f"{theirs[0]['version']} with the same words from HTML.")
    section.table(("side", "CPU, ms", "wall, ms", "kB"),
                  [(name, f"{results.median_of(runs, 'cpu_s') * 1000:.1f}", f"{results.median_of(runs, 'wall_s') * 1000:.1f}", f"{runs[0]['bytes'] / 1000:.0f}")
                   for name, runs in (("Switchyard", ours), ("WeasyPrint", theirs))])
    section.ratio("WeasyPrint / Switchyard, CPU", [each["cpu_s"] for each in theirs], [each["cpu_s"] for each in ours], ratio_min)
    if cpu_max_ms is not None:
        section.limit("CPU of a document", [each["cpu_s"] * 1000 for each in ours], "ms", cpu_max_ms)
    return section


def run(place, rounds, _seconds):
    values = TEMPLATES / "samples/electric-agreement-en.yaml"
    contract = _compare(place, values, 40, 3, rounds)
    large = _compare(place, _with_sites(place, values, SITES), 3, 1, min(rounds, 2))
    return (_section("A contract as PDF", "A commercial agreement with twelve sites", *contract, 8, 40),
            _section("A contract of a thousand sites", f"The same with {SITES:,} sites", *large, 8, None))
