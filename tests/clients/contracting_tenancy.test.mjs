// What is another partner's is as if it were not: in every query, mutation, connection, count, search and text; and what a scope does not show is hidden.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildSchema } from 'graphql';
import { createApplication } from './support/application.mjs';
import * as contracting from './support/contracting.mjs';
import { eventually, startServer } from './support/server.mjs';

const { ask, done, graphql, upload } = contracting;
const schema = buildSchema(readFileSync(path.resolve(import.meta.dirname, '../../api/schema.graphql'), 'utf8'));
const start = contracting.monthAhead(4);
const today = new Date().toISOString();
let server;
let owner;
let stranger;
let rateId;
let theirs;  // The ids of what the owner has, by kind.
let mine;    // The same of the stranger, so that one id alone is foreign in each call.
const unknown = {
  customer: 'cus_0123456789abcdefghjkmnpqrs', account: 'sac_0123456789abcdefghjkmnpqrs', contract: 'ctr_0123456789abcdefghjkmnpqrs', contractAccount: 'cac_0123456789abcdefghjkmnpqrs', quote: 'quo_0123456789abcdefghjkmnpqrs',
  line: 'qln_0123456789abcdefghjkmnpqrs', document: 'fil_0123456789abcdefghjkmnpqrs', authorization: 'aut_0123456789abcdefghjkmnpqrs', usageRequest: 'urq_0123456789abcdefghjkmnpqrs', contact: 'cnt_0123456789abcdefghjkmnpqrs',
};

async function belongings(caller, name, accountNumber) {
  const customer = (await done(caller, 'createCustomer', contracting.customerInput({ legalName: `${name} Secret Bakery LLC`, yourReference: `${name}-customer` }), 'customer{id contacts{id}}')).customer;
  const [account, spare] = await contracting.addAccounts(caller, customer.id, [contracting.accountInput({ accountNumber, yourReference: `${name}-account` }), contracting.accountInput({ accountNumber: String(Number(accountNumber) + 1) })]);
  const quote = await contracting.makeQuote(caller, [{ rateId, annualUsage: '38400' }]);
  const accounts = [{ serviceAccountId: account.id, rateId }];
  const { contract } = await done(caller, 'createContract', { customerId: customer.id, accounts, yourReference: `${name}-contract` }, 'contract{id number accounts{nodes{id}}}');
  const document = (await upload(caller, { purpose: 'LOA', customerId: customer.id }, { bytes: contracting.pdfOf(), name: `${name}.pdf` })).body.data.uploadDocument.document;
  const { authorization } = await done(caller, 'createAuthorization', { customerId: customer.id, scopes: ['USAGE_HISTORY'], signerName: 'Ana Ruiz', signedAt: new Date(Date.now() - 60_000).toISOString(), documentId: document.id }, 'authorization{id}');
  const { usageRequests } = await done(caller, 'requestUsage', { serviceAccountIds: [account.id] }, 'usageRequests{id}');
  return {
    customer: customer.id, contact: customer.contacts[0].id, account: account.id, spare: spare.id, quote: quote.id, line: quote.lines[0].id, contract: contract.id, contractAccount: contract.accounts.nodes[0].id,
    document: document.id, authorization: authorization.id, usageRequest: usageRequests[0]?.id, number: contract.number, name,
  };
}

before(async () => {
  server = await startServer();
  [owner, stranger] = [await createApplication(server), await createApplication(server)];
  await contracting.importSheet(server, { supplier: 'quarry-hill', rows: [{ utility: 'ComEd', state: 'IL', class: 'Small Load', start, term: 24, band: '0-74 MWh', price: '0.06120' }] });
  const offers = () => contracting.offersOf(owner, { commodity: 'electric', utility: 'comed', annualUsage: '38400', supplier: 'quarry-hill' }).catch(() => false);
  [{ rateId }] = await eventually(offers, { timeoutMs: 30_000, what: 'the sheet is sold' });
  theirs = await belongings(owner, 'owner', '2145983017');
  mine = await belongings(stranger, 'stranger', '2245983017');
});
after(() => server?.end());

