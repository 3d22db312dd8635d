"""A PostgreSQL 15 cluster of its own in a temporary folder, with the look-alike book in one table."""

import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import tempfile
import time

import programs

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")

# Enough memory that the table and its index never leave it; plans of a millisecond gain nothing by JIT.
SETTINGS = {
    "listen_addresses": "", "shared_buffers": "512MB", "effective_cache_size": "1GB", "work_mem": "16MB", "maintenance_work_mem": "256MB",
    "random_page_cost": "1.1", "jit": "off", "autovacuum": "off", "fsync": "off", "synchronous_commit": "off", "max_wal_size": "2GB",
}

# The index answers the whole question: equal columns first, then the one with a range, then what is only read.
SCHEMA = """
CREATE UNLOGGED TABLE rates (
  number bigint NOT NULL, utility text NOT NULL, rate_class text NOT NULL, start_month text NOT NULL, term_months smallint NOT NULL,
  band_from bigint NOT NULL, band_below bigint NOT NULL, price_micros bigint NOT NULL);
COPY rates FROM '{table}';
CREATE INDEX rates_of_a_question ON rates (utility, start_month, term_months, band_from) INCLUDE (band_below, rate_class, price_micros, number);
VACUUM (FREEZE, ANALYZE) rates;
"""


def _owner():
    """PostgreSQL refuses to run as root: who runs it instead, as options for a program."""
    if os.getuid() != 0:
        return {}, None
    entry = pwd.getpwnam("postgres")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}, entry


@contextlib.contextmanager
def cluster(core, log):
    """Gives (socket folder, the postmaster's pid)."""
    identity, entry = _owner()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="switchyard-bench-postgres-"))
    try:
        if entry:
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        programs.output_of([PROGRAMS / "initdb", f"--pgdata={folder}/data", "--username=postgres", "--auth=trust", "--encoding=UTF8",
                            "--no-locale", "--no-sync", "--no-instructions"], cwd="/", **identity)
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        # SIGINT is PostgreSQL's fast shutdown.
        with programs.running([PROGRAMS / "postgres", "-D", folder / "data", "-k", folder, *settings], core=core, log=log, stop_signal=signal.SIGINT,
                              cwd="/", **identity) as server:
            _wait_until_ready(folder)
            yield folder, server.pid
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(folder):
    for _ in range(600):
        with contextlib.suppress(programs.BenchError):
            programs.output_of([PROGRAMS / "pg_isready", "-q", "-h", folder])
            return
        time.sleep(0.05)
    raise programs.BenchError("PostgreSQL did not start")


def load(folder, table):
    """`table` must be readable for PostgreSQL's user."""
    programs.output_of([PROGRAMS / "psql", "-q", "-X", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "postgres"]
                       + [part for statement in SCHEMA.format(table=table).split(";\n") if statement.strip() for part in ("-c", statement.strip())])
