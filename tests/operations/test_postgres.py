"""Two serving nodes on one PostgreSQL: what one does, the other obeys."""

import decimal
import shutil
import subprocess
import unittest

from installation import PRICES, Application, Installation, Server, eventually
from postgres_cluster import PROGRAMS, PostgresCluster


PROMISED_SECONDS = 2  # From an operator's change to its effect on every node.


class TwoNodes(unittest.TestCase):
    reports = ()

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

    @classmethod
    def published(cls):
        """The reports of the look-alikes, imported once."""
        if not cls.reports:
            cls.reports = cls.nodes[1].import_all("test", cls.nodes[1].look_alikes())
        return cls.reports

    def obeyed_everywhere(self, partner, token, holds):
        """Waits as long as is promised, from now, until each node's answer is as it must be."""
        for server in self.servers:
            eventually(lambda: holds(partner.get(server, PRICES, token).json), PROMISED_SECONDS)

    def test_a_price_stop_and_price_terms_of_one_node_are_obeyed_by_the_other_within_two_seconds(self):
        self.published()
        operator = Application(self.nodes[0], "operator", "Desk", "test", "--rate-limit", "none")
        partner = Application(self.nodes[0], "partner", "Broker", "test", "--rate-limit", "none")
        desk, token = (eventually(lambda who=who: who.token(self.servers[0].url)) for who in (operator, partner))
        for server in self.servers:
            eventually(lambda: partner.get(server, PRICES, token).status == 200 and partner.get(server, PRICES, token).json["items"])
        price = decimal.Decimal(partner.get(self.servers[1], PRICES, token).json["items"][0]["price"])
        for number, (setter, other) in enumerate(((0, 1), (1, 0)) * 3):
            stop = operator.post(self.servers[setter], "/v1/price-stops", {"supplier": "prairie-crown", "reason": f"stop {number}"}, desk)
            self.assertEqual(stop.status, 201, stop.body)
            self.obeyed_everywhere(partner, token, lambda answer: not answer["items"] and answer["customRequired"]["reason"] == "price_stopped")
            lifted = operator.post(self.servers[other], f"/v1/price-stops/{stop.json['id']}/lift", {"reason": "over"}, desk)
            self.assertEqual(lifted.status, 200, lifted.body)
            self.obeyed_everywhere(partner, token, lambda answer: answer["items"])
            terms = operator.post(self.servers[setter], "/v1/price-terms", {"kind": "house_fee", "supplier": "prairie-crown", "commodity": "electric", "houseFee": "0.00100", "reason": "a fee"}, desk)
            self.assertEqual(terms.status, 201, terms.body)
            self.obeyed_everywhere(partner, token, lambda answer: decimal.Decimal(answer["items"][0]["price"]) == price + decimal.Decimal("0.001"))
            closed = operator.post(self.servers[other], f"/v1/price-terms/{terms.json['id']}/close", {"reason": "over"}, desk)
            self.assertEqual(closed.status, 200, closed.body)
            self.obeyed_everywhere(partner, token, lambda answer: decimal.Decimal(answer["items"][0]["price"]) == price)

    def test_a_token_of_one_node_holds_on_the_other_and_prices_reach_both(self):
        partner = Application(self.nodes[0], "partner", "Agency", "test")
        token = eventually(lambda: partner.token(self.servers[0].url))
        for server in self.servers:
            eventually(lambda: partner.get(server, "/v1/me", token).status == 200)
        reports = self.published()
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
