"""Commands beside a running server on SQLite: what they do is obeyed, and nothing is lost."""

import json
import shutil
import signal
import subprocess
import unittest

from installation import BINARY, PRICES, Application, Installation, Server, eventually


class BesideARunningServer(unittest.TestCase):
    def setUp(self):
        self.installation = Installation()
        self.addCleanup(shutil.rmtree, self.installation.folder)
        (self.installation.folder / "quiet.toml").write_text("[pricing]\nsandbox_book = false\n")
        self.config = ["--config", str(self.installation.folder / "quiet.toml")]
        self.server = Server(self.installation, *self.config)
        self.addCleanup(lambda: self.server.stop())

    def test_a_partner_made_from_the_shell_is_let_in_and_prices_imported_from_the_shell_are_sold(self):
        partner = Application(self.installation, "partner", "Agency", "test")
        token = eventually(lambda: partner.token(self.server.url))
        self.assertEqual(partner.get(self.server, PRICES, token).json["items"], [])
        reports = self.installation.import_all("test", self.installation.look_alikes())
        self.assertEqual({report["status"] for report in reports}, {"published"})
        items = eventually(lambda: partner.get(self.server, PRICES, token).json["items"])
        self.assertEqual(items[0]["utility"], "comed")
        self.assertTrue(items[0]["sellable"])

        sheet = next(report["sheetId"] for report in reports if report["supplier"] == items[0]["supplier"])
        self.installation.run("prices", "withdraw", sheet, "--reason", "wrong prices")
        eventually(lambda: not partner.get(self.server, PRICES, token).json["items"])

    def test_a_second_import_of_a_file_is_a_duplicate_and_the_export_has_every_rate(self):
        files = self.installation.look_alikes()
        first = self.installation.import_all("live", files)
        again = self.installation.import_all("live", files)
        self.assertEqual({report["status"] for report in again}, {"duplicate"})
        self.assertEqual([report["sheetId"] for report in again], [report["sheetId"] for report in first])
        for report in first:
            export = self.installation.run("prices", "export", report["sheetId"], "--format", "csv").stdout
            self.assertEqual(len(export.splitlines()) - 1, report["rows"])

    def test_a_backup_beside_the_server_comes_back_whole(self):
        partner = Application(self.installation, "partner", "Agency", "live")
        self.installation.import_all("live", self.installation.look_alikes())
        before = eventually(lambda: partner.get(self.server, PRICES).json["items"])
        self.installation.run("backup", self.installation.folder / "backup")

        restored = Installation()
        self.addCleanup(shutil.rmtree, restored.folder)
        restored.run("restore", self.installation.folder / "backup")
        self.assertNotIn("wrong", restored.run("check").stdout)
        server = Server(restored, *self.config)
        self.addCleanup(server.stop)
        after = partner.get(server, PRICES).json["items"]
        self.assertEqual(after[0]["rateId"], before[0]["rateId"])
        self.assertEqual(after[0]["rateRef"], before[0]["rateRef"])

    def test_restore_refuses_a_folder_that_holds_data(self):
        self.installation.run("backup", self.installation.folder / "backup")
        refused = self.installation.run("restore", self.installation.folder / "backup", ok=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("data_not_empty", refused.stderr)

    def test_keys_rotate_without_a_failed_call(self):
        partner = Application(self.installation, "partner", "Agency", "test")
        token = eventually(lambda: partner.token(self.server.url))
        self.installation.run("keys", "rotate")
        self.assertEqual(partner.get(self.server, "/v1/me", token).status, 200)
        self.assertEqual(partner.get(self.server, "/v1/me").status, 200)
        self.assertNotIn("wrong", self.installation.run("check").stdout)

    def test_an_application_of_test_is_told_that_it_is_not_of_live_and_sees_nothing_of_it(self):
        test = Application(self.installation, "partner", "Agency", "test")
        live = Application(self.installation, "partner", "Other", "live")
        self.installation.import_all("live", self.installation.look_alikes())
        eventually(lambda: live.get(self.server, PRICES).json["items"])
        answer = test.get(self.server, PRICES)
        self.assertEqual(answer.headers["Switchyard-Environment"], "test")
        self.assertEqual(answer.json["items"], [])
        live_token = eventually(lambda: live.token(self.server.url))
        mixed = test.get(self.server, PRICES, live_token)
        self.assertEqual(mixed.status, 401)
        self.assertIn("live", mixed.json["detail"].lower())

    def test_sigterm_ends_the_server_in_order(self):
        server = Server(Installation(), *self.config)
        self.assertEqual(server.stop(signal.SIGTERM), 0)


class Clocks(unittest.TestCase):
    def test_a_business_clock_past_the_expiry_sells_nothing_and_as_of_still_answers(self):
        installation = Installation()
        self.addCleanup(shutil.rmtree, installation.folder)
        (installation.folder / "quiet.toml").write_text("[pricing]\nsandbox_book = false\n")
        reports = installation.import_all("test", installation.look_alikes())
        server = Server(installation, "--config", str(installation.folder / "quiet.toml"), "--clock", "2099-01-01T00:00:00Z")
        self.addCleanup(server.stop)
        partner = Application(installation, "partner", "Agency", "test")
        self.assertEqual(partner.get(server, PRICES).json["items"], [])
        as_of = next(report["sellableFrom"] for report in reports if report["supplier"] == "prairie-crown")
        items = partner.get(server, f"{PRICES}&asOf={as_of}").json["items"]
        self.assertFalse(items[0]["sellable"])


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.installation = Installation()
        self.addCleanup(shutil.rmtree, self.installation.folder)

    def test_a_wrong_option_is_a_usage_error(self):
        self.assertEqual(self.installation.run("serve", "--lisen", "x", ok=False).returncode, 2)
        self.assertEqual(subprocess.run([BINARY], capture_output=True).returncode, 2)

    def test_an_unknown_setting_is_refused_with_its_line(self):
        config = self.installation.folder / "wrong.toml"
        config.write_text("[server]\nlisten_port = 1\n")
        refused = self.installation.run("serve", "--config", config, ok=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("wrong.toml:2", refused.stderr)

    def test_a_file_that_is_no_workbook_is_refused_and_leaves_nothing(self):
        broken = self.installation.folder / "prices.xlsx"
        broken.write_bytes(b"PK\x03\x04 not really a zip")
        refused = self.installation.run("prices", "import", broken, "--environment", "test", "--json", ok=False)
        self.assertEqual(refused.returncode, 1)
        report = json.loads(refused.stdout)
        self.assertIn(report["status"], ("rejected", "unknown_layout"))
        self.assertTrue(report["errors"])

    def test_a_missing_file_gets_its_line_and_the_others_are_imported(self):
        files = [*self.installation.look_alikes()[:1], str(self.installation.folder / "nowhere.xlsx")]
        done = self.installation.run("prices", "import", *files, "--environment", "test", "--json", ok=False)
        statuses = [json.loads(line)["status"] for line in done.stdout.splitlines()]
        self.assertEqual((done.returncode, statuses), (1, ["published", "rejected"]))

    def test_a_private_key_is_not_taken_for_a_public_one(self):
        key = self.installation.folder / "private.pem"
        subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key], check=True, capture_output=True)
        refused = self.installation.run("partner", "create", "--name", "A", "--environment", "test", "--public-key", key, ok=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("key", refused.stderr)


if __name__ == "__main__":
    unittest.main()
