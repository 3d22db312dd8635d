"""The installation that is struck: its database, its serving nodes, its applications and its files."""

import shutil
import signal
import subprocess
import threading
import time

from installation import BINARY, Application, Installation, Server
from postgres_cluster import PROGRAMS, PostgresCluster

from .calls import ISSUER
from .clients import QUERIES, price_of, row_of
from .workbooks import Workbooks, number_of


class World:
    def __init__(self, engine):
        self.cluster = PostgresCluster() if engine == "postgres" else None
        self.nodes = [Installation(self.cluster.url), Installation(self.cluster.url)] if self.cluster else [Installation()]
        self.run = self.nodes[0].run
        if self.cluster:
            self.run("migrate")
        self.operator = Application(self.nodes[0], "operator", "Desk", "test", "--rate-limit", "none")
        self.partner = Application(self.nodes[0], "partner", "Agency", "test", "--rate-limit", "none")
        for node in self.nodes:
            (node.folder / "quiet.toml").write_text("[pricing]\nsandbox_book = false\n")
        for node in self.nodes[1:]:  # They share the key that seals secrets, as they share the database.
            node.data.mkdir(exist_ok=True)
            shutil.copy(self.nodes[0].data / "sealing.key", node.data / "sealing.key")
        self.workbooks = Workbooks(self.nodes[0])
        self.numbers = dict.fromkeys(self.workbooks.originals, 0)
        self.numbers_lock = threading.Lock()
        self.checked = set()
        self.database_was_struck = False
        self.servers = [None] * len(self.nodes)
        self.start()
        self.first_prices = self._first_prices()

    def options(self, node):
        return ["--config", str(node.folder / "quiet.toml"), "--public-url", ISSUER]

    def start(self):
        """Every node that is not running."""
        for number, node in enumerate(self.nodes):
            if self.servers[number] is None:
                self.servers[number] = Server(node, *self.options(node))

    def start_in_vain(self, chance):
        """Starts the first node and kills it within its first instants."""
        node = self.nodes[0]
        process = subprocess.Popen([BINARY, "serve", "--listen", "127.0.0.1:0", *node.place, *self.options(node)], stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * 0.06)
        process.kill()
        process.wait()

    def kill(self, number):
        """kill -9 of a node. Gives the end of its log if it had ended by itself."""
        server = self.servers[number]
        ended = server.process.poll()
        self.servers[number] = None
        server.log.seek(0)
        log = server.log.read().decode()[-2000:] if ended is not None else ""
        server.stop(signal.SIGKILL)
        return f"node {number} ended by itself with {ended}: {log}" if ended is not None else None

    def end_a_backend(self):
        """Ends any connection of the servers and commands at any point of its transaction."""
        self.database_was_struck = True
        subprocess.run([PROGRAMS / "psql", "-qU", "postgres", "-h", self.cluster.folder, "-d", "postgres", "-c",
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> 'postgres' ORDER BY state = 'idle', random() LIMIT 1"],
                       check=True, capture_output=True)

    def url(self, chance):
        """Of a server that is up, as far as known; else of one that refuses to answer."""
        running = [server.url for server in list(self.servers) if server is not None]
        return chance.choice(running) if running else "http://127.0.0.1:9"

    def place(self, chance):
        return chance.choice(self.nodes).place

    def next_file(self, chance):
        """A file that was never imported."""
        with self.numbers_lock:
            original = chance.choice(self.workbooks.originals)
            self.numbers[original] += 1
            return self.workbooks.make(original, self.numbers[original])

    def _first_prices(self):
        """The prices of each supplier's file number 0, which those of all others follow from."""
        reports = self.nodes[0].import_all("test", [self.workbooks.make(original, 0) for original in self.workbooks.originals])
        assert {report["status"] for report in reports} == {"published"}, reports
        prices = {}
        for supplier, query in QUERIES.items():
            items = []
            for _ in range(500):
                items = self.operator.get(self.servers[0], query).json["items"]
                if items:
                    break
                time.sleep(0.02)
            assert items and number_of(items[0]["source"]["file"]) == 0, items
            prices[supplier] = {row_of(item): price_of(item) for item in items}
            assert len(prices[supplier]) == len(items) < 200, (len(prices[supplier]), len(items))
        return prices

    def end(self):
        for number, server in enumerate(self.servers):
            if server is not None:
                self.kill(number)
        if self.cluster:
            self.cluster.stop()
        for node in self.nodes:
            shutil.rmtree(node.folder)
