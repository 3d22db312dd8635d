"""A Switchyard installation in a temporary folder: commands, servers and a client that asks them over HTTP."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

BINARY = os.environ.get("SWITCHYARD", str(pathlib.Path(__file__).parents[2] / "build/release/switchyard"))
PATIENCE_SECONDS = 30  # For things that take milliseconds on a quiet machine.


def eventually(what, seconds=PATIENCE_SECONDS):
    """Asks until the answer is truthy, and gives it; fails with the last answer."""
    end = time.monotonic() + seconds
    while True:
        answer = what()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"still {answer!r} after {seconds} s")
        time.sleep(0.02)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


def ask(url, headers=None, data=None, method=None):
    request = urllib.request.Request(url, data=data, headers=headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, refused.headers, refused.read())


class Server:
    """`switchyard serve` on a free port, ready when made."""

    def __init__(self, installation, *options):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([BINARY, "serve", "--listen", "127.0.0.1:0", *installation.place, *options],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            self.log.seek(0)
            raise AssertionError(f"the server said {line!r}: {self.log.read().decode()[-2000:]}")
        self.url = line.split()[-1]

    def stop(self, how=signal.SIGTERM):
        """Ends it and gives its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(PATIENCE_SECONDS)
        self.process.stdout.close()
        self.log.close()
        return status


class Application:
    """A partner's or operator's application with its private key, able to ask any server of its installation."""

    def __init__(self, installation, kind, name, environment, *options):
        self.key = installation.folder / f"{name}.pem"
        public = installation.folder / f"{name}.pub.pem"
        subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self.key], check=True, capture_output=True)
        subprocess.run(["openssl", "ec", "-in", self.key, "-pubout", "-out", public], check=True, capture_output=True)
        made = installation.run(kind, "create", "--name", name, "--environment", environment, "--public-key", public, "--json", *options)
        self.ids = json.loads(made.stdout)

    def token(self, url):
        made = subprocess.run([BINARY, "token", "--url", url, "--client-id", self.ids["clientId"], "--api-key", self.ids["apiKey"], "--key", self.key],
                              capture_output=True, text=True)
        return made.stdout.strip() if made.returncode == 0 else None

    def headers(self, token):
        return {"X-API-Key": self.ids["apiKey"], "Authorization": f"Bearer {token}"}

    def get(self, server, path, token=None):
        return ask(server.url + path, self.headers(token or eventually(lambda: self.token(server.url))))

    def post(self, server, path, body, token=None):
        token = token or eventually(lambda: self.token(server.url))
        return ask(server.url + path, {**self.headers(token), "Content-Type": "application/json"}, json.dumps(body).encode(), "POST")


class Installation:
    def __init__(self, database=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="switchyard-operations-"))
        self.data = self.folder / "data"
        self.place = ["--data", str(self.data)] + (["--database", database] if database else [])

    def run(self, *command, ok=True):
        done = subprocess.run([BINARY, *map(str, command), *self.place], capture_output=True, text=True, timeout=120)
        if ok and done.returncode != 0:
            raise AssertionError(f"{command} exited {done.returncode}: {done.stdout}{done.stderr}")
        return done

    def look_alikes(self):
        """Today's workbooks of the fictitious suppliers."""
        done = self.run("demo", "workbooks", self.folder / "workbooks")
        return [line for line in done.stdout.splitlines() if line]

    def import_all(self, environment, files):
        done = self.run("prices", "import", *files, "--environment", environment, "--json")
        return [json.loads(line) for line in done.stdout.splitlines()]


PRICES = "/v1/prices?commodity=electric&utility=comed&annualUsage=60000&limit=1&supplier=prairie-crown"
