// Operators make accounts, programs and Connect keys of the signing service over /v1/esign: what they make is good for the unmodified SDK at once.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { faults, operations } from './support/document.mjs';
import { docusign, logIn, makeKeyPair, refusalOf } from './support/esign.mjs';
import { startServer } from './support/server.mjs';

let server;
let operator;
const seen = new Set();

before(async () => {
  server = await startServer({ args: ['--listen', '127.0.0.1:0', '--listen-tls', '127.0.0.1:0'], listeners: 2 });
  https.globalAgent.options.ca = await readFile(path.join(server.dataDirectory, 'tls-certificate.pem'));
  operator = await createApplication(server, { kind: 'operator' });
});
after(() => server?.end());

async function ask(method, template, status, { id, query = '', ...options } = {}) {
  const answer = await operator.call(method, template.replace(/\{\w+\}/, id) + query, options);
  assert.equal(answer.status, status, `${method} ${template}: ${answer.text}`);
  assert.deepEqual(faults({ method, path: template }, answer), [], answer.text);
  if (status < 300) seen.add(`${method} ${template}`);
  return answer;
}

const ACCOUNTS = '/v1/esign/accounts';
const CLIENTS = '/v1/esign/clients';
const KEYS = '/v1/esign/connect-keys';
const NOBODY = '0f8fad5b-d9cb-469f-a165-70867728950e';
const makeAccount = async () => (await ask('POST', ACCOUNTS, 201, { body: { name: 'Harborlight Energy', userEmail: 'desk@harborlight.example' } })).body;

describe('an account', () => {
  test('is made with its user, and listed', async () => {
    const made = await makeAccount();
    assert.deepEqual([made.name, made.baseUri], ['Harborlight Energy', `${server.urls[1]}/esign`]);
    const { items } = (await ask('GET', ACCOUNTS, 200)).body;
    assert.ok(items.some(({ accountId, name }) => accountId === made.accountId && name === 'Harborlight Energy'));
  });

  test('is made once for an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'account-1' };
    const first = await ask('POST', ACCOUNTS, 201, { body: { name: 'Once' }, headers });
    const again = await ask('POST', ACCOUNTS, 201, { body: { name: 'Once' }, headers });
    assert.deepEqual([again.headers.get('idempotency-replayed'), again.body], ['true', first.body]);
    await ask('POST', ACCOUNTS, 422, { body: { name: 'Another' }, headers });
  });

  test('with an address that is none is refused, by its member', async () => {
    const { body } = await ask('POST', ACCOUNTS, 422, { body: { name: 'A', userEmail: 'nowhere' } });
    assert.deepEqual([body.code, body.errors[0].pointer], ['user_invalid', '/userEmail']);
  });
});

