// What events say is what api/events promises: each sample, everything the sources can publish, and whatever a real server tells its partner.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020.js';
import { createApplication } from './support/application.mjs';
import { openCeremony } from './support/ceremony.mjs';
import * as contracting from './support/contracting.mjs';
import { eventually, startServer } from './support/server.mjs';

const { done } = contracting;
const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'api/events');
const readJson = (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
const schemas = readdirSync(folder).filter((name) => /\.v\d+\.json$/.test(name));
const { events } = readJson('catalogue.json');

// Schemas are open, since members may be added within a version; here a member that no schema names is a fault.
const ajv = addFormats.default(new Ajv2020.default({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }));
for (const name of schemas) ajv.addSchema(readJson(name));
const checks = Object.fromEntries(schemas.map((name) => [name, ajv.compile({ $ref: name, unevaluatedProperties: false })]));

function faultsOf(event) {
  const entry = events.find(({ type, version }) => type === event.type && version === event.version);
  if (!entry) return [`${event.type} ${event.version} is not in the catalogue`];
  const check = checks[entry.schema];
  return check(event) ? [] : check.errors.map(({ instancePath, message, params }) => `${event.type} ${instancePath} ${message} ${JSON.stringify(params)}`);
}

describe('the catalogue', () => {
  test('has a sample of each type that holds against its schema, under its own name', () => {
    for (const { type, version, sample } of events) {
      assert.deepEqual([sample.type, sample.version], [type, version]);
      assert.deepEqual(faultsOf(sample), []);
    }
    assert.equal(new Set(events.map(({ type, version }) => `${type} ${version}`)).size, events.length);
  });

  test('has every type that a schema allows, and every schema is of a type', () => {
    const allowed = schemas.filter((name) => name !== 'event.v1.json').flatMap((name) => readJson(name).properties.type.enum.map((type) => `${type} ${name}`));
    assert.deepEqual(events.map(({ type, schema }) => `${type} ${schema}`).sort(), allowed.sort());
  });

  test('refuses a member that is missing, unknown or of another form', () => {
    const { sample } = events.find(({ type }) => type === 'quote.created');
    assert.match(faultsOf({ ...sample, quoteId: undefined })[0] ?? '', /quoteId/);
    assert.match(faultsOf({ ...sample, price: '0.07' })[0] ?? '', /unevaluated/);
    assert.match(faultsOf({ ...sample, status: 'sold' })[0] ?? '', /status/);
  });
});

const files = (directory) => readdirSync(directory, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && /\.[ch]pp$/.test(entry.name) && !/_(test|fake)\.cpp$/.test(entry.name)).map((entry) => path.join(entry.parentPath, entry.name));

// Texts of the sources that look like a type and are none: actions of the audit log, values of documents, and what stays inside.
const NO_EVENTS = /^(application\.created|price_request\.declined|prices\.late|quote\.(number|date)|usage\.(annual|source)|contract\.(number|version)|authorization\.(months|from|until|interval))$/;

test('every type that the sources name is in the catalogue', () => {
  const families = [...new Set(events.map(({ schema }) => schema.split('.')[0])), 'prices', 'application'];
  const like = new RegExp(`"((?:${families.join('|')})\\.[a-z_]+)"`, 'g');
  const named = new Set(files(path.join(root, 'src')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(like)].map((match) => match[1])));
  assert.ok(named.size > 25);
  const known = new Set(events.map(({ type }) => type));
  assert.deepEqual([...named].filter((type) => !known.has(type) && !NO_EVENTS.test(type)), []);
});

