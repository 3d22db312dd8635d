// A partner's or an operator's application as its programmer sees it: keys, assertions by jose, tokens, requests by fetch.
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as jose from 'jose';
import { command } from './server.mjs';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export async function makeKeyPair(alg = 'ES256') {
  const { publicKey, privateKey } = await jose.generateKeyPair(alg, { extractable: true, crv: alg === 'EdDSA' ? 'Ed25519' : undefined });
  return { alg, publicKey, privateKey, jwk: await jose.exportJWK(publicKey), pem: await jose.exportSPKI(publicKey) };
}

// `scopes` undefined: all that such an application gets. `form` is how the public key is registered: jwk or pem.
export async function createApplication(server, { kind = 'partner', environment = 'test', scopes, rateLimit = 'none', alg = 'ES256', form = 'jwk', kid } = {}) {
  const keys = await makeKeyPair(alg);
  const file = path.join(server.dataDirectory, `${randomUUID()}.${form}`);
  await writeFile(file, form === 'pem' ? keys.pem : JSON.stringify({ ...keys.jwk, alg, ...(kid && { kid }) }));
  const args = [kind, 'create', '--name', `Client ${randomUUID().slice(0, 8)}`, '--environment', environment, '--public-key', file, '--json'];
  if (form === 'pem') args.push('--alg', alg);
  if (rateLimit) args.push('--rate-limit', rateLimit);
  for (const scope of scopes ?? []) args.push('--scope', scope);
  return new Application(server, { ...JSON.parse(await command(server.dataDirectory, ...args)), keys });
}

export class Application {
  #token;

  constructor(server, made) {
    this.server = server;
    Object.assign(this, made);
  }

  // The same application at a server that was started anew: its issuer is another.
  at(server) {
    this.server = server;
    this.#token = undefined;
  }

  claims(changes = {}) {
    const now = Math.floor(Date.now() / 1000);
    return { iss: this.clientId, sub: this.clientId, aud: this.server.url, iat: now, exp: now + 60, jti: randomUUID(), ...changes };
  }

  // Claims that are undefined are left out.
  async assertion({ claims = {}, header = {}, key = this.keys.privateKey } = {}) {
    return new jose.SignJWT(this.claims(claims)).setProtectedHeader({ alg: this.keys.alg, kid: this.keyId, ...header }).sign(key);
  }

  async askToken({ assertion, apiKey = this.apiKey, form = {}, headers = {} } = {}) {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: assertion ?? (await this.assertion()), ...form });
    const response = await fetch(`${this.server.url}/oauth/token`, { method: 'POST', headers: { ...(apiKey && { 'x-api-key': apiKey }), ...headers }, body });
    return { response, status: response.status, headers: response.headers, body: await response.json() };
  }

  async token() {
    if (this.#token) return this.#token;
    const { status, body } = await this.askToken();
    if (status !== 200) throw new Error(`no token: ${status} ${JSON.stringify(body)}`);
    this.#token = body.access_token;
    return this.#token;
  }

  // The headers of a call; `without` leaves one out.
  async headers(extra = {}) {
    return { 'x-api-key': this.apiKey, authorization: `Bearer ${await this.token()}`, ...extra };
  }

  async call(method, target, { body, headers = {} } = {}) {
    const sent = await this.headers({ ...(body !== undefined && { 'content-type': 'application/json' }), ...headers });
    return request(this.server, method, target, { headers: sent, body: body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) });
  }

  get(target, options) {
    return this.call('GET', target, options);
  }

  post(target, body, options) {
    return this.call('POST', target, { ...options, body });
  }

  // A change of keys needs a fresh assertion too.
  async changeKeys(method, target, { body, headers = {} } = {}) {
    return this.call(method, target, { body, headers: { 'x-client-assertion': await this.assertion(), ...headers } });
  }
}

// One request, and its answer with the text and, where it is JSON, the value.
export async function request(server, method, target, { headers = {}, body } = {}) {
  const response = await fetch(server.url + target, { method, headers, body, redirect: 'manual' });
  const text = await response.text();
  const isJson = /json(?!l)\b/.test(response.headers.get('content-type') ?? '') && !/ndjson/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson && text ? JSON.parse(text) : undefined };
}
