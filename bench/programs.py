"""Programs that a bench starts: what they cost, and that none outlives the bench."""

import contextlib
import ctypes
import dataclasses
import os
import pathlib
import signal
import subprocess
import time

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class BenchError(Exception):
    """Something that makes the figures worthless; said to the person who runs the bench."""


def _before_exec(core):
    def prepare():
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if core is not None:
            os.sched_setaffinity(0, {core})

    return prepare


@contextlib.contextmanager
def running(arguments, *, core=None, log, stop_signal=signal.SIGTERM, stdin=subprocess.DEVNULL, **options):
    """A server until the block ends, alone on `core`; its standard error goes to the file `log`."""
    with open(log, "ab") as errors:
        program = subprocess.Popen(
            [str(each) for each in arguments], stdin=stdin, stderr=errors, preexec_fn=_before_exec(core), **options
        )
    try:
        yield program
    finally:
        if program.poll() is None:
            program.send_signal(stop_signal)
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
        if program.stdout:
            program.stdout.close()


def output_of(arguments, *, core=None, timeout=180, accept=(0,), **options):
    """Runs to the end and gives standard output; an exit status that is not accepted is a BenchError with what it said."""
    done = subprocess.run(
        [str(each) for each in arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout,
        preexec_fn=_before_exec(core), **options
    )
    if done.returncode not in accept:
        raise BenchError(f"{' '.join(str(each) for each in arguments[:3])} … ended with {done.returncode}: {(done.stderr or done.stdout)[-800:]}")
    return done.stdout


@dataclasses.dataclass(frozen=True)
class Cost:
    wall_s: float
    cpu_s: float
    memory_peak_mb: float
    output: str


def cost_of(arguments, *, log):
    """Runs to the end; the wall and CPU time of the whole process and its peak of resident memory."""
    with open(log, "ab") as errors:
        begin = time.monotonic()
        program = subprocess.Popen(
            [str(each) for each in arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True,
            preexec_fn=_before_exec(None)
        )
        with program.stdout:
            output = program.stdout.read()
        _, status, usage = os.wait4(program.pid, 0)
        wall = time.monotonic() - begin
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode != 0:
        raise BenchError(f"{' '.join(str(each) for each in arguments[:3])} … ended with {program.returncode}: {output[-600:]} (see {log})")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def _stat_of(pid):
    # The name, in brackets, may hold anything.
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1]), int(fields[11]) + int(fields[12])


def cpu_seconds(*roots):
    """User and system time so far of these processes with all that descend from them and live."""
    parents, ticks = {}, {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                parents[int(entry)], ticks[int(entry)] = _stat_of(entry)
    total = 0
    for pid in ticks:
        above = pid
        while above not in roots and above in parents:
            above = parents[above]
        if above in roots:
            total += ticks[pid]
    return total / _TICKS_A_SECOND
