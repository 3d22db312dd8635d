// For each parameter and member of api/openapi.yaml a request that breaks its schema: refused by name, never a failure of the server.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { faults, operations, resolved } from './support/document.mjs';
import { exchange, requestHead } from './support/raw.mjs';
import { startDemoServer } from './support/server.mjs';

let server;
let partner;
let operator;
let sheetId;
let stopId;
let termsId;

before(async () => {
  server = await startDemoServer();
  [partner, operator] = await Promise.all([createApplication(server), createApplication(server, { kind: 'operator' })]);
  sheetId = (await operator.get('/v1/sheets?limit=1')).body.items[0].id;
  stopId = (await operator.post('/v1/price-stops', { supplier: 'harborlight', state: 'AK', reason: 'A test.' })).body.id;
  const { accountId } = (await operator.post('/v1/esign/accounts', { name: 'A test' })).body;
  const publicKey = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } }).publicKey;
  Object.assign(soundBody, { 'POST /v1/esign/clients': { accountId, publicKey }, 'POST /v1/esign/connect-keys': { accountId } });
  for (const path of ['/v1/esign/clients', '/v1/esign/connect-keys', '/v1/esign/connect-keys/{keyId}']) soundQuery[path] = { accountId };
  termsId = (await operator.post('/v1/price-terms', { kind: 'house_fee', supplier: 'harborlight', commodity: 'electric', state: 'AK', houseFee: '0.001', reason: 'A test.' })).body.id;
});
after(() => server?.end());

// Sound values of what must be there.
const soundQuery = { '/v1/prices': { commodity: 'electric', utility: 'comed', annualUsage: '60000' }, '/v1/margin-limits': { commodity: 'electric' }, '/v1/rate-books/current/changes': { since: '2026-01-01T00:00:00Z' } };
const soundOffer = {
  supplier: 'harborlight', kind: 'executable', priceUnit: '$/kWh', schedule: { termMonths: 12, startMonth: '2027-01', legs: [{ kind: 'fixed', fromMonth: 1, months: 12, price: '0.06' }] },
  validFrom: '2026-01-01T00:00:00Z', validUntil: '2099-01-01T00:00:00Z',
};
const soundBody = {
  'POST /v1/esign/accounts': { name: 'A test' },
  'POST /v1/utilities/{code}/account-number-check': { accountNumber: '2145983017' },
  'POST /v1/utilities/identify': { accountNumber: '2145983017' },
  'POST /v1/aliases': { supplier: 'harborlight', alias: 'Windy City', commodity: 'electric', state: 'IL', utility: 'comed' },
  'POST /v1/suppliers/{code}/calendar': { cadence: 'daily' },
  'POST /v1/price-stops': { supplier: 'harborlight', state: 'AK', reason: 'A test.' },
  'POST /v1/price-terms': { kind: 'house_fee', supplier: 'harborlight', commodity: 'electric', state: 'HI', houseFee: '0.001', reason: 'A test.' },
  'POST /v1/suppliers/{code}/settings': { quotePolicy: 'kill_unsigned' },
  'POST /v1/application/keys': { jwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } },
  'POST /v1/application/api-keys': {},
  'POST /v1/price-searches': { sites: [{ siteId: 'A', commodity: 'electric', utility: 'comed', annualUsage: '60000' }], startMonth: '2027-03' },
  'POST /v1/quotes': { lines: [{ rateId: 'rat_00000000000000000000000000000000', annualUsage: '60000' }] },
  'POST /v1/price-requests': {
    customerName: 'Bakery', commodity: 'electric', sites: [{ siteId: 'A', utility: 'comed', annualUsage: '60000', startMonth: '2027-01' }],
    products: ['Fixed'], termMonths: [12], suppliers: ['harborlight'], due: '2099-01-01T00:00:00Z',
  },
  'POST /v1/price-requests/{id}/no-bid': { supplier: 'harborlight', reason: 'A test.' },
  'POST /v1/price-requests/{id}/offers': soundOffer,
  'POST /v1/price-requests/{id}/offers/{offerId}/requote': soundOffer,
  // An address: a name would be asked of a resolver.
  'POST /v1/webhook-endpoints': { url: 'https://93.184.216.34/hooks' },
  'PATCH /v1/webhook-endpoints/{id}': {},
  'POST /v1/webhook-endpoints/{id}/test': {},
  'POST /v1/webhook-endpoints/{id}/pause': {},
  'POST /v1/webhook-endpoints/{id}/resume': {},
  'POST /v1/webhook-endpoints/{id}/rotate-secret': {},
  'POST /v1/webhook-endpoints/{id}/recover': { since: '2026-01-01T00:00:00Z' },
  'POST /v1/enrollment/answers': { answers: [{ kind: 'active', contractAccountId: 'cac_00000000000000000000000000' }] },
  'POST /v1/contract-accounts/{id}/fix': { accountNumber: '2145983017' },
  'POST /v1/contracts/{id}/submit': {},
  'POST /v1/contract-accounts/{id}/confirm-retry': {},
  'POST /v1/test/events/sample': { type: 'contract.signed' },
  'POST /v1/test/contracts/{id}/sign': {},
  'POST /v1/test/contracts/{id}/sign-late': {},
  'POST /v1/webhook-deliveries/replay': { deliveryIds: ['whd_00000000000000000000000000'] },
  'POST /v1/test/contract-accounts/{id}/answer': { kind: 'active' },
  'POST /v1/test/events/sample': { type: 'contract.signed' },
  'POST /v1/quotes/{id}/select': { lineIds: ['qln_00000000000000000000000000'] },
};
const bodyOf = ({ name }) => soundBody[name] ?? { reason: 'A test.' };
// Things that do not exist: what is sound would be not found.
const made = { 'webhook-endpoints': 'whe', 'webhook-deliveries': 'whd', quotes: 'quo', 'test/quotes': 'quo', 'price-requests': 'prq', contracts: 'ctr', 'test/contracts': 'ctr', 'enrollment/contracts': 'ctr',
  'contract-accounts': 'cac', 'test/contract-accounts': 'cac' };
