"""The parts of the hot path by themselves: absolute figures, which say something only beside the load average."""

import json
import pathlib

import programs
import results

BENCHES = {
    "pricing_search": "^(search_alone|open_search|parse_alone|parse_search_write)$",
    "json_writer": "",
    "token_check": "",
    "graphql_execution": "",
}


def run(place, rounds, seconds):
    section = results.Section("Parts of the hot path")
    section.say(f"Google Benchmark, CPU time, medians of {rounds}.")
    rows = []
    for name, wanted in BENCHES.items():
        file = pathlib.Path(place.folder, f"{name}.json")
        programs.output_of([place.built(name), f"--benchmark_filter={wanted or '.'}", f"--benchmark_repetitions={rounds}", "--benchmark_report_aggregates_only=true",
                            f"--benchmark_min_time={min(seconds, 1) * 0.2:.2f}", f"--benchmark_out={file}", "--benchmark_out_format=json"], timeout=300)
        for each in json.loads(file.read_text())["benchmarks"]:
            if each.get("error_occurred"):
                raise programs.BenchError(f"{each['name']}: {each['error_message']}")
            if each.get("aggregate_name", "median") == "median":
                rows.append(_row(each))
    section.table(("part", "CPU time", "what"), rows)
    return section


def _row(each):
    counters = ", ".join(f"{each[name]:,.0f} {name}" for name in ("rates", "offers", "bytes") if name in each)
    nanoseconds = each["cpu_time"] * {"ns": 1, "us": 1e3, "ms": 1e6}[each["time_unit"]]
    shown = f"{nanoseconds:,.0f} ns" if nanoseconds < 1_000 else f"{nanoseconds / 1_000:,.2f} µs"
    return each.get("run_name", each["name"]).partition("/")[0], shown, each.get("label") or counters or "–"
