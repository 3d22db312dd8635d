"""mercurius with its JIT as a peer of POST /graphql: the same schema slice, the same objects in memory, the same answer."""

import contextlib
import json
import os
import pathlib
import subprocess

import programs
from peers import fastify

BENCH = pathlib.Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def serving(folder, sdl, contracts, core, log):
    """Gives (URL, pid)."""
    settings = pathlib.Path(folder, "mercurius.json")
    settings.write_text(json.dumps({"sdl": sdl, "contracts": contracts}))
    program = [fastify.node(), BENCH / "peers/mercurius/server.mjs", settings]
    with programs.running(program, core=core, log=log, stdout=subprocess.PIPE, text=True, env={**os.environ, "NODE_ENV": "production"}) as server:
        url = server.stdout.readline().strip()
        if not url:
            raise programs.BenchError(f"mercurius did not start: see {log}")
        yield url, server.pid
