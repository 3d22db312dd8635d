// Access tokens with the npm library jose: every algorithm works, and every attack on assertions and tokens is refused by name.
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import * as jose from 'jose';
import { createApplication, makeKeyPair, request } from './support/application.mjs';
import { command, eventually, makeDataDirectory, startServer } from './support/server.mjs';

let server;
let partner;
let other;
let live;

before(async () => {
  server = await startServer();
  [partner, other, live] = await Promise.all([createApplication(server), createApplication(server), createApplication(server, { environment: 'live' })]);
});
after(() => server?.end());

const seconds = () => Math.floor(Date.now() / 1000);
const base64url = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

for (const alg of ['RS256', 'PS256', 'ES256', 'EdDSA']) {
  for (const form of ['jwk', 'pem']) {
    test(`${alg} with a key registered as ${form}`, async () => {
      const application = await createApplication(server, { alg, form });
      const { status, headers, body } = await application.askToken();
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('switchyard-environment'), 'test');
      assert.equal(body.token_type, 'Bearer');
      assert.equal(body.expires_in, 900);
      const me = await application.get('/v1/me');
      assert.equal(me.status, 200, me.text);
      assert.equal(me.body.application.clientId, application.clientId);
      assert.equal(me.body.publicKeys[0].algorithm, alg);
      assert.equal(me.body.publicKeys[0].keyId, application.keyId);
      assert.equal(application.keyId, await jose.calculateJwkThumbprint(application.keys.jwk));
    });
  }
}

test('an access token holds by the published keys', async () => {
  const keys = jose.createRemoteJWKSet(new URL(`${server.url}/.well-known/jwks.json`));
  const { payload, protectedHeader } = await jose.jwtVerify(await partner.token(), keys, { issuer: server.url, audience: server.url, typ: 'at+jwt' });
  assert.equal(protectedHeader.typ, 'at+jwt');
  assert.equal(payload.client_id, partner.clientId);
  assert.equal(payload.partner, partner.partnerId);
  assert.equal(payload.application, partner.applicationId);
  assert.equal(payload.environment, 'test');
  assert.equal(payload.exp - payload.iat, 900);
  const published = await request(server, 'GET', '/.well-known/jwks.json');
  assert.doesNotMatch(published.text, /"d":/);
});

test('a scope narrows the token, and one that was not granted is refused', async () => {
  const narrow = await partner.askToken({ form: { scope: 'prices:total' } });
  assert.equal(narrow.body.scope, 'prices:total');
  assert.equal(jose.decodeJwt(narrow.body.access_token).scope, 'prices:total');
  const more = await partner.askToken({ form: { scope: 'operator:prices' } });
  assert.deepEqual([more.status, more.body.error, more.body.code], [400, 'invalid_scope', 'scope_not_granted']);
});

test('kid may be left out while the client has one key', async () => {
  const { status, body } = await partner.askToken({ assertion: await partner.assertion({ header: { kid: undefined } }) });
  assert.equal(status, 200, JSON.stringify(body));
});

test('the CLI and jose read the same keys: a token by the command works', async () => {
  const { privateKey } = partner.keys;
  const { writeFile } = await import('node:fs/promises');
  const file = `${server.dataDirectory}/private.pem`;
  await writeFile(file, await jose.exportPKCS8(privateKey), { mode: 0o600 });
  const printed = await command(server.dataDirectory, 'token', '--url', server.url, '--client-id', partner.clientId, '--api-key', partner.apiKey, '--key', file);
  const me = await request(server, 'GET', '/v1/me', { headers: { 'x-api-key': partner.apiKey, authorization: `Bearer ${printed.trim()}` } });
  assert.equal(me.status, 200, me.text);
});

const unsaid = new Set();

