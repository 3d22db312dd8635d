// The Contracting API and its REST faces beside documents answer as api/openapi.yaml says.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createApplication, request } from './support/application.mjs';
import { faults } from './support/document.mjs';
import { startDemoServer } from './support/server.mjs';

let server;
let partner;
let reader;

before(async () => {
  server = await startDemoServer();
  [partner, reader] = await Promise.all([createApplication(server), createApplication(server, { scopes: ['prices:total'] })]);
});
after(() => server?.end());

async function get(path, status, { target = path, by = partner } = {}) {
  const answer = await by.get(target);
  conforms('GET', path, answer, status);
  return answer;
}

function conforms(method, path, answer, status) {
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(faults({ method, path }, answer), []);
}

async function createCustomer(legalName) {
  const query = 'mutation($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } refusals { code path message } } }';
  const { body, text } = await partner.post('/graphql', { query, variables: { input: { idempotencyKey: randomUUID(), legalName, entityType: 'LLC' } } });
  assert.ok(body.data?.createCustomer.customer, text);
}

test('contracts are exported with the filters of their list', async () => {
  const path = '/v1/contracts/export';
  const filters = 'status=draft&status=sent&supplier=prairie-crown&commodity=electric&state=IL&utility=comed&createdFrom=2026-01-01T00:00:00Z&startUntil=2099-01-01&text=x';
  const csv = await get(path, 200, { target: `${path}?${filters}` });
  assert.match(csv.headers.get('content-disposition'), /filename="contracts.csv"/);
  assert.match(csv.text, /^contract_number,contract_status,[a-z_,]+\r\n$/);
  await get(path, 200, { target: `${path}?format=xlsx` });
  await get(path, 400, { target: `${path}?status=cooked` });
  await get(path, 403, { by: reader });
});

test('customers are exported, and no formula among them', async () => {
  const path = '/v1/customers/export';
  await createCustomer('=Bakery LLC');
  const csv = await get(path, 200);
  assert.equal(csv.text.split('\r\n').length, 3);
  assert.match(csv.text, /\r\ncus_[0-9a-z]{26},'=Bakery LLC,/);
  await get(path, 200, { target: `${path}?format=xlsx&text=bakery` });
  await get(path, 400, { target: `${path}?color=red` });
  await get(path, 403, { by: reader });
});

test('the Contracting API answers', async () => {
  const path = '/graphql';
  await get(path, 200, { target: `/graphql?${new URLSearchParams({ query: '{viewer{environment}}' })}` });
  const broken = await partner.get(`/graphql?${new URLSearchParams({ query: '{' })}`, { headers: { accept: 'application/graphql-response+json' } });
  conforms('GET', path, broken, 400);
  conforms('POST', path, await partner.post(path, { query: '{viewer{partnerId scopes}}' }), 200);
  conforms('POST', path, await request(server, 'POST', path, { body: '{}' }), 401);
});

test('papers of a contract that is not there are not found', async () => {
  const id = 'ctr_01m86gyzgde5s8yvd14xfd5sp2';
  for (const path of ['/v1/contracts/{id}/papers', '/v1/contracts/{id}/papers/{kind}/preview']) {
    const target = path.replace('{id}', id).replace('{kind}', 'agreement');
    await get(path, 404, { target });
    await get(path, 400, { target: `${target}?color=red` });
    await get(path, 403, { target, by: reader });
  }
});
