"""The machine that a bench runs on, and the cores that its two sides get."""

import os
import pathlib
import platform


def cores():
    """(server's core, load's core): the first and the last that this run may use; the same one on a machine with one."""
    usable = sorted(os.sched_getaffinity(0))
    return usable[0], usable[-1]


def load_average():
    return os.getloadavg()[0]


def line():
    """One line: processor, cores, memory, kernel."""
    fields = {}
    for text in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = text.partition(":")
        fields.setdefault(name.strip(), value.strip())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = fields.get("model name") or platform.machine()
    return f"{model}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, {platform.system()} {platform.release()}"