// Contract events are named by their states: the words are read where the sources have them.
test('every state of contracts and their accounts has its type', () => {
  for (const [file, family] of [['contract_state', 'contract'], ['account_state', 'contract_account']]) {
    const text = readFileSync(path.join(root, `src/contracting/states/${file}.cpp`), 'utf8');
    const facts = [...text.matchAll(/StateFacts\{S::(\w+),/g)].map((match) => match[1].replace('signed_by_customer', 'signed'));
    assert.ok(facts.length >= 18, file);
    for (const state of facts) assert.ok(events.some(({ type }) => type === `${family}.${state}`), `${family}.${state}`);
  }
});

describe('a real server', () => {
  const start = contracting.monthAhead(4);
  let server;
  let partner;

  before(async () => {
    server = await startServer();
    partner = await createApplication(server);
    await contracting.importSheet(server, { supplier: 'quarry-hill', rows: [{ utility: 'ComEd', state: 'IL', class: 'Small Load', start, term: 24, band: '0-74 MWh', price: '0.06120' }] });
  });
  after(() => server?.end());

  const rate = async () => {
    const offers = () => contracting.offersOf(partner, { commodity: 'electric', utility: 'comed', annualUsage: '38400', supplier: 'quarry-hill' }).catch(() => false);
    return (await eventually(offers, { timeoutMs: 30_000, what: 'the sheet is sold' }))[0].rateId;
  };
  const post = async (target, body, status) => {
    const answer = await partner.post(target, body, { headers: { 'idempotency-key': randomUUID() } });
    assert.equal(answer.status, status, answer.text);
    return answer.body;
  };

  async function quotes(rateId) {
    const quote = () => contracting.makeQuote(partner, [{ rateId, annualUsage: '38400' }], { customerName: 'Bread LLC', yourReference: randomUUID() });
    await post(`/v1/quotes/${(await quote()).id}/reprice`, {}, 201);
    const chosen = await quote();
    await post(`/v1/quotes/${chosen.id}/select`, { lineIds: [chosen.lines[0].id] }, 200);
  }

  async function signedContract(rateId) {
    const customer = await contracting.makeCustomer(partner, { yourReference: randomUUID() });
    const [account] = await contracting.addAccounts(partner, customer.id, [contracting.accountInput()]);
    await contracting.upload(partner, { customerId: customer.id, purpose: 'BILL' });
    const { contract } = await done(partner, 'createContract', { customerId: customer.id, yourReference: 'DEAL-1', accounts: [{ serviceAccountId: account.id, rateId, annualUsage: '38400' }] }, 'contract{id}');
    await done(partner, 'sendContract', { id: contract.id }, 'contract{status}');
    const { signingUrl } = await done(partner, 'createSigningSession', { id: contract.id, returnUrl: 'https://shop.example.com/done' }, 'signingUrl');
    await (await openCeremony(signingUrl, server.url)).sign();
    return contract.id;
  }

  const told = async () => (await partner.get('/v1/events?limit=200')).body.items;

  test('tells only what the catalogue promises', async () => {
    const rateId = await rate();
    await quotes(rateId);
    const id = await signedContract(rateId);
    const { contract } = await done(partner, 'createContract', await draftInput(rateId), 'contract{id}');
    await done(partner, 'withdrawContract', { id: contract.id, reason: 'changed our mind' }, 'contract{status}');
    const { endpoint } = await post('/v1/webhook-endpoints', { url: 'http://127.0.0.1:9/hook', eventTypes: ['quote.*'] }, 201);
    await post(`/v1/webhook-endpoints/${endpoint.id}/test`, {}, 202);
    const key = await partner.changeKeys('POST', '/v1/application/api-keys', { body: { expiresAt: new Date(Date.now() + 86_400_000).toISOString() }, headers: { 'idempotency-key': randomUUID() } });
    assert.equal(key.status, 201, key.text);
    await eventually(async () => (await told()).some(({ keyId }) => keyId === key.body.id), { timeoutMs: 30_000, what: 'the end of the key is told' });
    const kept = async () => (await told()).some(({ type, subjectId }) => type === 'document.signed' && subjectId === id);
    await eventually(kept, { timeoutMs: 60_000, what: 'the signed documents are kept' });
    const items = await told();
    assert.deepEqual(items.flatMap(faultsOf), []);
    const seen = new Set(items.map(({ type }) => type));
    for (const type of ['quote.created', 'quote.repriced', 'quote.selected', 'document.uploaded', 'document.signed', 'contract.draft', 'contract.sent', 'contract.signed', 'contract.voided',
      'contract_account.cancelled', 'endpoint.test']) assert.ok(seen.has(type), `${type} of ${[...seen]}`);
    const sequences = items.filter(({ subject }) => subject === id).map(({ sequence }) => sequence);
    assert.deepEqual(sequences, sequences.map((_, index) => index + 1));
  });

  async function draftInput(rateId) {
    const customer = await contracting.makeCustomer(partner, { yourReference: randomUUID() });
    const [account] = await contracting.addAccounts(partner, customer.id, [contracting.accountInput({ accountNumber: '2145983025' })]);
    return { customerId: customer.id, accounts: [{ serviceAccountId: account.id, rateId, annualUsage: '38400' }] };
  }
});