const nobodys = (path) => {
  const prefix = made[Object.keys(made).filter((start) => path.startsWith(`/v1/${start}/`)).sort((a, b) => b.length - a.length)[0]];
  return prefix && `${prefix}_00000000000000000000000000`;
};
const captures = {
  code: (path) => (path.startsWith('/v1/suppliers') ? 'harborlight' : 'comed'),
  id: (path) => nobodys(path) ?? (path.startsWith('/v1/price-stops') ? stopId : path.startsWith('/v1/price-terms') ? termsId : sheetId),
  kind: () => 'agreement',
  offerId: () => 'pof_00000000000000000000000000',
  holdId: () => '1',
  integrationKey: () => '0f8fad5b-d9cb-469f-a165-70867728950e',
  keyId: (path) => (path.includes('api-keys') ? 'key_1' : 'nobodys'),
};
const targetOf = ({ path }) => path.replace(/\{(\w+)\}/g, (_, name) => captures[name](path));
const caller = (operation) => (operation.isOperators ? operator : partner);

function queryOf(operation, changes) {
  const pairs = Object.entries({ ...soundQuery[operation.path], ...changes }).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one]));
  const present = pairs.filter(([, value]) => value !== undefined);
  return present.length ? `?${present.map(([name, value]) => `${name}=${value instanceof Raw ? value.text : encodeURIComponent(value)}`).join('&')}` : '';
}
class Raw {
  constructor(text) {
    this.text = text;
  }
}

const codes = new Set();

// `named`: the pointer that `errors` must have, or null where the whole request is wrong.
function assertRefused(operation, answer, named, what) {
  const where = `${operation.name} ${what}: ${answer.status} ${answer.text.slice(0, 500)}`;
  assert.ok(answer.status >= 400 && answer.status < 500, where);
  assert.ok(answer.headers.get('x-request-id'), where);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json', where);
  assert.equal(answer.body.requestId, answer.headers.get('x-request-id'), where);
  assert.deepEqual(faults(operation, answer), [], where);
  for (const { code } of [answer.body, ...(answer.body.errors ?? [])]) codes.add(code);
  if (named !== null) assert.ok(answer.body.errors?.some(({ pointer }) => pointer === named || pointer.startsWith(`${named}/`)), `errors does not name ${named}; ${where}`);
}

// Values that break a schema: [what it is, the value].
function brokenValues(schema) {
  const one = schema.type === 'array' ? resolved(schema.items) : schema;
  const found = [['a NUL', 'a\u0000b'], ['a line break', 'a\nb'], ['empty', '']];
  if (one.enum) found.push(['none of the words', 'no-such-word']);
  // Units are read in any case; other words are not.
  if (one.enum && !one.enum.includes('kWh')) found.push(['another case', one.enum[0] === one.enum[0].toUpperCase() ? one.enum[0].toLowerCase() : one.enum[0].toUpperCase()]);
  if (one.type === 'integer') found.push(['a word', 'many'], ['below', String(one.minimum - 1)], ['above', String(one.maximum + 1)], ['a fraction', '1.5'], ['beyond 64 bits', '99999999999999999999']);
  if (one.pattern) found.push(['against the pattern', '~!~'], ['very long', '7'.repeat(3000)]);
  if (one.format) found.push(['no instant', '2026-13-41'], ['very long', '2'.repeat(3000)]);
  if (one.maxLength) found.push(['too long', 'x'.repeat(one.maxLength + 1)], ['too long in Unicode', 'é'.repeat(one.maxLength + 1)]);
  if (schema.maxItems) found.push(['too many', Array.from({ length: schema.maxItems + 1 }, () => (one.type === 'integer' ? '12' : one.pattern ? '2027-01' : 'harborlight'))]);
  return found;
}