// Both answers with the ids that were asked for taken out: then they must be one.
function alike(foreign, absent, ids, others, what) {
  const plain = (value, list) => list.reduce((text, id) => text.replaceAll(id, 'ID'), JSON.stringify(value)).replace(/"(idempotencyKey|extensions)":[^}]*}?/g, '');
  assert.equal(plain(foreign, ids), plain(absent, others), what);
  const secrets = ['owner', 'Secret Bakery', '2145983017', ...Object.values(theirs).filter((value) => !ids.includes(value) && String(value).includes('_'))];
  for (const secret of secrets) if (secret) assert.ok(!JSON.stringify(foreign).includes(secret), `${what}: ${secret} in ${JSON.stringify(foreign)}`);
}

describe('a query', () => {
  const queries = [
    ['node', 'customer'], ['node', 'account'], ['node', 'contract'], ['node', 'contractAccount'], ['node', 'quote'], ['node', 'document'], ['node', 'authorization'], ['node', 'usageRequest'],
    ['customer', 'customer'], ['serviceAccount', 'account'], ['contract', 'contract'], ['quote', 'quote'], ['document', 'document'],
  ];
  for (const [field, kind] of queries) {
    test(`${field} of another's ${kind} is null`, async () => {
      const query = `query($id:ID!){${field}(id:$id){id __typename}}`;
      assert.ok((await ask(owner, query, { id: theirs[kind] }))[field], 'the owner reads it');
      const [foreign, absent] = [await graphql(stranger, query, { id: theirs[kind] }), await graphql(stranger, query, { id: unknown[kind] })];
      assert.deepEqual([foreign.data[field], foreign.errors], [null, undefined]);
      alike(foreign, absent, [theirs[kind]], [unknown[kind]], field);
    });
  }

  test('nodes has null for each, among one\'s own', async () => {
    const ids = [...Object.keys(unknown).map((kind) => theirs[kind]), mine.contract];
    const { nodes } = await ask(stranger, 'query($ids:[ID!]!){nodes(ids:$ids){id}}', { ids });
    assert.deepEqual(nodes, [...Object.keys(unknown).map(() => null), { id: mine.contract }]);
  });

  test('by number or reference finds one\'s own alone', async () => {
    assert.equal(theirs.number, mine.number, 'numbers are counted for each partner');
    const data = await ask(stranger, 'query($n:String!){number:contract(number:$n){id} contract(yourReference:"owner-contract"){id} customer(yourReference:"owner-customer"){id} serviceAccount(yourReference:"owner-account"){id}}', { n: theirs.number });
    assert.deepEqual(data, { number: { id: mine.contract }, contract: null, customer: null, serviceAccount: null });
  });

  test('of lists, counts and search has one\'s own alone, also by another\'s id and words', async () => {
    const { customers, serviceAccounts, contracts, counts } = await ask(stranger, '{customers{totalCount nodes{id}} serviceAccounts{totalCount nodes{id}} contracts{totalCount nodes{id}} counts:contractCounts(groupBy:STATUS){key contracts accounts}}');
    assert.deepEqual(customers, { totalCount: 1, nodes: [{ id: mine.customer }] });
    assert.deepEqual([serviceAccounts.totalCount, serviceAccounts.nodes.map(({ id }) => id).sort()], [2, [mine.account, mine.spare].sort()]);
    assert.deepEqual(contracts, { totalCount: 1, nodes: [{ id: mine.contract }] });
    assert.deepEqual(counts, [{ key: 'draft', contracts: 1, accounts: 1 }]);
    const none = await ask(stranger, `query($c:ID!){
      a:contracts(filter:{customerId:$c}){totalCount nodes{id}} b:contracts(filter:{text:"owner"}){totalCount nodes{id}} c:serviceAccounts(filter:{customerId:$c}){totalCount nodes{id}}
      d:serviceAccounts(filter:{accountNumber:"2145983017"}){totalCount nodes{id}} e:customers(filter:{yourReference:"owner-customer"}){totalCount nodes{id}} f:customers(filter:{text:"owner"}){totalCount nodes{id}}}`, { c: theirs.customer });
    for (const [alias, value] of Object.entries(none)) assert.deepEqual(value, { totalCount: 0, nodes: [] }, alias);
    const empty = await ask(stranger, 'query($c:ID!){counts:contractCounts(groupBy:SUPPLIER,filter:{customerId:$c}){contracts} a:search(text:"owner"){__typename} b:search(text:"2145983017"){__typename}}', { c: theirs.customer });
    assert.deepEqual(empty, { counts: [], a: [], b: [] });
    const { search } = await ask(stranger, '{search(text:"secret"){... on Customer{id} ... on Contract{id}}}');
    assert.deepEqual(search.map(({ id }) => id).filter((id) => id !== mine.customer && id !== mine.contract), []);
  });

  test('with another\'s cursor goes on in one\'s own list or is refused, and shows nothing of theirs', async () => {
    const { contracts } = await ask(owner, '{contracts(first:1){pageInfo{endCursor}}}');
    for (const args of [`after:"${contracts.pageInfo.endCursor}"`, `before:"${contracts.pageInfo.endCursor}"`]) {
      const text = JSON.stringify(await graphql(stranger, `{contracts(${args}){nodes{id customerName}}}`));
      assert.ok(!text.includes(theirs.contract) && !text.includes('owner'), text);
    }
  });

  test('for a document\'s bytes finds none', async () => {
    const answers = [];
    for (const id of [theirs.document, unknown.document]) for (const target of [`/v1/documents/${id}`, `/v1/documents/${id}/content`]) answers.push(await stranger.get(target));
    for (const { status, body } of answers) assert.deepEqual([status, body.code], [404, answers[0].body.code]);
    assert.equal(answers[0].body.detail?.replace(theirs.document, ''), answers[2].body.detail?.replace(unknown.document, ''));
  });
});

