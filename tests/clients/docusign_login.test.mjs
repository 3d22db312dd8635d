// JWT login, refusals of it, userinfo and tokens, by the unmodified SDK.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { SignJWT } from 'jose';
import { apiClient, docusign, logIn, makeAccount, makeClient, makeKeyPair, refusalOf, SCOPES, startEsign } from './support/esign.mjs';
import { command } from './support/server.mjs';

let esign;
before(async () => (esign = await startEsign()));
after(() => esign.server.end());

const ask = (client, privateKey, { scopes = SCOPES, expiresIn = 600, api = apiClient(client) } = {}) =>
  api.requestJWTUserToken(client.integrationKey, client.userId, scopes, Buffer.from(privateKey), expiresIn);
const oauthRefusal = async (promise) => {
  const { status, error, error_description: description } = await refusalOf(promise);
  return { status, error, description };
};

test('a signed assertion buys a bearer token for an hour', async () => {
  const results = await ask(esign.client, esign.privateKey);
  assert.equal(results.status, 200);
  assert.equal(results.body.token_type, 'Bearer');
  assert.equal(results.body.expires_in, 3600);
  assert.match(results.body.access_token, /^t/);
});

test('userinfo names the account and where it is', async () => {
  const api = await logIn(esign);
  const token = api.defaultHeaders.Authorization.slice('Bearer '.length);
  const info = await api.getUserInfo(token);
  assert.equal(info.sub, esign.client.userId);
  assert.equal(info.accounts[0].accountId, esign.account.accountId);
  assert.equal(info.accounts[0].isDefault, 'true');
  assert.equal(info.accounts[0].accountName, 'Harborlight Energy');
  assert.equal(info.accounts[0].baseUri, esign.account.baseUri);
});

test('a foreign key is refused', async () => {
  const { privateKey } = makeKeyPair();
  assert.deepEqual(await oauthRefusal(ask(esign.client, privateKey)), { status: 400, error: 'invalid_grant', description: 'no_valid_keys_or_signatures' });
});

test('an unknown client and an unknown user are refused', async () => {
  const unknown = '00000000-0000-4000-8000-000000000000';
  assert.deepEqual(await oauthRefusal(ask({ ...esign.client, integrationKey: unknown }, esign.privateKey)), { status: 400, error: 'invalid_grant', description: 'issuer_not_found' });
  assert.deepEqual(await oauthRefusal(ask({ ...esign.client, userId: unknown }, esign.privateKey)), { status: 400, error: 'invalid_grant', description: 'user_not_found' });
});

test('without the scope impersonation, or after its end, an assertion buys nothing', async () => {
  assert.equal((await oauthRefusal(ask(esign.client, esign.privateKey, { scopes: ['signature'] }))).error, 'invalid_scope');
  const now = Math.floor(Date.now() / 1000);
  const assertion = await new SignJWT({ scope: 'signature impersonation', iat: now - 7200, exp: now - 3600 })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(esign.client.integrationKey)
    .setSubject(esign.client.userId)
    .setAudience(new URL(esign.server.url).host)
    .sign(createPrivateKey(esign.privateKey));
  const form = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  const answer = await fetch(`${esign.server.url}/esign/oauth/token`, { method: 'POST', body: form });
  assert.equal(answer.status, 400);
  assert.deepEqual(await answer.json(), { error: 'invalid_grant', error_description: 'expired_grant' });
});

test('a client without consent is told so', async () => {
  const other = await makeClient(esign.server, esign.account.accountId, { consent: false });
  assert.equal((await oauthRefusal(ask(other.client, other.privateKey))).error, 'consent_required');
});

