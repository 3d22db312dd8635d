// Nobody sees what is not theirs: no credential, another partner's, another environment's, too few scopes.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createApplication, request } from './support/application.mjs';
import { operations } from './support/document.mjs';
import { command, startDemoServer } from './support/server.mjs';

let server;
let a;
let b;
let operator;
let live;
let liveOperator;
let sheetId;
let liveSheetId;

before(async () => {
  server = await startDemoServer();
  [a, b, operator, live, liveOperator] = await Promise.all([
    createApplication(server), createApplication(server), createApplication(server, { kind: 'operator' }),
    createApplication(server, { environment: 'live' }), createApplication(server, { kind: 'operator', environment: 'live' }),
  ]);
  const { items } = (await operator.get('/v1/sheets?supplier=prairie-crown&status=published')).body;
  sheetId = items[0].id;
  // A sheet of Live, of the canonical prices that the sandbox's sheet has.
  liveSheetId = await importToLive();
});
after(() => server?.end());

const site = '/v1/prices?commodity=electric&utility=comed&annualUsage=60000&supplier=prairie-crown';

async function importToLive() {
  const { writeFile } = await import('node:fs/promises');
  const file = path.join(server.dataDirectory, 'live prices.csv');
  await writeFile(file, await command(server.dataDirectory, 'prices', 'export', sheetId, '--format', 'csv'));
  const line = await command(server.dataDirectory, 'prices', 'import', file, '--environment', 'live', '--json').catch((error) => error.stdout);
  return JSON.parse(line.trim().split('\n')[0]).sheetId;
}

const secured = operations.filter(({ isOpen, path: template }) => !isOpen && template !== '/oauth/token');
const targetOf = ({ path: template }, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? 'comed');

describe('without a credential', () => {
  for (const operation of secured) {
    test(`${operation.name} shows nothing`, async () => {
      for (const headers of [{}, { 'x-api-key': a.apiKey }, { authorization: `Bearer ${await a.token()}` }, { 'x-api-key': b.apiKey, authorization: `Bearer ${await a.token()}` }]) {
        const answer = await request(server, operation.method, targetOf(operation, { id: sheetId, keyId: a.keyId }), { headers });
        assert.equal(answer.status, 401, answer.text);
        assert.equal(answer.headers.get('content-type'), 'application/problem+json');
        assert.doesNotMatch(answer.text, /prairie|basePrice|"items"/);
      }
    });
  }
});

describe('with another partner\'s credential', () => {
  test('each sees itself alone', async () => {
    for (const [one, another] of [[a, b], [b, a]]) {
      for (const target of ['/v1/me', '/v1/application/keys', '/v1/application/api-keys']) {
        const { text } = await one.get(target);
        for (const id of [another.clientId, another.applicationId, another.partnerId, another.keyId, another.apiKey]) assert.ok(!text.includes(id), target);
      }
    }
  });
  test('keys of another application are not found, and stay', async () => {
    const { items } = (await b.get('/v1/application/api-keys')).body;
    for (const target of [`/v1/application/keys/${b.keyId}`, `/v1/application/api-keys/${items[0].id}`]) {
      const answer = await a.changeKeys('DELETE', target);
      assert.deepEqual([answer.status, answer.body.code], [404, 'key_not_found'], answer.text);
    }
    assert.equal((await b.askToken()).status, 200);
  });
  test('an Idempotency-Key is of one application', async () => {
    const headers = { 'idempotency-key': 'the-same' };
    const [mine, theirs] = [await a.changeKeys('POST', '/v1/application/api-keys', { body: {}, headers }), await b.changeKeys('POST', '/v1/application/api-keys', { body: {}, headers })];
    assert.deepEqual([mine.status, theirs.status], [201, 201]);
    assert.equal(theirs.headers.get('idempotency-replayed'), null);
    assert.notEqual(mine.body.id, theirs.body.id);
  });
  test('what is for operators is refused to a partner, whether it exists or not', async () => {
    for (const operation of secured.filter(({ isOperators }) => isOperators)) {
      const answers = [];
      for (const id of [sheetId, 'sht_00000000000000000000000000']) {
        const body = operation.method === 'POST' ? { reason: 'x' } : undefined;
        answers.push(await a.call(operation.method, targetOf(operation, { id }), { body }));
      }
      for (const answer of answers) assert.deepEqual([answer.status, answer.body.code], [403, 'scope_missing'], `${operation.name} ${answer.text}`);
    }
  });
  test('a rate reference and a cursor tell nothing of the sheet', async () => {
    const { text, body } = await a.get(`${site}&limit=5`);
    assert.ok(body.items.length > 0);
    for (const secret of ['.csv', 'sheetId', 'transferPrice', '"source"', '"cell"']) assert.ok(!text.includes(secret), secret);
    const theirs = await b.get(`${site}&limit=5`);
    assert.deepEqual(theirs.body.items.map(({ rateId }) => rateId), body.items.map(({ rateId }) => rateId));
  });
});