// What was wrong must be said: the code, what came, and what was expected.
function assertRefused({ status, headers, body }, code, { received = true, expected = true, error = 'invalid_client', as = 401 } = {}) {
  assert.deepEqual([status, body.error], [as, error], JSON.stringify(body));
  assert.match(body.code, new RegExp(`^(${code})$`), JSON.stringify(body));
  assert.match(headers.get('x-request-id'), /^[0-9a-f]{32}$/);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(body.issuer, partner.server.url);
  assert.ok(body.error_description.length > 10);
  if (as === 401) assert.match(headers.get('www-authenticate'), /^Bearer /);
  // What is no JWS that is taken here has both in its description.
  if (code === 'assertion_malformed') return;
  if (received && !body.received) unsaid.add(`${code}: received`);
  if (expected && !body.expected) unsaid.add(`${code}: expected`);
}

async function refused(assertion, code, options = {}) {
  assertRefused(await (options.by ?? partner).askToken({ assertion, ...options.ask }), code, options);
}

// A JWS that no sound library would make.
async function crooked({ header = {}, claims = {}, sign } = {}) {
  const text = `${base64url({ alg: 'ES256', kid: partner.keyId, ...header })}.${base64url(partner.claims(claims))}`;
  return `${text}.${sign ? sign(text) : (await partner.assertion()).split('.')[2]}`;
}

