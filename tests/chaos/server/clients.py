"""Clients of a server that dies: each thread does its work, asks again what had no answer, and keeps what was acknowledged."""

import decimal
import json
import random
import subprocess
import threading
import time

from installation import BINARY

from .calls import ask_token, assertion_of, call, is_settled
from .ledger import Action, NewKey
from .workbooks import number_of

ASK_AGAIN_SECONDS = 30
KEYS_HELD_MAX = 8  # Of the 20 that an application may have.
ELECTRIC = "/v1/prices?commodity=electric&utility=comed&annualUsage=60000&limit=200&supplier="
QUERIES = {"prairie-crown": ELECTRIC + "prairie-crown&termMonths=12&termMonths=36", "wayside": ELECTRIC + "wayside"}
DIGITS = 5  # Of these suppliers' prices.


def row_of(item):
    return (item["rateClass"], item["product"], item["startMonth"], item["termMonths"], item["usageBand"]["min"])


def price_of(item):
    """As a whole number of last digits."""
    return int(decimal.Decimal(item["basePrice"]).scaleb(DIGITS))


class Clients:
    """The load of one round."""

    def __init__(self, world, ledger, seed):
        self.world, self.ledger = world, ledger
        self.stopping = threading.Event()
        self.importing = []  # Processes, for the strike.
        work = [self._import, self._import, self._act, self._act, self._change_keys, self._ask_tokens, self._read, self._read]
        self.threads = [threading.Thread(target=self._guarded, args=(one, random.Random(f"{seed} {number}"))) for number, one in enumerate(work)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def kill_imports(self):
        for process in list(self.importing):
            process.kill()

    def _guarded(self, work, chance):
        try:
            work(chance)
        except Exception as failure:  # A thread that dies silently would prove nothing.
            self.ledger.fail(f"{work.__name__}: {failure!r}")

    def _until_settled(self, ask_once):
        """The first answer worth keeping; None if the round ends without one. Servers die, so it asks again."""
        end = time.monotonic() + ASK_AGAIN_SECONDS
        while time.monotonic() < end:
            answer = ask_once()
            if is_settled(answer):
                return answer
            self.ledger.count("lost answers" if answer is None else f"answers {answer.status}")
            time.sleep(0.01)
        self.ledger.fail("no server answered for 30 s")
        return None

    def token(self, application, chance):
        def once():
            assertion, expiry = assertion_of(application)
            answer = ask_token(self.world.url(chance), application, assertion)
            if answer is not None and answer.status == 200:
                with self.ledger.lock:
                    self.ledger.spent.append((application, assertion, expiry))
                    self.ledger.counts["tokens"] += 1
            elif answer is not None and answer.status < 500:
                self.ledger.fail(f"a fresh assertion was refused: {answer.body!r}")
            return answer
        answer = self._until_settled(once)
        return answer.json["access_token"] if answer is not None and answer.status == 200 else None

    def _import(self, chance):
        while not self.stopping.is_set():
            with self.ledger.lock:
                files, self.ledger.to_import = self.ledger.to_import[:4], self.ledger.to_import[4:]
            while len(files) < 3:
                files.append(self.world.next_file(chance))
            command = [BINARY, "prices", "import", *map(str, files), "--environment", "test", "--json", *self.world.place(chance)]
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.importing.append(process)
            out, err = process.communicate()
            self.importing.remove(process)
            reports = [json.loads(line) for line in out.splitlines(keepends=True) if line.endswith("\n")]
            if process.returncode != -9 and len(reports) != len(files) and not self.world.database_was_struck:
                self.ledger.fail(f"an import exited {process.returncode} with {len(reports)} reports of {len(files)}: {err[-500:]}")
            self._keep_reports(files, reports)

    def _keep_reports(self, files, reports):
        by_name = {path.name: path for path in files}
        for report in reports:
            path = by_name.pop(report["file"])
            if report["sheetId"] is None and self.world.database_was_struck:
                by_name[path.name] = path
                continue
            self.ledger.imported(path, report)
        with self.ledger.lock:
            self.ledger.to_import += by_name.values()
            self.ledger.counts["imports to ask for again"] += len(by_name)

    def _act(self, chance):
        token = self.token(self.world.operator, chance)
        for action in [action for action in list(self.ledger.actions.values()) if not action.status]:
            self.act(action, token, chance)
        while not self.stopping.is_set():
            sheets = self.ledger.sheets()[-12:]
            if not sheets:
                time.sleep(0.005)
                continue
            action = Action(f"key-{chance.getrandbits(64):016x}", chance.choice(sheets), chance.choice(["withdraw", "withdraw", "rollback", "publish"]))
            self.ledger.begin_action(action)
            twin = threading.Thread(target=self.act, args=(action, token, random.Random(action.key)))
            if chance.random() < 0.3:  # The same request at the same time, from an impatient caller.
                twin.start()
            self.act(action, token, chance)
            if twin.ident is not None:
                twin.join()

    def act(self, action, token, chance):
        headers = {**self.world.operator.headers(token), "Content-Type": "application/json", "Idempotency-Key": action.key}
        body = json.dumps({"reason": action.key}).encode()
        answer = self._until_settled(lambda: call(f"{self.world.url(chance)}/v1/sheets/{action.sheet}/{action.verb}", headers, body, "POST"))
        if answer is not None:
            self.ledger.answered(action, answer)

    def _change_keys(self, chance):
        token = self.token(self.world.partner, chance)
        for key in [key for key in self.ledger.new_keys.values() if not key.id]:
            self.create_key(key, token, chance)
        while not self.stopping.is_set():
            held = [key for key in self.ledger.new_keys.values() if not key.revoked]
            if len(held) >= KEYS_HELD_MAX or held and chance.random() < 0.3:
                self._revoke_key(held[0], token, chance)
                continue
            key = NewKey(f"key-{chance.getrandbits(64):016x}")
            self.ledger.new_keys[key.key] = key
            self.create_key(key, token, chance)

    def _key_headers(self, token, **more):
        return {**self.world.partner.headers(token), "Content-Type": "application/json", "X-Client-Assertion": assertion_of(self.world.partner)[0], **more}

    def create_key(self, key, token, chance):
        answer = self._until_settled(lambda: call(f"{self.world.url(chance)}/v1/application/api-keys", self._key_headers(token, **{"Idempotency-Key": key.key}),
                                                  b"{}", "POST"))
        if answer is None:
            return
        replayed = answer.headers.get("Idempotency-Replayed") == "true"
        if answer.status != 201 or (key.id and not (replayed and answer.json["id"] == key.id)) or replayed != (answer.json["apiKey"] is None):
            self.ledger.fail(f"API key {key}: {answer.status} {answer.body!r}, replayed: {replayed}")
            return
        self.ledger.count("API keys", not key.id)
        self.ledger.count("replays after a lost answer", not key.id and replayed)
        key.id, key.secret = answer.json["id"], key.secret or answer.json["apiKey"] or ""

    def _revoke_key(self, key, token, chance):
        asked = 0

        def once():
            nonlocal asked
            asked += 1
            key.revoking = True
            return call(f"{self.world.url(chance)}/v1/application/api-keys/{key.id}", self._key_headers(token), method="DELETE")
        answer = self._until_settled(once)
        if answer is None:
            return
        if answer.status != 204 and not (answer.status == 404 and asked > 1):
            self.ledger.fail(f"revoking {key.id}: {answer.status} {answer.body!r}")
        self.ledger.count("revocations")
        key.revoked = True

    def _ask_tokens(self, chance):
        while not self.stopping.is_set():
            self.token(self.world.partner, chance)

    def _read(self, chance):
        token = self.token(self.world.operator, chance)
        while not self.stopping.is_set():
            supplier = chance.choice(list(QUERIES))
            asked_at = time.monotonic()
            answer = call(self.world.url(chance) + QUERIES[supplier], self.world.operator.headers(token))
            if answer is None or answer.status >= 500:
                self.ledger.count("lost answers" if answer is None else f"answers {answer.status}")
                time.sleep(0.005)
                continue
            self.check_prices(supplier, answer, asked_at)

    def check_prices(self, supplier, answer, asked_at):
        """All prices of one sheet that is on sale, each as its file has it; or none. Gives the sheet."""
        if answer.status != 200:
            self.ledger.fail(f"prices: {answer.status} {answer.body!r}")
            return None
        self.ledger.count("price lists")
        items = answer.json["items"]
        if not items:
            return None
        expected = self.world.first_prices[supplier]
        sheets = {item["source"]["sheetId"] for item in items}
        k = number_of(items[0]["source"]["file"])
        prices = {row_of(item): price_of(item) for item in items}
        if len(sheets) != 1 or len(items) != len(expected) or prices != {row: price + k for row, price in expected.items()}:
            self.ledger.fail(f"{supplier}: {len(items)} prices of {len(expected)}, of the sheets {sheets}, or not those of file number {k}")
        sheet = sheets.pop()
        with self.ledger.lock:
            self.ledger.seen.add(sheet)
        if self.ledger.is_off_sale(sheet, asked_at):
            self.ledger.fail(f"{supplier}: prices of {sheet}, which was withdrawn over 2 s before")
        return sheet