describe('with a credential of Test against Live', () => {
  test('a partner of Live sees no price of Test', async () => {
    const { body, text } = await live.get('/v1/prices?commodity=electric&utility=comed&annualUsage=60000');
    assert.equal(body.environment, 'live');
    for (const { supplier } of body.items) assert.equal(supplier, 'prairie-crown', text);
    const test = await a.get('/v1/prices?commodity=electric&utility=comed&annualUsage=60000&limit=200');
    assert.equal(test.body.environment, 'test');
    const ids = new Set(test.body.items.map(({ rateId }) => rateId));
    for (const { rateId } of body.items) assert.ok(!ids.has(rateId));
  });
  test('a sheet of Live is not found from Test, and the other way round', async () => {
    assert.match(liveSheetId ?? '', /^sht_/, 'a sheet was imported to Live');
    for (const [caller, id] of [[operator, liveSheetId], [liveOperator, sheetId]]) {
      const one = await caller.get(`/v1/sheets/${id}`);
      assert.deepEqual([one.status, one.body.code], [404, 'sheet_not_found']);
      const list = await caller.get('/v1/sheets?limit=200');
      assert.ok(!list.text.includes(id));
      for (const action of ['publish', 'reject', 'withdraw', 'rollback']) {
        const answer = await caller.post(`/v1/sheets/${id}/${action}`, { reason: 'x' });
        assert.deepEqual([answer.status, answer.body.code], [404, 'sheet_not_found']);
      }
    }
    for (const [caller, id] of [[operator, sheetId], [liveOperator, liveSheetId]]) assert.equal((await caller.get(`/v1/sheets/${id}`)).status, 200);
  });
  test('the key of one and the token of the other are refused', async () => {
    for (const [one, another] of [[a, live], [live, a]]) {
      const answer = await request(server, 'GET', '/v1/me', { headers: { 'x-api-key': one.apiKey, authorization: `Bearer ${await another.token()}` } });
      assert.deepEqual([answer.status, answer.body.code], [401, 'environment_mismatch'], answer.text);
    }
  });
  test('a mapping of Test is none of Live', async () => {
    const body = { supplier: 'prairie-crown', alias: 'Nowhere Power', commodity: 'electric', utility: 'comed' };
    assert.equal((await operator.post('/v1/aliases', body)).status, 200);
    assert.ok((await operator.get('/v1/aliases?status=mapped')).text.includes('Nowhere Power'));
    assert.ok(!(await liveOperator.get('/v1/aliases?status=mapped')).text.includes('Nowhere Power'));
  });
  test('X-Test headers do not move a caller', async () => {
    const { body } = await live.get('/v1/me', { headers: { 'x-test-world': 'tw_1', 'x-environment': 'test' } });
    assert.notEqual(body.environment, 'test');
  });
});

describe('one scope alone', () => {
  const partners = ['prices:total', 'prices:stack', 'quotes:write', 'contracts:read', 'contracts:write', 'documents:read', 'webhooks:write', 'events:read', 'keys:write', 'pii:read'];
  const operators = ['prices:lineage', 'operator:prices', 'operator:partners', 'operator:enrollment'];
  const priced = { 'prices:total': [], 'prices:stack': ['stack'], 'prices:lineage': ['stack', 'lineage'], 'operator:prices': ['stack', 'lineage'] };
  // A margin that makes the price's digits others than the base's, so that these can be searched for in the bytes.
  const steered = `${site}&margin=0.0137&limit=20`;

  for (const scope of [...partners, ...operators]) {
    test(`${scope} on /v1/prices`, async () => {
      const caller = await createApplication(server, { kind: operators.includes(scope) ? 'operator' : 'partner', scopes: [scope] });
      // A caller that sees the price alone may not choose the margin: with none it would see the base.
      const isSteering = scope !== 'prices:total';
      const query = isSteering ? steered : `${site}&limit=20`;
      const answer = await caller.get(query);
      assert.deepEqual((await caller.get('/v1/me')).body.scopes, [scope]);
      if (!priced[scope]) {
        assert.deepEqual([answer.status, answer.body.code], [403, 'scope_missing'], answer.text);
        assert.doesNotMatch(answer.text, /prairie|"price"/);
        return;
      }
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.body.items.length, 20);
      const [stack, lineage] = ['stack', 'lineage'].map((part) => priced[scope].includes(part));
      const full = (await operator.get(query)).body.items;
      const itemsText = JSON.stringify(answer.body.items);
      for (const item of full) {
        assert.equal(itemsText.includes(`"basePrice":"${item.basePrice}"`), stack);
        if (!stack) assert.ok(!itemsText.includes(item.basePrice) || full.some(({ price }) => price === item.basePrice), `${item.basePrice} in ${itemsText}`);
        if (!lineage) for (const secret of [item.source.file, item.source.sheetId, `"${item.source.cell}"`]) assert.ok(!answer.text.includes(secret), secret);
      }
      assert.equal(/"(basePrice|margin)":/.test(itemsText), stack);
      assert.equal(/"(source|transferPrice|stack|transfer|houseFee)":/.test(itemsText), lineage);
      if (!isSteering) assert.deepEqual((await caller.get(steered)).body.errors.map(({ pointer, code }) => [pointer, code]), [['margin', 'scope_missing']]);
      for (const [field, isShown] of [['basePrice', stack], ['margin', stack], ['grossUp', stack], ['source', lineage], ['stack', lineage]]) {
        const asked = await caller.get(`${query}&fields=rateId,${field}`);
        assert.equal(asked.status, isShown ? 200 : 403, asked.text);
        if (!isShown) assert.deepEqual(asked.body.errors.map(({ pointer, code }) => [pointer, code]), [['fields', 'scope_missing']]);
      }
    });
  }
});