// GraphQL has manners of its own: graphql_http.test.mjs and graphql_verdicts.test.mjs hold /graphql to them. A form's
// parts are held by the server's own tests of uploads.
const elsewhere = new Set(['GET /graphql', 'POST /graphql', 'POST /v1/documents']);
const queried = operations.filter(({ isOpen, path, name }) => !isOpen && path !== '/oauth/token' && !elsewhere.has(name));

for (const operation of queried) {
  describe(operation.name, () => {
    const { name, method } = operation;
    const hasBody = Object.keys(operation.bodies).length > 0;
    const send = (query, body = hasBody ? bodyOf(operation) : undefined, headers) => caller(operation).call(method, targetOf(operation) + query, { body, headers });

    test('a parameter that is not known', async () => {
      for (const extra of ['colour', 'Limit', '__proto__', 'a b', '']) {
        assertRefused(operation, await send(queryOf(operation, { [extra || '%20']: '1' })), null, `with ${extra}`);
      }
      assertRefused(operation, await send(queryOf(operation, { colour: '1' })), 'colour', 'with colour');
    });

    for (const parameter of operation.parameters.filter(({ in: place }) => place === 'query')) {
      test(`the parameter ${parameter.name}`, async () => {
        const schema = resolved(parameter.schema);
        if (parameter.required) assertRefused(operation, await send(queryOf(operation, { [parameter.name]: undefined })), parameter.name, 'missing');
        for (const [what, value] of brokenValues(schema)) {
          const isControl = typeof value === 'string' && /[\0\n]/.test(value);
          assertRefused(operation, await send(queryOf(operation, { [parameter.name]: value })), isControl ? null : parameter.name, `${parameter.name} ${what}`);
        }
        if (schema.type !== 'array') {
          const sound = soundQuery[operation.path]?.[parameter.name] ?? schema.enum?.[0] ?? '12';
          assertRefused(operation, await send(queryOf(operation, { [parameter.name]: [sound, sound] })), parameter.name, `${parameter.name} twice`);
        }
        for (const [what, raw] of [['a broken escape', '%G1'], ['half an escape', '%2'], ['broken UTF-8', '%C3%28'], ['an overlong form', '%C0%AF']]) {
          assertRefused(operation, await send(queryOf(operation, { [parameter.name]: new Raw(raw) })), null, `${parameter.name} ${what}`);
        }
      });
    }

    for (const parameter of operation.parameters.filter(({ in: place }) => place === 'path')) {
      test(`the path's ${parameter.name}`, async () => {
        for (const value of ['nobody', '%00', '%C3%28', '%2e%2e', 'x'.repeat(2000), '%27%20OR%201=1']) {
          const target = operation.path.replace(/\{\w+\}/, value);
          const body = hasBody ? JSON.stringify(bodyOf(operation)) : '';
          const headers = await caller(operation).headers({ ...(body && { 'content-type': 'application/json', 'content-length': body.length }), 'x-client-assertion': await partner.assertion() });
          const answer = await exchange(server, requestHead(server, method, target, headers), body);
          // To revoke what is not there is refused; no other answer will do.
          assertRefused(operation, answer, null, `with ${value.slice(0, 20)}`);
        }
      });
    }

    if (!operation.bodies['application/json']) return;

    test('a body that is no JSON object', async () => {
      for (const [what, body] of [
        ['broken', '{'], ['two values', '{}{}'], ['a trailing comma', '{"a":1,}'], ['a comment', '{}//'], ['an array', '[]'], ['a text', '"x"'], ['null', 'null'], ['NaN', '{"a":NaN}'],
        ['a byte order mark', '\ufeff{}'], ['a lone surrogate', '{"reason":"\\ud800"}'], ['broken UTF-8', Uint8Array.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])], ['too deep', `${'['.repeat(5000)}${']'.repeat(5000)}`],
      ]) {
        assertRefused(operation, await send('', body), null, what);
      }
      const members = Object.entries(bodyOf(operation));
      const [member, value] = members[0] ?? ['expiresAt', '2099-01-01T00:00:00Z'];
      const twice = await send('', `{${JSON.stringify(member)}:${JSON.stringify(value)},${JSON.stringify(member)}:${JSON.stringify(value)}}`);
      assertRefused(operation, twice, null, 'a member twice');
      assert.equal(twice.body.code, 'duplicate_member');
    });

    test('a body of another type, and one that is too large', async () => {
      for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', '']) {
        const answer = await send('', '{}', { 'content-type': type });
        assert.equal(answer.status, 415, `${name} ${type}: ${answer.text}`);
        assertRefused(operation, answer, null, type);
      }
      const takesMegabyte = ['/v1/quotes', '/v1/price-searches', '/v1/price-requests', '/v1/enrollment/answers'].includes(operation.path);
      const takesAttachment = /(offers|requote)$/.test(operation.path);
      // One of many megabytes is refused by its head, before its bytes come.
      const ofHead = async (size) => exchange(server, requestHead(server, method, targetOf(operation), await caller(operation).headers({ 'content-type': 'application/json', 'content-length': size })), '');
      const huge = takesAttachment ? await ofHead(6_500_000) : await send('', JSON.stringify({ reason: 'x'.repeat(takesMegabyte ? 1_100_000 : 200_000) }));
      assert.equal(huge.status, 413, huge.text);
      assertRefused(operation, huge, null, 'a huge body');
    });

    test('a member that is not known', async () => {
      assertRefused(operation, await send('', { ...bodyOf(operation), colour: 1 }), '/colour', 'colour');
      assertRefused(operation, await send('', { ...bodyOf(operation), 'a/b~c': 1 }), '/a~1b~0c', 'a/b~c');
    });

    const schema = resolved(operation.bodies['application/json'].schema);
    for (const [member, part] of Object.entries(schema.properties ?? {})) {
      test(`the member ${member}`, async () => {
        const rule = resolved(part);
        const without = bodyOf(operation);
        if (schema.required?.includes(member)) {
          assertRefused(operation, await send('', { ...without, [member]: undefined }), `/${member}`, 'missing');
          assertRefused(operation, await send('', { ...without, [member]: null }), `/${member}`, 'null');
        }
        const isWords = rule.type === 'array' && resolved(rule.items).type === 'string' && member === 'products';
        const isRight = (value) => (rule.type === 'integer' && typeof value === 'number') || (rule.type === 'boolean' && typeof value === 'boolean') || (isWords && value[0] === 'x') || (rule.type === 'array' && Array.isArray(value) && value.length < (rule.minItems ?? 0) + 1 && !rule.minItems);
        const wrongTypes = [1, true, [], ['x'], ...(rule.type === 'object' ? ['x'] : [{}])].filter((value) => !isRight(value));
        for (const value of wrongTypes) {
          const answer = await send('', { ...without, [member]: value });
          // What is no public key is refused as such.
          assertRefused(operation, answer, rule.type === 'object' ? null : `/${member}`, `${member} = ${JSON.stringify(value)}`);
        }
        if (rule.type === 'object') return;
        const broken = brokenValues(rule).filter(([what]) => !(what === 'empty' && !rule.minLength && !rule.pattern && !rule.enum && !rule.format));
        for (const [what, value] of broken) {
          if (what === 'a line break' && ['reason', 'alias', 'pem', 'publicKey', 'notes', 'conditions'].includes(member)) continue;
          const answer = await send('', { ...without, [member]: value });
          assertRefused(operation, answer, member === 'pem' ? null : `/${member}`, `${member} ${what}`);
        }
      });
    }

    if (operation.parameters.some(({ name: parameter }) => parameter === 'Idempotency-Key')) {
      test('an Idempotency-Key that is none', async () => {
        for (const key of ['a b', 'x'.repeat(256), 'é']) {
          const headers = { 'idempotency-key': key, 'x-client-assertion': await partner.assertion() };
          const answer = await send('', bodyOf(operation), headers);
          assertRefused(operation, answer, null, key.slice(0, 5));
          assert.equal(answer.body.code, 'idempotency_key_invalid', `${name}: ${answer.text}`);
        }
      });
    }
  });
}

test('over 100 parameters are refused', async () => {
  const answer = await partner.get(`/v1/suppliers?${'a=1&'.repeat(101)}`);
  assert.deepEqual([answer.status, answer.body.code], [400, 'too_many_parameters']);
});

test('every code that came is in api/errors.md', () => {
  const listed = readFileSync(path.resolve(import.meta.dirname, '../../api/errors.md'), 'utf8');
  const known = new Set([...listed.matchAll(/^\| ([a-z0-9_, ]+) \|/gm)].flatMap((match) => match[1].split(', ')));
  assert.ok(codes.size > 20, `${codes.size}`);
  assert.deepEqual([...codes].filter((code) => !known.has(code)), []);
});