describe('an assertion is refused', () => {
  test('with alg none', async () => {
    for (const alg of ['none', 'None', 'NONE']) {
      await refused(await crooked({ header: { alg }, sign: () => '' }), 'assertion_malformed|assertion_algorithm_refused', { expected: false, received: false });
    }
    await refused(await crooked({ header: { alg: 'none' } }), 'assertion_algorithm_refused');
  });
  test('with HS256 by the public key as its secret', async () => {
    for (const secret of [partner.keys.pem, JSON.stringify(partner.keys.jwk)]) {
      const sign = (text) => createHmac('sha256', secret).update(text).digest('base64url');
      await refused(await crooked({ header: { alg: 'HS256' }, sign }), 'assertion_algorithm_refused');
    }
  });
  test('with an algorithm that its key is not bound to', async () => {
    await refused(await crooked({ header: { alg: 'RS256' } }), 'assertion_algorithm_mismatch');
    const rsa = await createApplication(server, { alg: 'RS256' });
    const key = await jose.importPKCS8(await jose.exportPKCS8(rsa.keys.privateKey), 'PS256');
    await refused(await rsa.assertion({ header: { alg: 'PS256' }, key }), 'assertion_algorithm_mismatch', { by: rsa });
    await refused(await crooked({ header: { alg: 'ES512' } }), 'assertion_algorithm_refused');
  });
  for (const [name, aud] of [
    ['another audience', 'https://other.example'],
    ['the token endpoint as audience', () => `${server.url}/oauth/token`],
    ['the issuer with a slash as audience', () => `${server.url}/`],
    ['an array as audience', () => [server.url]],
    ['an array of two audiences', () => [server.url, 'https://other.example']],
  ]) {
    test(`with ${name}`, async () => refused(await partner.assertion({ claims: { aud: typeof aud === 'function' ? aud() : aud } }), 'assertion_audience_mismatch'));
  }
  test('when it is used again, also after the server was started anew', async () => {
    const first = await createApplication(await startServer());
    const { server: once } = first;
    const assertion = await first.assertion();
    assert.equal((await first.askToken({ assertion })).status, 200);
    const again = await first.askToken({ assertion });
    assert.deepEqual([again.status, again.body.code], [401, 'assertion_replayed']);
    await once.stop();
    const port = new URL(once.url).port;
    first.server = await startServer({ dataDirectory: once.dataDirectory, args: ['--listen', `127.0.0.1:${port}`] });
    const later = await first.askToken({ assertion });
    assert.deepEqual([later.status, later.body.code], [401, 'assertion_replayed']);
    assert.equal((await first.askToken()).status, 200);
    await first.server.end();
  });
  test('when two requests race with it', async () => {
    const assertion = await partner.assertion();
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await partner.askToken({ assertion })).status));
    assert.deepEqual(statuses.sort(), [200, 401, 401, 401, 401, 401, 401, 401]);
  });
  test('when its jti was used by a new assertion', async () => {
    const jti = randomUUID();
    assert.equal((await partner.askToken({ assertion: await partner.assertion({ claims: { jti } }) })).status, 200);
    await refused(await partner.assertion({ claims: { jti, exp: seconds() + 200 } }), 'assertion_replayed');
    assert.equal((await other.askToken({ assertion: await other.assertion({ claims: { jti } }) })).status, 200, 'a jti is of one client');
  });
  test('when it lives over five minutes', async () => refused(await partner.assertion({ claims: { exp: seconds() + 301 } }), 'assertion_lives_too_long'));
  test('when it has expired, with 60 s of skew forgiven', async () => {
    await refused(await partner.assertion({ claims: { iat: seconds() - 200, exp: seconds() - 65 } }), 'assertion_expired');
    const { status } = await partner.askToken({ assertion: await partner.assertion({ claims: { iat: seconds() - 200, exp: seconds() - 50 } }) });
    assert.equal(status, 200);
  });
  test('when it is from the future, with 60 s of skew forgiven', async () => {
    await refused(await partner.assertion({ claims: { iat: seconds() + 90, exp: seconds() + 120 } }), 'assertion_not_yet_valid');
    await refused(await partner.assertion({ claims: { nbf: seconds() + 90 } }), 'assertion_not_yet_valid');
    const { status } = await partner.askToken({ assertion: await partner.assertion({ claims: { iat: seconds() + 50, exp: seconds() + 120 } }) });
    assert.equal(status, 200);
  });
  for (const claim of ['iss', 'sub', 'aud', 'exp', 'iat', 'jti']) {
    test(`without ${claim}`, async () => refused(await partner.assertion({ claims: { [claim]: undefined } }), 'assertion_claim_missing'));
  }
  for (const [claim, value] of [['jti', 7], ['jti', ''], ['jti', 'x'.repeat(257)], ['exp', '1'], ['iat', 1e300], ['exp', null], ['iss', ['x']]]) {
    test(`with ${claim} ${JSON.stringify(value).slice(0, 12)}`, async () => {
      const assertion = await signed({ ...partner.claims(), [claim]: value });
      await refused(assertion, 'assertion_claim_malformed|assertion_claim_missing', { received: false });
    });
  }
  for (const [name, header] of [
    ['an embedded jwk', () => ({ jwk: partner.keys.jwk })],
    ['jku', () => ({ jku: 'https://other.example/jwks' })],
    ['x5u', () => ({ x5u: 'https://other.example/x' })],
    ['x5c', () => ({ x5c: ['MAA='] })],
    ['crit', () => ({ crit: ['exp'], exp: 1 })],
    ['an unencoded payload', () => ({ crit: ['b64'], b64: true })],
    ['zip', () => ({ zip: 'DEF' })],
  ]) {
    test(`with ${name} in its header`, async () => refused(await signed(partner.claims(), header()), 'assertion_malformed'));
  }
  test('by an embedded key of its own', async () => {
    const mine = await makeKeyPair();
    await refused(await partner.assertion({ header: { jwk: mine.jwk }, key: mine.privateKey }), 'assertion_malformed');
  });
  test('with the kid of another client', async () => {
    await refused(await partner.assertion({ header: { kid: other.keyId } }), 'assertion_kid_unknown');
    await refused(await partner.assertion({ header: { kid: other.keyId }, key: other.keys.privateKey }), 'assertion_kid_unknown');
    for (const kid of ["' OR 1=1 --", '../../etc/passwd', '%00']) await refused(await partner.assertion({ header: { kid } }), 'assertion_kid_unknown');
  });
  test('by another key', async () => refused(await partner.assertion({ key: other.keys.privateKey }), 'assertion_signature_invalid', { received: false, expected: false }));
  test('for another client', async () => {
    await refused(await partner.assertion({ claims: { sub: other.clientId } }), 'assertion_client_mismatch');
    await refused(await partner.assertion({ claims: { iss: other.clientId } }), 'assertion_client_mismatch');
    await refused(await other.assertion(), 'assertion_client_mismatch');
  });
  test('with the API key of the other environment', async () => {
    const answer = await partner.askToken({ apiKey: live.apiKey });
    assert.equal(answer.status, 401, JSON.stringify(answer.body));
    assert.equal(answer.body.error, 'invalid_client');
    assert.ok(answer.body.received && answer.body.expected, JSON.stringify(answer.body));
  });
  test('when it was tampered with', async () => {
    const [header, claims, signature] = (await partner.assertion()).split('.');
    const changed = base64url({ ...partner.claims(), scope: 'operator:prices' });
    await refused(`${header}.${changed}.${signature}`, 'assertion_signature_invalid', { received: false, expected: false });
    const bytes = Buffer.from(signature, 'base64url');
    bytes[10] ^= 1;
    await refused(`${header}.${claims}.${bytes.toString('base64url')}`, 'assertion_signature_invalid', { received: false, expected: false });
    const zeros = Buffer.alloc(64).toString('base64url');
    await refused(`${header}.${claims}.${zeros}`, 'assertion_signature_invalid', { received: false, expected: false });
  });
  test('in another spelling of base64url, or with more or fewer parts', async () => {
    const assertion = await partner.assertion();
    const [header, claims, signature] = assertion.split('.');
    // The last of 86 characters carries four bits that must be zero.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet[alphabet.indexOf(signature.at(-1)) + 1];
    for (const crookedOne of [
      `${header}.${claims}.${signature.slice(0, -1)}${last}`,
      `${header}.${claims}.${signature}==`,
      ` ${assertion}`,
      `${header}.${claims}`,
      `${assertion}.x`,
      `${assertion}.`,
      'x',
      '..',
      JSON.stringify({ payload: claims, protected: header, signature }),
    ]) {
      await refused(crookedOne, 'assertion_malformed', { expected: false, received: false });
    }
    assert.equal((await partner.askToken({ assertion })).status, 200, 'the sound one is still unused');
  });
  test('whose JSON has a member twice', async () => {
    const twice = JSON.stringify(partner.claims()).replace('{', `{"iss":"${other.clientId}",`);
    await refused(await signed(twice), 'assertion_malformed', { expected: false, received: false });
  });
  test('when it is an access token', async () => {
    await refused(await partner.token(), 'assertion_is_token', { expected: false });
    await refused(await partner.assertion({ header: { typ: 'at+jwt' } }), 'assertion_is_token', { expected: false });
  });
  test('with a typ of something else', async () => refused(await partner.assertion({ header: { typ: 'secevent+jwt' } }), 'assertion_typ_refused'));
  test('when it is longer than 16 KiB', async () => refused(await partner.assertion({ claims: { more: 'x'.repeat(17_000) } }), 'assertion_malformed', { expected: false, received: false }));
});

