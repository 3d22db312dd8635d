// Calls of Test alone: what time and customers would do, done at once; each is 404 in Live.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { ask, done } from './support/contracting.mjs';
import { faults, operations } from './support/document.mjs';
import { draftOf, signed } from './support/enrolling.mjs';
import { eventually, startDemoServer } from './support/server.mjs';

let server;
let partner;
let stranger;

before(async () => {
  server = await startDemoServer();
  [partner, stranger] = await Promise.all([createApplication(server), createApplication(server)]);
});
after(() => server?.end());

async function call(path, id, { status = 202, by = partner, body = {} } = {}) {
  const answer = await by.post(path.replace('{id}', id), body, { headers: { 'idempotency-key': randomUUID() } });
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(faults({ method: 'POST', path }, answer), []);
  return answer.body;
}

async function quote() {
  const prices = await partner.get('/v1/prices?commodity=electric&zip=60614&annualUsage=60000&rateClass=Small%20Load&termMonths=24&limit=1');
  const made = await partner.post('/v1/quotes', { customerName: 'Events LLC', lines: [{ rateId: prices.body.items[0].rateId, annualUsage: '60000' }] }, { headers: { 'idempotency-key': randomUUID() } });
  assert.equal(made.status, 201, made.text);
  return { id: made.body.id, rateId: prices.body.items[0].rateId };
}

const contractOf = async (id) => (await ask(partner, 'query($id:ID!){contract(id:$id){status reason signBy signedAt envelope{state signers{state declinedReason}} documents{purpose kind}}}', { id })).contract;
const until = (id, status) => eventually(async () => { const now = await contractOf(id); return now.status === status && now; }, { timeoutMs: 30_000, what: status });

test('a quote expires at once, and again it cannot', async () => {
  const { id } = await quote();
  assert.equal((await call('/v1/test/quotes/{id}/expire', id, { status: 200 })).status, 'expired');
  await call('/v1/test/quotes/{id}/expire', id, { status: 409 });
  const told = await eventually(async () => (await partner.get(`/v1/events?type=quote.expired&subject=${id}`)).body.items[0], { what: 'the event' });
  assert.equal(told.subject, id);
});

test('quotes of a withdrawn sheet are withdrawn, of others nothing changes', async () => {
  const [mine, other] = [await quote(), await quote()];
  await call('/v1/test/quotes/{id}/expire', other.id, { status: 200 });
  const { withdrawnQuotes } = await call('/v1/test/sheets/{id}/withdraw', mine.rateId, { status: 200, body: { reason: 'a test' } });
  assert.deepEqual(withdrawnQuotes, [mine.id]);
  assert.deepEqual((await call('/v1/test/sheets/{id}/withdraw', mine.rateId, { status: 200, by: stranger })).withdrawnQuotes, []);
});

test('a contract is signed without a browser, and its signed papers are kept', async () => {
  const id = await signed(partner, await draftOf(partner, ['2145983017']));
  const contract = await eventually(async () => { const now = await contractOf(id); return now.documents.some(({ kind }) => kind === 'SIGNED') && now; }, { timeoutMs: 30_000, what: 'the signed papers' });
  assert.equal(contract.envelope.signers[0].state, 'SIGNED');
  await call('/v1/test/contracts/{id}/sign', id, { status: 409 });
});

test('a contract is declined with a reason', async () => {
  const id = await draftOf(partner, ['2145983025']);
  await done(partner, 'sendContract', { id, delivery: 'NONE' }, 'contract{status}');
  await eventually(async () => (await partner.post(`/v1/test/contracts/${id}/decline`, { reason: 'Too dear.' }, { headers: { 'idempotency-key': randomUUID() } })).status === 202, { what: 'the decline' });
  assert.equal((await until(id, 'DECLINED')).envelope.signers[0].declinedReason, 'Too dear.');
});

test('a signature after the end of the price makes it signed late', async () => {
  const id = await draftOf(partner, ['2145983033']);
  await done(partner, 'sendContract', { id, delivery: 'NONE' }, 'contract{status}');
  await eventually(async () => (await partner.post(`/v1/test/contracts/${id}/sign-late`, {}, { headers: { 'idempotency-key': randomUUID() } })).status === 202, { what: 'the late signature' });
  const late = await until(id, 'SIGNED_LATE');
  const lateness = Date.parse(late.signedAt) - Date.parse(late.signBy);
  assert.ok(lateness >= 60_000 && lateness < 90_000, String(lateness));
});

test('nothing of another partner is touched, and nothing that was not sent', async () => {
  const id = await draftOf(partner, ['2145983041']);
  for (const act of ['sign', 'decline', 'sign-late']) {
    assert.equal((await call(`/v1/test/contracts/{id}/${act}`, id, { status: 404, by: stranger })).code, 'contract_not_found');
    assert.equal((await call(`/v1/test/contracts/{id}/${act}`, id, { status: 404 })).code, 'envelope_not_found');
  }
  assert.equal((await call('/v1/test/quotes/{id}/expire', (await quote()).id, { status: 404, by: stranger })).code, 'quote_not_found');
});

test('a sample of every event type is in the feed, as the catalogue has it', async () => {
  const { events } = JSON.parse(await readFile(path.resolve(import.meta.dirname, '../../api/events/catalogue.json'), 'utf8'));
  const sent = new Map();
  for (const { type } of events) {
    const answer = await partner.post('/v1/test/events/sample', { type }, { headers: { 'idempotency-key': randomUUID() } });
    assert.equal(answer.status, 202, answer.text);
    assert.deepEqual(faults({ method: 'POST', path: '/v1/test/events/sample' }, answer), []);
    sent.set(type, answer.body.eventId);
  }
  for (const { type, sample } of events) {
    const event = await eventually(async () => { const { status, body } = await partner.get(`/v1/events/${sent.get(type)}`); return status === 200 && body; }, { what: type });
    assert.deepEqual([event.type, event.subject, Object.keys(event).sort()], [type, sample.subject, Object.keys(sample).sort()]);
  }
  const unknown = await partner.post('/v1/test/events/sample', { type: 'contract.shrugged' }, { headers: { 'idempotency-key': randomUUID() } });
  assert.deepEqual([unknown.status, unknown.body.errors[0].code], [422, 'event_type_unknown']);
});

test('the cases of the sandbox are those of its file', async () => {
  const answer = await partner.get('/v1/test/cases');
  assert.deepEqual([answer.status, faults({ method: 'GET', path: '/v1/test/cases' }, answer)], [200, []]);
  const lines = (await readFile(path.resolve(import.meta.dirname, '../../src/enrollment/sandbox/reference/test_cases.csv'), 'utf8')).trim().split('\n').slice(1);
  assert.deepEqual(answer.body.items.map(({ digits, name }) => `${digits},${name}`), lines.map((line) => line.split(',').slice(0, 2).join(',')));
  const { answers } = answer.body.items.find(({ digits }) => digits === '102');
  assert.deepEqual(answers, [{ afterSeconds: 0, kind: 'supplier_accepted', code: null }, { afterSeconds: 1, kind: 'utility_rejected', code: 'A76' }]);
});

test('Live has none of them', async () => {
  const live = await createApplication(server, { environment: 'live' });
  const calls = operations.filter(({ path }) => path.startsWith('/v1/test/'));
  assert.ok(calls.length >= 5);
  for (const { method, path } of calls) {
    const target = path.replace('{id}', 'x');
    const answer = method === 'GET' ? await live.get(target) : await live.post(target, {}, { headers: { 'idempotency-key': randomUUID() } });
    assert.deepEqual([answer.status, answer.body.code], [404, 'test_only'], target);
  }
});