// Each mutation with each place that takes an id: the input but for that id is sound, and one's own.
const cases = {
  createCustomer: [['document', (id) => contracting.customerInput({ taxExemptionCertificateId: id, taxExemption: 'NONPROFIT' })]],
  updateCustomer: [['customer', (id) => ({ id, version: 1, dba: 'Mine now' })], ['document', (id) => ({ id: mine.customer, version: 1, taxExemptionCertificateId: id, taxExemption: 'NONPROFIT' })],
    ['contact', (id) => ({ id: mine.customer, version: 1, contacts: [{ ...contracting.customerInput().contacts[0], id }] })]],
  eraseCustomer: [['customer', (id) => ({ id, reason: 'x' })]],
  addServiceAccounts: [['customer', (customerId) => ({ customerId, accounts: [contracting.accountInput({ accountNumber: '2345983017' })] })]],
  updateServiceAccount: [['account', (id) => ({ id, version: 1, account: contracting.accountInput() })]],
  createAuthorization: [['customer', (customerId) => letter({ customerId })], ['account', (id) => letter({ serviceAccountIds: [id] })], ['document', (documentId) => letter({ documentId })]],
  sendAuthorization: [['customer', (customerId) => ({ customerId, scopes: ['BILLS'] })], ['account', (id) => ({ customerId: mine.customer, serviceAccountIds: [id], scopes: ['BILLS'] })]],
  revokeAuthorization: [['authorization', (id) => ({ id, reason: 'x' })]],
  requestUsage: [['account', (id) => ({ serviceAccountIds: [id] })]],
  createContract: [['customer', (customerId) => ({ customerId, accounts: [{ serviceAccountId: mine.spare, rateId }] })], ['account', (serviceAccountId) => ({ customerId: mine.customer, accounts: [{ serviceAccountId, rateId }] })],
    ['quote', (quoteId) => ({ customerId: mine.customer, quoteId, accounts: [{ serviceAccountId: mine.spare, quoteLineId: mine.line }] })],
    ['line', (quoteLineId) => ({ customerId: mine.customer, quoteId: mine.quote, accounts: [{ serviceAccountId: mine.spare, quoteLineId }] })]],
  updateContract: [['contract', (id) => ({ id, ownerAgent: 'Me' })], ['contractAccount', (contractAccountId) => ({ id: mine.contract, accounts: [{ contractAccountId, startMonth: start.month }] })]],
  validateContract: [['contract', (id) => ({ id })]],
  sendContract: [['contract', (id) => ({ id })]],
  createSigningSession: [['contract', (id) => ({ id })]],
  resendContract: [['contract', (id) => ({ id })]],
  correctSigner: [['contract', (id) => ({ id, role: 'CUSTOMER', name: 'Ana Ruiz', email: 'ana@bread.example' })]],
  refreshSigning: [['contract', (id) => ({ id })]],
  requestCountersignature: [['contract', (id) => ({ id })]],
  recordExecution: [['contract', (id) => ({ id, documentId: mine.document })], ['document', (documentId) => ({ id: mine.contract, documentId })]],
  recordAcceptance: [['contract', (id) => accepted({ id })], ['document', (documentId) => accepted({ documentId })]],
  cancelContract: [['contract', (id) => ({ id, reason: 'x' })]],
  withdrawContract: [['contract', (id) => ({ id, reason: 'x' })]],
  repriceContract: [['contract', (id) => ({ id, reason: 'x' })], ['quote', (quoteId) => ({ id: mine.contract, quoteId, reason: 'x' })]],
  reaffirmContract: [['contract', (id) => ({ id, reason: 'x' })]],
  amendContract: [['contract', (id) => ({ id, kind: 'CORRECT', reason: 'x' })], ['customer', (newCustomerId) => ({ id: mine.contract, kind: 'ASSIGN_TO_NEW_ENTITY', newCustomerId, reason: 'x' })],
    ['contractAccount', (id) => ({ id: mine.contract, kind: 'DELETE_ACCOUNTS', contractAccountIds: [id], reason: 'x' })]],
  renewContract: [['contract', (id) => ({ id })], ['quote', (quoteId) => ({ id: mine.contract, quoteId })]],
  assignContract: [['contract', (id) => ({ ids: [mine.contract, id], ownerAgent: 'Me', effectiveOn: today.slice(0, 10), reason: 'x' })]],
  importContracts: [['document', (documentId) => ({ documentId })]],
  uploadDocument: [['customer', (customerId) => ({ purpose: 'OTHER', customerId })], ['contract', (subjectId) => ({ purpose: 'OTHER', subjectId })], ['account', (subjectId) => ({ purpose: 'OTHER', subjectId })]],
  addNote: [['contract', (subjectId) => ({ subjectId, text: 'hello' })], ['customer', (subjectId) => ({ subjectId, text: 'hello' })]],
};
const letter = (changes) => ({ customerId: mine.customer, scopes: ['BILLS'], signerName: 'Ana Ruiz', signedAt: new Date(Date.now() - 60_000).toISOString(), documentId: mine.document, ...changes });
const accepted = (changes) => ({ id: mine.contract, method: 'WET_INK', acceptedAt: new Date(Date.now() - 1000).toISOString(), acceptedBy: 'Ana Ruiz', documentId: mine.document, ...changes });
const mutations = schema.getMutationType().getFields();
const objectOf = (name) => Object.values(mutations[name].type.ofType.getFields()).map((each) => each.name).find((each) => !['refusals', 'dryRun', 'replayed', 'checks', 'isSendable', 'signingUrl', 'expiresAt', 'rows', 'accounts', 'warnings'].includes(each));
const query = (name) => `mutation($input:${mutations[name].args[0].type}){${name}(input:$input){${objectOf(name)}${name === 'eraseCustomer' ? '' : '{__typename}'} refusals{code path message hint retryable}}}`;
async function sent(caller, name, input) {
  if (name === 'uploadDocument') return (await upload(caller, input)).body;
  return graphql(caller, query(name), { input: { idempotencyKey: randomUUID(), ...input } });
}