test('no token and a bad token are 401 with a code', async () => {
  const api = apiClient(esign.client);
  const envelopes = new docusign.EnvelopesApi(api);
  const none = await refusalOf(envelopes.getEnvelope(esign.account.accountId, '11111111-1111-4111-8111-111111111111'));
  assert.deepEqual([none.status, none.errorCode], [401, 'PARTNER_AUTHENTICATION_FAILED']);
  api.addDefaultHeader('Authorization', 'Bearer tnonsense');
  const bad = await refusalOf(envelopes.getEnvelope(esign.account.accountId, '11111111-1111-4111-8111-111111111111'));
  assert.deepEqual([bad.status, bad.errorCode], [401, 'AUTHORIZATION_INVALID_TOKEN']);
});

test('a token of one account opens no other', async () => {
  const other = await makeAccount(esign.server, 'Keystone Lantern');
  const envelopes = new docusign.EnvelopesApi(await logIn(esign));
  const refused = await refusalOf(envelopes.listStatusChanges(other.accountId, { fromDate: '2026-01-01' }));
  assert.equal(refused.errorCode, 'USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT');
});

test('plain http takes the same grant, its Host being an audience', async () => {
  const [http] = esign.server.urls.filter((url) => url.startsWith('http://'));
  const refused = await fetch(`${http}/esign/oauth/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'password' }) });
  assert.equal(refused.status, 400);
  assert.equal((await refused.json()).error, 'unsupported_grant_type');
});

async function assertionFor({ client, privateKey }, audience, claims = {}) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ scope: 'signature impersonation', iat: now, exp: now + 600, ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
    .setIssuer(client.integrationKey)
    .setSubject(client.userId)
    .setAudience(audience)
    .sign(createPrivateKey(privateKey));
}

test('over plain http an assertion for that Host buys a token that the API takes there', async () => {
  const [http] = esign.server.urls.filter((url) => url.startsWith('http://'));
  const form = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: await assertionFor(esign, new URL(http).host) });
  const answer = await fetch(`${http}/esign/oauth/token`, { method: 'POST', body: form });
  const token = await answer.json();
  assert.deepEqual([answer.status, token.token_type, token.expires_in], [200, 'Bearer', 3600]);
  const list = await fetch(`${http}/esign/restapi/v2.1/accounts/${esign.account.accountId}/envelopes?from_date=2026-01-01`, { headers: { authorization: `Bearer ${token.access_token}` } });
  assert.equal(list.status, 200, await list.text());
});

test('a user consents on the page, and the program is let in', async () => {
  const { publicKey, privateKey } = makeKeyPair();
  const file = path.join(esign.server.dataDirectory, 'consenting.pem');
  await writeFile(file, publicKey);
  const back = 'https://portal.example.com/consent?tenant=4';
  const client = JSON.parse(await command(esign.server.dataDirectory, 'esign', 'client', 'create', '--account', esign.account.accountId, '--public-key', file, '--redirect-uri', back, '--json'));
  assert.equal((await oauthRefusal(ask(client, privateKey))).error, 'consent_required');
  const asked = { response_type: 'code', scope: 'signature impersonation', client_id: client.integrationKey, redirect_uri: back, state: 'a b&c' };
  const auth = `${esign.server.url}/esign/oauth/auth`;
  const page = await fetch(`${auth}?${new URLSearchParams(asked)}`);
  const html = await page.text();
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-security-policy'), /frame-ancestors 'none'/);
  const fields = Object.fromEntries([...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value.replaceAll('&amp;', '&')]));
  assert.deepEqual(fields, asked);
  const send = (email, changes) => fetch(auth, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...fields, email, ...changes }) });
  assert.equal((await send('nobody@example.com')).status, 400);
  assert.equal((await send('sender@example.com', { redirect_uri: 'https://evil.example/' })).status, 400);
  assert.equal((await oauthRefusal(ask(client, privateKey))).error, 'consent_required');
  const accepted = await send('sender@example.com');
  const location = new URL(accepted.headers.get('location'));
  assert.deepEqual([accepted.status, location.origin + location.pathname, location.searchParams.get('tenant'), location.searchParams.get('state')], [303, 'https://portal.example.com/consent', '4', 'a b&c']);
  assert.ok(location.searchParams.get('code'));
  assert.equal((await ask(client, privateKey)).status, 200);
});