// Signs any text or claims with any header, which jose itself would refuse to make.
async function signed(claims, header = {}) {
  const { createSign } = await import('node:crypto');
  const text = `${base64url({ alg: 'ES256', kid: partner.keyId, ...header })}.${base64url(claims)}`;
  const key = await jose.exportPKCS8(partner.keys.privateKey);
  return `${text}.${createSign('sha256').update(text).sign({ key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

test('each of these refusals said what came and what was expected', () => assert.deepEqual([...unsaid].sort(), []));

describe('a request for a token is refused', () => {
  for (const [name, ask, code, expectation] of [
    ['without an API key', { apiKey: '' }, 'api_key_missing', { received: true }],
    ['with a mistyped API key', { apiKey: 'swk_test_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }, 'api_key_malformed', { received: false, expected: false }],
    ['for another grant', { form: { grant_type: 'password' } }, 'grant_type_unsupported', { as: 400, error: 'unsupported_grant_type' }],
    ['without a grant', { form: { grant_type: '' } }, 'parameter_missing', { as: 400, error: 'invalid_request' }],
    ['without an assertion', { form: { client_assertion: '' } }, 'assertion_missing', { as: 400, error: 'invalid_request' }],
    ['with another type of assertion', { form: { client_assertion_type: 'x' } }, 'assertion_type_unsupported', {}],
    ['for another client_id', { form: { client_id: 'cli_x' } }, 'client_id_mismatch', {}],
    ['for a scope that is none', { form: { scope: 'prices:total everything' } }, 'scope_unknown', { as: 400, error: 'invalid_scope' }],
  ]) {
    test(name, async () => assertRefused(await partner.askToken(ask), code, expectation));
  }
  test('as JSON', async () => {
    const response = await fetch(`${server.url}/oauth/token`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': partner.apiKey }, body: '{}' });
    assertRefused({ status: response.status, headers: response.headers, body: await response.json() }, 'form_expected', { as: 400, error: 'invalid_request' });
  });
  test('with a parameter twice', async () => {
    const body = `grant_type=client_credentials&grant_type=client_credentials&client_assertion=${await partner.assertion()}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-api-key': partner.apiKey };
    const response = await fetch(`${server.url}/oauth/token`, { method: 'POST', headers, body });
    assertRefused({ status: response.status, headers: response.headers, body: await response.json() }, 'parameter_repeated', { as: 400, error: 'invalid_request', expected: false });
  });
});

