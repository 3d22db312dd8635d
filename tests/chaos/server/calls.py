"""Requests as the clients of a server that may die make them: signed assertions, and failures that are no answer."""

import base64
import http.client
import json
import secrets
import subprocess
import time
import urllib.error
import urllib.parse

from installation import ask

ISSUER = "https://switchyard.example"


def base64url(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def raw_signature(der):
    """r and s of an ECDSA signature (RFC 3279 section 2.2.3) side by side, as JWS wants them (RFC 7518 section 3.4)."""
    at, numbers = 2, []
    for _ in range(2):
        size = der[at + 1]
        numbers.append(int.from_bytes(der[at + 2:at + 2 + size], "big"))
        at += 2 + size
    return b"".join(number.to_bytes(32, "big") for number in numbers)


def assertion_of(application):
    """A fresh one; (text, when it expires)."""
    now = int(time.time())
    claims = {"iss": application.ids["clientId"], "sub": application.ids["clientId"], "aud": ISSUER, "iat": now, "exp": now + 240, "jti": secrets.token_hex(16)}
    text = ".".join(base64url(json.dumps(part).encode()) for part in ({"alg": "ES256", "typ": "JWT"}, claims))
    signed = subprocess.run(["openssl", "dgst", "-sha256", "-sign", application.key], input=text.encode(), capture_output=True, check=True)
    return f"{text}.{base64url(raw_signature(signed.stdout))}", now + 240


def call(url, headers, data=None, method=None):
    """The answer, or None if the connection ended without one."""
    try:
        return ask(url, headers, data, method)
    except (urllib.error.URLError, http.client.HTTPException, OSError):
        return None


def ask_token(url, application, assertion):
    form = {"grant_type": "client_credentials", "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": assertion}
    return call(f"{url}/oauth/token", {"X-API-Key": application.ids["apiKey"], "Content-Type": "application/x-www-form-urlencoded"},
                urllib.parse.urlencode(form).encode(), "POST")


def is_settled(answer):
    """Is it an answer to keep, rather than one to ask again for?"""
    if answer is None or answer.status >= 500:
        return False
    return answer.status != 409 or answer.json.get("code") != "idempotency_key_in_use"
