"""A sender of webhooks in Node on undici as a peer of the courier: the same deliveries in the same tables, to the same receiver."""

import json
import os
import pathlib

import programs
from peers import fastify

BENCH = pathlib.Path(__file__).resolve().parents[1]


def drained(database, url, secret):
    """Delivers all that waits; {"deliveries", "seconds", "cpuSeconds"}."""
    program = [fastify.node(), "--no-warnings", BENCH / "peers/undici/sender.mjs", database, url, secret]
    return json.loads(programs.output_of(program, timeout=1800, env={**os.environ, "NODE_ENV": "production"}))
