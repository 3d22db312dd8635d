"""After a round, with every server up again: is everything that was acknowledged there, once, and nothing half?"""

import csv
import io

from installation import eventually

from .calls import ask_token, call
from .clients import QUERIES

REPLAYS_MAX = 40  # Actions that are asked for again after a round, the latest.
SPENT_MAX = 15
EXPORTS_MAX = 200
KEYS_MAX = 8


class Verification:
    def __init__(self, world, ledger, clients, chance):
        self.world, self.ledger, self.clients, self.chance = world, ledger, clients, chance
        self.token = clients.token(world.operator, chance)
        self.checked = world.checked  # Sheets whose export is known to be whole, and actions seen in their history.

    def _get(self, path):
        answer = call(self.world.url(self.chance) + path, self.world.operator.headers(self.token))
        if answer is None or answer.status != 200:
            self.ledger.fail(f"{path}: {answer and (answer.status, answer.body)}")
            return {"items": [], "nextCursor": None}
        return answer.json

    def all_sheets(self):
        sheets, cursor = [], ""
        while cursor is not None:
            page = self._get("/v1/sheets?limit=200" + (f"&cursor={cursor}" if cursor else ""))
            sheets += page["items"]
            cursor = page["nextCursor"]
        return {sheet["id"]: sheet for sheet in sheets}

    def run(self, whole=False):
        """`whole`: every sheet and action there is, not just those of this round; but of the exports, which were whole before, a sample."""
        if whole:
            self.checked.clear()
        sheets = self.all_sheets()
        self._imports(sheets)
        self._histories(sheets)
        unseen = {id: sheet for id, sheet in sheets.items() if id not in self.checked}
        self._exports({id: unseen[id] for id in self.chance.sample(sorted(unseen), min(EXPORTS_MAX, len(unseen)))} if whole else unseen)
        self._prices(sheets)
        self._replays()
        self._api_keys()
        self._spent_assertions()
        check = self.world.run("check", ok=False)
        if check.returncode != 0 or "wrong" in check.stdout:
            self.ledger.fail(f"check: {check.stdout}{check.stderr}")

    def _imports(self, sheets):
        for path, report in self.ledger.reports.items():
            sheet = sheets.get(report["sheetId"])
            if sheet is None or sheet["rows"] != report["rows"] or sheet["sha256"] != report["sha256"]:
                self.ledger.fail(f"the acknowledged import of {path.name} is {sheet}, its report {report}")
        hashes = [sheet["sha256"] for sheet in sheets.values()]
        if len(set(hashes)) != len(hashes):
            self.ledger.fail("a file has two sheets")
        for sheet in self.ledger.seen:
            if sheet not in sheets:
                self.ledger.fail(f"prices were served of {sheet}, which is not there")

    def _histories(self, sheets):
        acted = {action.sheet for action in self.ledger.actions.values() if action.key not in self.checked}
        new = {sheet for sheet in sheets if sheet not in self.checked}
        for sheet in acted | new:
            self._history(self._get(f"/v1/sheets/{sheet}"))

    def _history(self, sheet):
        history = sheet.get("history") or []
        steps = [step["to"] for step in history]
        if not history or steps[-1] != sheet["status"] or [step["from"] for step in history][1:] != steps[:-1]:
            self.ledger.fail(f"{sheet.get('id')} is {sheet.get('status')}, its history {history}")
            return
        if sheet["id"] in self.ledger.seen and "published" not in steps:
            self.ledger.fail(f"prices were served of {sheet['id']}, which never was published")
        reasons = [step["reason"] for step in history]
        for action in [action for action in self.ledger.actions.values() if action.sheet == sheet["id"]]:
            times = reasons.count(action.key)
            if times > 1 or action.status and times != (action.status == 200):
                self.ledger.fail(f"{action} is {times} times in the history {history}")
            if action.status:
                self.checked.add(action.key)

    def _exports(self, sheets):
        for id, sheet in sheets.items():
            done = self.world.run("prices", "export", id, "--format", "csv", ok=False)
            rows = list(csv.DictReader(io.StringIO(done.stdout)))
            if done.returncode != 0 or len(rows) != sheet["rows"]:
                self.ledger.fail(f"{id} ({sheet['status']}) exports {len(rows)} of {sheet['rows']} rows: {done.stderr}")
            self.checked.add(id)
            self.ledger.count("sheets exported")

    def _prices(self, sheets):
        for supplier, query in QUERIES.items():
            on_sale = [id for id, sheet in sheets.items() if sheet["supplier"] == supplier and sheet["status"] == "published" and not sheet["offSaleFrom"]]
            if len(on_sale) > 1:
                self.ledger.fail(f"{supplier} has the sheets {on_sale} on sale")
            for server in self.world.servers:
                def is_sold():
                    answer = call(server.url + query, self.world.operator.headers(self.token))
                    return [self.clients.check_prices(supplier, answer, 0)] == (on_sale or [None]) if answer else False
                try:
                    eventually(is_sold, 5)
                except AssertionError:
                    self.ledger.fail(f"{supplier}: {on_sale} is on sale, and a server does not sell it")

    def _replays(self):
        answered = [action for action in self.ledger.actions.values() if action.status]
        for action in answered[-REPLAYS_MAX:]:
            self.clients.act(action, self.token, self.chance)
        self.ledger.count("actions asked for again", len(answered[-REPLAYS_MAX:]))

    def _api_keys(self):
        partner, url = self.world.partner, self.world.url(self.chance)
        token = self.clients.token(partner, self.chance)
        made = [key for key in self.ledger.new_keys.values() if key.id]
        for key in made[-KEYS_MAX:]:
            self.clients.create_key(key, token, self.chance)
        listed = [item["id"] for item in call(f"{url}/v1/application/api-keys", partner.headers(token)).json["items"]]
        there = {key.id for key in made if not key.revoked}
        unsure = {key.id for key in made if key.revoking and not key.revoked}
        unanswered = sum(not key.id for key in self.ledger.new_keys.values())
        extra = [id for id in listed if id not in there]
        if there - unsure - set(listed) or len(extra) > 1 + unanswered:  # One is the application's first.
            self.ledger.fail(f"of the API keys {there} are listed {listed}; {unanswered} were never acknowledged")
        for key in made[-2 * KEYS_MAX:]:
            if not key.secret or key.revoking and not key.revoked:
                continue
            answer = call(f"{url}/v1/me", {"X-API-Key": key.secret, "Authorization": f"Bearer {token}"})
            if (answer.status != 401 if key.revoked else answer.status != 200):
                self.ledger.fail(f"API key {key.id}, revoked: {key.revoked}, is answered {answer.status} {answer.body!r}")
            self.ledger.count("API keys tried")

    def _spent_assertions(self):
        spent = self.ledger.spent
        recent = spent[-3:] + self.chance.sample(spent[-200:], min(SPENT_MAX, len(spent[-200:])))
        for application, assertion, _ in recent:
            answer = ask_token(self.world.url(self.chance), application, assertion)
            if answer is None or answer.status != 401 or answer.json["code"] not in ("assertion_replayed", "assertion_expired"):
                self.ledger.fail(f"a spent assertion was answered {answer and (answer.status, answer.body)}")
            self.ledger.count("assertions replayed in vain")