describe('a mutation', () => {
  test('of the schema is walked here, each', () => assert.deepEqual(Object.keys(cases).sort(), Object.keys(mutations).sort()));

  for (const [name, places] of Object.entries(cases)) {
    for (const [kind, inputOf] of places) {
      test(`${name} with another's ${kind} does what it does with one that is not there`, async () => {
        const [foreign, absent] = [await sent(stranger, name, inputOf(theirs[kind])), await sent(stranger, name, inputOf(unknown[kind]))];
        assert.equal(foreign.errors, undefined, JSON.stringify(foreign));
        assert.ok(foreign.data[name].refusals.length > 0, JSON.stringify(foreign));
        alike(foreign, absent, [theirs[kind]], [unknown[kind]], name);
      });
    }
  }

  test('left what is the owner\'s as it was', async () => {
    const { contract, customer } = await ask(owner, 'query($c:ID!,$p:ID!){contract(id:$c){version status ownerAgent notes{id} accounts{totalCount}} customer(id:$p){version dba notes{id} authorizations{status} documents{id} serviceAccounts{totalCount}}}', { c: theirs.contract, p: theirs.customer });
    assert.deepEqual(contract, { version: 1, status: 'DRAFT', ownerAgent: null, notes: [], accounts: { totalCount: 1 } });
    assert.deepEqual(customer, { version: 1, dba: null, notes: [], authorizations: [{ status: 'VALID' }], documents: [{ id: theirs.document }], serviceAccounts: { totalCount: 2 } });
  });
});