describe('an integration key', () => {
  test('logs in with the SDK until it is revoked', async () => {
    const { accountId, userId } = await makeAccount();
    const { publicKey, privateKey } = makeKeyPair();
    const client = (await ask('POST', CLIENTS, 201, { body: { accountId, publicKey, name: 'The portal', consent: true } })).body;
    assert.deepEqual([client.accountId, client.userId], [accountId, userId]);
    assert.equal(client.oauthBasePath, `${new URL(server.urls[1]).host}/esign`);
    const api = await logIn({ client, privateKey });
    const list = await new docusign.EnvelopesApi(api).listStatusChanges(accountId, { fromDate: '2026-01-01' });
    assert.equal(list.resultSetSize, '0');
    const states = async () => (await ask('GET', CLIENTS, 200, { query: `?accountId=${accountId}` })).body.items.map(({ integrationKey, name, state }) => [integrationKey, name, state]);
    assert.deepEqual(await states(), [[client.integrationKey, 'The portal', 'active']]);
    await ask('DELETE', `${CLIENTS}/{integrationKey}`, 204, { id: client.integrationKey });
    assert.deepEqual(await states(), [[client.integrationKey, 'The portal', 'revoked']]);
    assert.equal((await refusalOf(new docusign.EnvelopesApi(api).listStatusChanges(accountId, { fromDate: '2026-01-01' }))).status, 401);
    assert.equal((await refusalOf(logIn({ client, privateKey }))).error, 'invalid_grant');
  });

  test('without consent does not log in', async () => {
    const { accountId } = await makeAccount();
    const { publicKey, privateKey } = makeKeyPair();
    const client = (await ask('POST', CLIENTS, 201, { body: { accountId, publicKey } })).body;
    assert.equal((await refusalOf(logIn({ client, privateKey }))).error, 'consent_required');
  });

  test('needs an account, a user of it, a key and sound redirects', async () => {
    const { accountId } = await makeAccount();
    const { publicKey } = makeKeyPair();
    const refused = async (status, body) => (await ask('POST', CLIENTS, status, { body })).body;
    assert.equal((await refused(404, { accountId: NOBODY, publicKey })).code, 'esign_account_not_found');
    assert.equal((await refused(404, { accountId, publicKey, userId: NOBODY })).code, 'esign_user_not_found');
    assert.equal((await refused(422, { accountId, publicKey: 'no key' })).errors[0].pointer, '/publicKey');
    assert.equal((await refused(422, { accountId, publicKey, redirectUris: ['http://elsewhere.example/'] })).errors[0].pointer, '/redirectUris');
    assert.equal((await ask('DELETE', `${CLIENTS}/{integrationKey}`, 404, { id: NOBODY })).body.code, 'esign_client_not_found');
    await ask('GET', CLIENTS, 400);
    await ask('GET', CLIENTS, 404, { query: `?accountId=${NOBODY}` });
  });
});

describe('a Connect key', () => {
  test('shows its secret once, and null to who asks again', async () => {
    const { accountId } = await makeAccount();
    const options = { body: { accountId }, headers: { 'idempotency-key': 'key-1' } };
    const made = await ask('POST', KEYS, 201, options);
    assert.match(made.body.secret, /^[A-Za-z0-9+/]{43}=$/);
    assert.equal(made.headers.get('cache-control'), 'no-store');
    const again = await ask('POST', KEYS, 201, options);
    assert.deepEqual(again.body, { keyId: made.body.keyId, secret: null });
    const { body, text } = await ask('GET', KEYS, 200, { query: `?accountId=${accountId}` });
    assert.deepEqual(body.items.map(({ keyId }) => keyId), [made.body.keyId]);
    assert.ok(!text.includes(made.body.secret));
    const query = `?accountId=${accountId}`;
    await ask('DELETE', `${KEYS}/{keyId}`, 204, { id: made.body.keyId, query });
    assert.equal((await ask('DELETE', `${KEYS}/{keyId}`, 404, { id: made.body.keyId, query })).body.code, 'esign_connect_key_not_found');
    await ask('POST', KEYS, 404, { body: { accountId: NOBODY } });
  });
});

test('partners, operators of other scopes and operators of Live see nothing of it', async () => {
  const { accountId } = await makeAccount();
  const partner = await createApplication(server);
  const priceDesk = await createApplication(server, { kind: 'operator', scopes: ['operator:prices'] });
  for (const stranger of [partner, priceDesk]) assert.equal((await stranger.get(ACCOUNTS)).body.code, 'scope_missing');
  const live = await createApplication(server, { kind: 'operator', environment: 'live' });
  assert.equal((await live.get(`${CLIENTS}?accountId=${accountId}`)).body.code, 'esign_account_not_found');
  assert.ok(!(await live.get(ACCOUNTS)).text.includes(accountId));
});

test('every operation of the document was asked', () => {
  assert.deepEqual(operations.filter(({ path: template }) => template.startsWith('/v1/esign/')).map(({ name }) => name).filter((name) => !seen.has(name)), []);
});
