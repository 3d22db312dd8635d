"""Two serving nodes on one PostgreSQL: what one does, the other obeys."""

import shutil
import subprocess
import unittest

from installation import PRICES, Application, Installation, Server, eventually
from postgres_cluster import PROGRAMS, PostgresCluster


class TwoNodes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = PostgresCluster()
        cls.addClassCleanup(cls.cluster.stop)
        cls.nodes = [Installation(cls.cluster.url), Installation(cls.cluster.url)]
        for node in cls.nodes:
            cls.addClassCleanup(shutil.rmtree, node.folder)
        cls.nodes[0].run("migrate")
        # Nodes share the key that seals secrets, as they share the database.
        cls.nodes[0].run("partner", "create", "--name", "First", "--environment", "test", "--public-key", cls.public_key(), "--json")
        cls.nodes[1].data.mkdir()
        shutil.copy(cls.nodes[0].data / "sealing.key", cls.nodes[1].data / "sealing.key")
        for node in cls.nodes:
            (node.folder / "quiet.toml").write_text("[pricing]\nsandbox_book = false\n")
        issuer = "https://switchyard.example"
        cls.servers = [Server(node, "--config", str(node.folder / "quiet.toml"), "--public-url", issuer) for node in cls.nodes]
        for server in cls.servers:
            cls.addClassCleanup(server.stop)

    @classmethod
    def public_key(cls):
        folder = cls.nodes[0].folder
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", folder / "first.pem"], check=True, capture_output=True)
        subprocess.run(["openssl", "pkey", "-in", folder / "first.pem", "-pubout", "-out", folder / "first.pub.pem"], check=True, capture_output=True)
        return folder / "first.pub.pem"

    def test_a_token_of_one_node_holds_on_the_other_and_prices_reach_both(self):
        partner = Application(self.nodes[0], "partner", "Agency", "test")
        token = eventually(lambda: partner.token(self.servers[0].url))
        for server in self.servers:
            eventually(lambda: partner.get(server, "/v1/me", token).status == 200)
        reports = self.nodes[1].import_all("test", self.nodes[1].look_alikes())
        self.assertEqual({report["status"] for report in reports}, {"published"})
        for server in self.servers:
            items = eventually(lambda: partner.get(server, PRICES, token).json["items"])
        sheet = next(report["sheetId"] for report in reports if report["supplier"] == items[0]["supplier"])
        self.nodes[0].run("prices", "withdraw", sheet, "--reason", "withdrawn on one node")
        for server in self.servers:
            eventually(lambda: not partner.get(server, PRICES, token).json["items"])

    def test_check_finds_the_schemas_apart(self):
        self.assertNotIn("wrong", self.nodes[0].run("check").stdout)

    def test_no_role_reads_the_schema_of_another(self):
        for role, schema, table in (("switchyard_test", "live", "sheets"), ("switchyard_live", "control", "api_keys"), ("switchyard_test", "control", "partners")):
            done = subprocess.run([PROGRAMS / "psql", "-U", role, "-h", self.cluster.folder, "-d", "postgres", "-c", f"SELECT * FROM {schema}.{table}"],
                                  capture_output=True, text=True)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("permission denied", done.stderr)

    def test_a_backup_comes_back_into_another_cluster(self):
        self.nodes[0].run("backup", self.nodes[0].folder / "backup")
        other = PostgresCluster()
        self.addCleanup(other.stop)
        restored = Installation(other.url)
        self.addCleanup(shutil.rmtree, restored.folder)
        restored.run("restore", self.nodes[0].folder / "backup")
        self.assertNotIn("wrong", restored.run("check").stdout)


if __name__ == "__main__":
    unittest.main()
