"""fastify with PostgreSQL as a peer of GET /v1/prices: the same book, the same questions, the same answers."""

import contextlib
import hashlib
import json
import os
import pathlib
import subprocess

import programs

BENCH = pathlib.Path(__file__).resolve().parents[1]


def node():
    """Node ≥ 20: the one that tools/install chose, else that of the path."""
    chosen = BENCH.parent / "build/node"
    return chosen if chosen.exists() else "node"


def install():
    """npm ci where the lock file is newer than what it installed."""
    lock, installed = BENCH / "package-lock.json", BENCH / "node_modules/.installed-lock.json"
    if not installed.exists() or installed.read_bytes() != lock.read_bytes():
        programs.output_of(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=BENCH, timeout=300)
        installed.write_bytes(lock.read_bytes())


@contextlib.contextmanager
def serving(folder, socket, partner, issuer, jwks, expires_at, core, log):
    """Gives (URL, pid)."""
    settings = pathlib.Path(folder, "fastify.json")
    settings.write_text(json.dumps({
        "socket": str(socket), "issuer": issuer, "jwks": jwks, "clientId": partner["clientId"], "expiresAt": expires_at,
        "apiKeyHash": hashlib.sha256(partner["apiKey"].encode()).hexdigest(),
    }))
    program = [node(), BENCH / "peers/fastify/server.mjs", settings]
    with programs.running(program, core=core, log=log, stdout=subprocess.PIPE, text=True, env={**os.environ, "NODE_ENV": "production"}) as server:
        url = server.stdout.readline().strip()
        if not url:
            raise programs.BenchError(f"fastify did not start: see {log}")
        yield url, server.pid
