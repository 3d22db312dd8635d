// Enrollment by REST: answers are kept whatever becomes of them, a signed contract goes to its supplier, a rejection is mended. Everything conforms to the document.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { faults } from './support/document.mjs';
import { startDemoServer } from './support/server.mjs';

let server;
let partner;
let operator;

before(async () => {
  server = await startDemoServer();
  [partner, operator] = await Promise.all([createApplication(server), createApplication(server, { kind: 'operator' })]);
});
after(() => server?.end());

async function get(path, { query = '', status = 200, by = operator } = {}) {
  const answer = await by.get(path + query);
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(faults({ method: 'GET', path }, answer), []);
  return answer.body;
}
async function post(path, body, { id = '', status = 200, by = operator, key = randomUUID() } = {}) {
  const answer = await by.post(path.replace('{id}', id), body, { headers: { 'idempotency-key': key } });
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(faults({ method: 'POST', path }, answer), []);
  return answer.body;
}

const nobodys = { supplier: 'harborlight', accountNumber: '9999999999', kind: 'supplier_accepted', source: 'report', messageId: 'row-1' };

test('an answer that fits no account is kept, shown as work and taken once', async () => {
  const first = await post('/v1/enrollment/answers', { answers: [nobodys] });
  assert.equal(first.items[0].outcome, 'unmatched');
  const again = await post('/v1/enrollment/answers', { answers: [nobodys, { ...nobodys, kind: 'supplier_rejected', code: 'A76' }] });
  assert.deepEqual(again.items.map(({ outcome, isRepeated, code }) => [outcome, isRepeated, code]), [['unmatched', true, undefined], ['refused', undefined, 'answer_differs']]);
  const work = await get('/v1/enrollment/work', { query: '?type=unmatched' });
  assert.equal(work.items.length, 1);
  assert.equal(work.items[0].accountNumber, '9999999999');
  assert.ok((await get('/v1/enrollment/work')).items.length >= 1);
  await get('/v1/enrollment/work', { query: '?cursor=ans_1', status: 400 });
});

test('an unsound batch is refused whole', async () => {
  const refused = await post('/v1/enrollment/answers', { answers: [{ kind: 'maybe' }] }, { status: 422 });
  assert.equal(refused.errors[0].pointer, '/answers/0/kind');
  await post('/v1/enrollment/answers', { answers: [] }, { status: 422 });
});

test('the table of reject codes says class, meaning and remedy', async () => {
  const { items, version } = await get('/v1/enrollment/reject-codes');
  assert.equal(version, '2026-11-24');
  const notFound = items.find(({ code, source }) => code === 'A76' && source === 'edi814');
  assert.equal(notFound.class, 'fixable');
  assert.match(notFound.remedy, /fix the account/);
});

test('what is not there, and not theirs, is refused', async () => {
  const contract = 'ctr_00000000000000000000000000';
  const account = 'cac_00000000000000000000000000';
  assert.deepEqual((await get('/v1/enrollment/submissions', { query: `?contractId=${contract}` })).items, []);
  await post('/v1/enrollment/contracts/{id}/release', { reason: 'A test.' }, { id: contract, status: 404 });
  await post('/v1/contracts/{id}/submit', {}, { id: contract, status: 404, by: partner });
  await post('/v1/contract-accounts/{id}/fix', { note: 'A test.' }, { id: account, status: 404, by: partner });
  await post('/v1/contract-accounts/{id}/confirm-retry', {}, { id: account, status: 404, by: partner });
  await get('/v1/enrollment/work', { status: 403, by: partner });
});
