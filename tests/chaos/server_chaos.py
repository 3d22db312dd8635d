"""server_chaos.py [--engine sqlite|postgres] [--rounds N] [--seed N]

Kills the real server, and the commands beside it, at random instants under load and sees that everything acknowledged is there, once, and no
sheet half. Exit 0 if so, 1 if not. SWITCHYARD names the binary.
"""

import argparse
import pathlib
import random
import sys
import time

sys.path[:0] = [str(pathlib.Path(__file__).parents[1] / "operations"), str(pathlib.Path(__file__).parent)]

from server.clients import Clients  # noqa: E402
from server.ledger import Ledger  # noqa: E402
from server.verification import Verification  # noqa: E402
from server.world import World  # noqa: E402


def kill_nodes(world, ledger, numbers):
    for number in numbers:
        finding = world.kill(number)
        if finding:
            ledger.fail(finding)


def strike(world, ledger, clients, chance):
    """One way for things to end suddenly; says which."""
    everyone = range(len(world.nodes))
    kinds = ["every server", "every server", "every server and import", "every import"]
    if world.cluster:
        kinds += ["one server", "one server", "one server and every import", "a backend of PostgreSQL", "a backend of PostgreSQL"]
    kind = chance.choice(kinds)
    if "backend" in kind:
        world.end_a_backend()
        return "pg_terminate_backend of " + kind
    if "import" in kind:
        clients.kill_imports()
    if "every server" in kind:
        kill_nodes(world, ledger, everyone)
    if "one server" in kind:
        kill_nodes(world, ledger, [chance.choice(everyone)])
    return "kill -9 of " + kind


def run_round(world, ledger, seed, number):
    chance = random.Random(f"{seed} {number}")
    began = time.monotonic()
    world.database_was_struck = False
    clients = Clients(world, ledger, f"{seed} {number}")
    time.sleep(0.1 + chance.random() * 0.8)
    what = strike(world, ledger, clients, chance)
    time.sleep(chance.random() * 0.1)
    if world.servers[0] is None and chance.random() < 0.2:
        world.start_in_vain(chance)
        what += ", and of one that was starting"
    world.start()
    clients.stop()
    Verification(world, ledger, clients, chance).run()
    counts = ledger.counts
    print(f"round {number:>3}: {what}; {counts['imports']} imports, {counts['actions']} actions, {counts['API keys']} API keys, {counts['tokens']} tokens "
          f"acknowledged, {len(ledger.to_import)} imports to ask for again, {time.monotonic() - began:.1f} s, {len(ledger.findings)} findings", flush=True)
    return clients


def run(engine, rounds, seed):
    print(f"{engine}, seed {seed}", flush=True)
    world, ledger = World(engine), Ledger()
    try:
        for number in range(1, rounds + 1):
            clients = run_round(world, ledger, seed, number)
        print("the whole, after one more kill -9", flush=True)
        kill_nodes(world, ledger, range(len(world.nodes)))
        world.start()
        Verification(world, ledger, clients, random.Random(seed)).run(whole=True)
    finally:
        world.end()
    print(f"{engine}: {rounds} rounds, seed {seed}: " + ", ".join(f"{count} {what}" for what, count in sorted(ledger.counts.items())))
    print(f"{engine}: " + ("nothing lost, doubled or half" if not ledger.findings else f"NOT as promised, {len(ledger.findings)} findings"))
    return not ledger.findings


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", choices=["sqlite", "postgres"], required=True)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    options = parser.parse_args()
    return 0 if run(options.engine, options.rounds, options.seed) else 1


if __name__ == "__main__":
    sys.exit(main())