describe('a call is refused', () => {
  async function call(headers, code) {
    const answer = await request(server, 'GET', '/v1/me', { headers });
    assert.deepEqual([answer.status, answer.body.code], [401, code], answer.text);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    assert.match(answer.headers.get('www-authenticate'), /^Bearer realm="switchyard"/);
    assert.ok(answer.body.detail.includes(server.url), 'the issuer is said');
    return answer;
  }
  const sent = async (token, apiKey = partner.apiKey) => ({ 'x-api-key': apiKey, authorization: `Bearer ${token}` });

  test('without a credential, or with half of one', async () => {
    await call({}, 'api_key_missing');
    await call({ 'x-api-key': partner.apiKey }, 'token_missing');
    await call({ authorization: `Bearer ${await partner.token()}` }, 'api_key_missing');
    await call({ 'x-api-key': partner.apiKey, authorization: 'Basic eDp4' }, 'token_missing');
  });
  test('with the token of one application and the key of another', async () => {
    const answer = await call(await sent(await other.token()), 'key_token_mismatch');
    assert.match(answer.body.detail, /Received: .*Expected: /);
    await call(await sent(await partner.token(), live.apiKey), 'environment_mismatch');
  });
  test('with an assertion as its token', async () => call(await sent(await partner.assertion()), 'token_is_assertion'));
  test('with a forged, changed or misspelt token', async () => {
    const token = await partner.token();
    const [header, claims, signature] = token.split('.');
    const more = base64url({ ...jose.decodeJwt(token), scope: 'operator:prices' });
    await call(await sent(`${header}.${more}.${signature}`), 'token_signature_invalid');
    const { kid } = jose.decodeProtectedHeader(token);
    await call(await sent(`${base64url({ alg: 'none', typ: 'at+jwt', kid })}.${claims}.`), 'token_signature_invalid');
    await call(await sent(`${token}=`), 'token_malformed');
    await call(await sent('x'), 'token_malformed');
    const forged = await new jose.SignJWT(jose.decodeJwt(token)).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'mine' }).sign(other.keys.privateKey);
    await call(await sent(forged), 'token_key_unknown');
    const { keys } = (await request(server, 'GET', '/.well-known/jwks.json')).body;
    for (const published of keys) {
      const posing = await new jose.SignJWT(jose.decodeJwt(token)).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: published.kid }).sign(other.keys.privateKey);
      await call(await sent(posing), 'token_signature_invalid');
    }
  });
  test('with a token of another installation', async () => {
    const elsewhere = await startServer({ dataDirectory: await makeDataDirectory() });
    const stranger = await createApplication(elsewhere);
    await call(await sent(await stranger.token()), 'token_key_unknown');
    await elsewhere.end();
  });
  test('within a second after its API key was revoked', async () => {
    const application = await createApplication(server);
    const made = await application.changeKeys('POST', '/v1/application/api-keys', { body: {} });
    const headers = await sent(await application.token(), made.body.apiKey);
    assert.equal((await request(server, 'GET', '/v1/me', { headers })).status, 200);
    assert.equal((await application.changeKeys('DELETE', `/v1/application/api-keys/${made.body.id}`)).status, 204);
    await eventually(async () => (await request(server, 'GET', '/v1/me', { headers })).body.code === 'key_revoked', { timeoutMs: 1000, what: 'the refusal' });
    const token = await application.askToken({ apiKey: made.body.apiKey });
    assert.deepEqual([token.status, token.body.error, token.body.code], [401, 'invalid_client', 'key_revoked']);
  });
  test('within a second after the public key that its token rests on was revoked', async () => {
    const application = await createApplication(server);
    await application.token();
    const next = await makeKeyPair('EdDSA');
    const added = await application.changeKeys('POST', '/v1/application/keys', { body: { pem: next.pem } });
    assert.equal(added.status, 201, added.text);
    const assertion = await application.assertion({ header: { alg: 'EdDSA', kid: added.body.keyId }, key: next.privateKey });
    const gone = await application.call('DELETE', `/v1/application/keys/${application.keyId}`, { headers: { 'x-client-assertion': assertion } });
    assert.equal(gone.status, 204, gone.text);
    await eventually(async () => (await application.get('/v1/me')).body.code === 'key_revoked', { timeoutMs: 1000, what: 'the refusal' });
    const old = await application.askToken();
    assert.equal(old.status, 401);
    const fresh = await application.askToken({ assertion: await application.assertion({ header: { alg: 'EdDSA', kid: added.body.keyId }, key: next.privateKey }) });
    assert.equal(fresh.status, 200, JSON.stringify(fresh.body));
  });
});