describe('a scope that is missing', () => {
  const all = ['prices:total', 'prices:stack', 'quotes:write', 'contracts:read', 'contracts:write', 'documents:read', 'pii:read'];
  const without = (...missing) => createApplication(server, { scopes: all.filter((scope) => !missing.includes(scope)) });
  const refused = (body, scope) => {
    assert.ok(body.errors?.length > 0, JSON.stringify(body));
    for (const { extensions, message } of body.errors) {
      assert.equal(extensions.code, 'scope_missing');
      assert.ok(message.includes(scope), message);
    }
  };

  test('contracts:read: no list, count, search or object', async () => {
    const caller = await without('contracts:read');
    for (const text of ['{customers{totalCount}}', '{serviceAccounts{totalCount}}', '{contracts{totalCount}}', '{contractCounts(groupBy:STATUS){key}}', '{search(text:"a"){__typename}}', '{customer(yourReference:"a"){id}}', '{contract(number:"a"){id}}', '{serviceAccount(yourReference:"a"){id}}'])
      refused(await graphql(caller, text), 'contracts:read');
  });

  test('contracts:read: node is no way round', async () => {
    const me = await createApplication(server, { scopes: ['contracts:write', 'prices:total'] });
    const customer = await contracting.makeCustomer(me).catch(() => null);
    if (!customer) return;
    const body = await graphql(me, 'query($id:ID!){node(id:$id){id ... on Customer{legalName}}}', { id: customer.id });
    assert.ok(body.errors?.every(({ extensions }) => extensions.code === 'scope_missing') || body.data.node === null, JSON.stringify(body));
  });

  test('contracts:write: no mutation, each', async () => {
    const caller = await without('contracts:write');
    for (const [name, [[kind, inputOf]]] of Object.entries(cases)) refused(await sent(caller, name, inputOf(unknown[kind])), 'contracts:write');
  });

  test('documents:read: neither document nor what refers to one', async () => {
    const caller = await without('documents:read');
    const { id } = await contracting.makeCustomer(caller);
    refused(await graphql(caller, 'query($id:ID!){document(id:$id){id}}', { id: unknown.document }), 'documents:read');
    refused(await graphql(caller, 'query($id:ID!){customer(id:$id){documents{id}}}', { id }), 'documents:read');
    assert.equal((await caller.get(`/v1/documents/${unknown.document}`)).body.code, 'scope_missing');
  });

  test('prices:stack: the price without its parts', async () => {
    const caller = await without('prices:stack');
    const { id } = await contracting.makeCustomer(caller);
    const [account] = await contracting.addAccounts(caller, id, [contracting.accountInput()]);
    const { contract } = await done(caller, 'createContract', { customerId: id, accounts: [{ serviceAccountId: account.id, rateId }] }, 'contract{id accounts{nodes{price}}}');
    for (const fields of ['commission{rate}', 'accounts{nodes{basePrice}}', 'accounts{nodes{margin}}']) refused(await graphql(caller, `query($id:ID!){contract(id:$id){${fields}}}`, { id: contract.id }), 'prices:stack');
    const chosen = await graphql(caller, query('createContract'), { input: { idempotencyKey: randomUUID(), customerId: id, dryRun: true, accounts: [{ serviceAccountId: account.id, rateId, margin: '0.001' }] } });
    assert.ok(chosen.errors ?? chosen.data.createContract.refusals.length > 0, `a margin that is chosen would show the base: ${JSON.stringify(chosen)}`);
  });

  test('pii:read: the tax id is masked but for its end', async () => {
    for (const [scopes, shown] of [[all, '36-5551234'], [all.filter((scope) => scope !== 'pii:read'), '**-***1234']]) {
      const caller = await createApplication(server, { scopes });
      const { id } = await contracting.makeCustomer(caller);
      const { customer, node } = await ask(caller, 'query($id:ID!){customer(id:$id){taxId} node(id:$id){... on Customer{taxId}}}', { id });
      assert.deepEqual([customer.taxId, node.taxId], [shown, shown]);
    }
  });
});
