"""A PostgreSQL 15 cluster in a temporary folder, reached by a Unix socket, for the life of a test run."""

import os
import pathlib
import shutil
import subprocess
import tempfile

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")


class PostgresCluster:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="switchyard-cluster-"))
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", self.folder / "data", "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", f"-k {self.folder} -c listen_addresses= -c max_connections=200", "start")
        self.url = f"postgresql://postgres@/postgres?host={self.folder}"

    def _run(self, program, *arguments):
        done = subprocess.run([*self.as_user, PROGRAMS / program, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, cwd="/") if program != "pg_ctl" else \
            subprocess.run([*self.as_user, PROGRAMS / program, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, cwd="/")
        if done.returncode != 0:
            raise AssertionError(f"{program}: {done.stdout}")

    def stop(self):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)