describe('a change of keys', () => {
  const path = '/v1/application/api-keys';
  test('needs an assertion that was not used', async () => {
    assert.equal((await partner.post(path, {})).body.code, 'assertion_missing');
    const assertion = await partner.assertion();
    assert.equal((await partner.askToken({ assertion })).status, 200);
    const answer = await partner.post(path, {}, { headers: { 'x-client-assertion': assertion } });
    assert.deepEqual([answer.status, answer.body.code], [401, 'assertion_replayed']);
  });
  test('needs an assertion of the same client', async () => {
    const answer = await partner.post(path, {}, { headers: { 'x-client-assertion': await other.assertion() } });
    assert.equal(answer.status, 401, answer.text);
  });
  test('never takes a private key', async () => {
    const { privateKey } = await makeKeyPair();
    const answer = await partner.changeKeys('POST', '/v1/application/keys', { body: { jwk: await jose.exportJWK(privateKey) } });
    assert.deepEqual([answer.status, answer.body.code], [422, 'key_is_private']);
  });
  test('cannot take the last key away', async () => {
    const answer = await other.changeKeys('DELETE', `/v1/application/keys/${other.keyId}`);
    assert.deepEqual([answer.status, answer.body.code], [409, 'last_key']);
  });
  test('reaches no other application', async () => {
    const answer = await partner.changeKeys('DELETE', `/v1/application/keys/${other.keyId}`);
    assert.deepEqual([answer.status, answer.body.code], [404, 'key_not_found']);
  });
});
