# A webhook of Switchyard verified with Python 3 and its standard library alone (Standard Webhooks, HMAC-SHA256).
#
#   SECRET=whsec_… python3 webhook.py   listens on 127.0.0.1:8099 and prints each event that is genuine
import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

TOLERANCE_SECONDS = 300


# The event; ValueError where it is forged or old. `body` is as it came: bytes, not parsed and written anew.
def verify_webhook(body, headers, secret):
    identifier, timestamp = headers["webhook-id"], headers["webhook-timestamp"]
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        raise ValueError("webhook-timestamp is more than five minutes away")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.new(key, f"{identifier}.{timestamp}.".encode() + body, hashlib.sha256).digest()).decode()
    # While a secret is changed for another, both sign.
    if not any(hmac.compare_digest(each, f"v1,{wanted}") for each in headers["webhook-signature"].split(" ")):
        raise ValueError("no signature is of this secret")
    return json.loads(body)


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            event = verify_webhook(body, self.headers, os.environ["SECRET"])
        except (ValueError, TypeError, AttributeError):
            self.send_response(400)
        else:
            print(event["type"], event["subject"], event["id"], flush=True)  # Keep ids: everything may come twice.
            self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8099"))), Receiver).serve_forever()
