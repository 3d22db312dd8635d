"""What the clients know: everything that was acknowledged, everything that had no answer, and what was found wrong."""

import collections
import dataclasses
import threading
import time

OFF_SALE_WITHIN_SECONDS = 2  # On every node, after the acknowledgement.


@dataclasses.dataclass
class Action:
    """A POST on a sheet under an Idempotency-Key, which is its reason too and so is found in the sheet's history."""
    key: str
    sheet: str
    verb: str
    status: int = 0  # Of the first answer; 0 while there is none.
    body: bytes = b""
    effects: int = 0  # Answers that did not say that they are a replay.


@dataclasses.dataclass
class NewKey:
    """An API key that was asked for under an Idempotency-Key."""
    key: str
    id: str = ""
    secret: str = ""  # Empty if the answer that had it was lost.
    revoking: bool = False
    revoked: bool = False


class Ledger:
    def __init__(self):
        self.lock = threading.RLock()
        self.findings = []
        self.counts = collections.Counter()
        self.reports = {}      # Of acknowledged imports, by path.
        self.to_import = []    # Files whose import was not acknowledged.
        self.actions = {}      # By key.
        self.new_keys = {}     # By key.
        self.spent = []        # (application, assertion, expiry) of acknowledged tokens.
        self.seen = set()      # Sheets whose prices were served.
        self.off_sale = {}     # Sheet: instant of the acknowledgement that it is withdrawn.

    def fail(self, finding):
        with self.lock:
            self.findings.append(finding)
            print(f"FINDING: {finding}", flush=True)

    def count(self, what, by=1):
        with self.lock:
            self.counts[what] += by

    def sheets(self):
        with self.lock:
            return [report["sheetId"] for report in self.reports.values()]

    def imported(self, path, report):
        with self.lock:
            if report["status"] not in ("published", "superseded", "duplicate"):
                self.fail(f"import of {path.name}: {report}")
            self.reports[path] = report
            self.counts["imports"] += 1

    def begin_action(self, action):
        with self.lock:
            self.actions[action.key] = action
            if action.verb == "publish":
                self.off_sale.pop(action.sheet, None)

    def answered(self, action, answer):
        """Every answer to the same key is the first one."""
        with self.lock:
            replayed = answer.headers.get("Idempotency-Replayed") == "true"
            action.effects += not replayed
            if action.status:
                if (answer.status, answer.body) != (action.status, action.body) or action.effects > 1:
                    self.fail(f"{action}, asked again {answer.status} {answer.body!r}, replayed: {replayed}")
                return
            action.status, action.body = answer.status, answer.body
            if answer.status not in (200, 409):
                self.fail(f"{action.verb} of {action.sheet}: {answer.status} {answer.body!r}")
            self.counts["actions"] += 1
            self.counts["replays after a lost answer"] += replayed
            if answer.status == 200 and action.verb != "publish" and not self._publishing(action.sheet):
                self.off_sale[action.sheet] = time.monotonic()

    def _publishing(self, sheet):
        return any(action.sheet == sheet and action.verb == "publish" and not action.status for action in self.actions.values())

    def is_off_sale(self, sheet, asked_at):
        with self.lock:
            since = self.off_sale.get(sheet)
            return since is not None and asked_at > since + OFF_SALE_WITHIN_SECONDS
