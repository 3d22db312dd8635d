// What a partner finds of its contracts again: connections both ways, filters, counts, search, nodes; and a contract of a thousand sites.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import * as contracting from './support/contracting.mjs';
import { eventually, startServer } from './support/server.mjs';

const { ask, change, done, graphql } = contracting;
const start = contracting.monthAhead(4);
const SITES = 1000;
let server;
let partner;
let rates;
const made = [];

before(async () => {
  server = await startServer();
  partner = await createApplication(server);
  const rows = [['ComEd', 'IL', 'Small Load'], ['PECO', 'PA', '']].map(([utility, state, name]) => ({ utility, state, class: name, start, term: 24, band: '0-999999 MWh', price: '0.06120' }));
  await contracting.importSheet(server, { supplier: 'quarry-hill', rows });
  await contracting.importSheet(server, { supplier: 'mill-lane', rows });
  const rateOf = async (utility, supplier) => (await contracting.offersOf(partner, { commodity: 'electric', utility, annualUsage: '60000', supplier }))[0].rateId;
  rates = await eventually(() => Promise.all([rateOf('comed', 'quarry-hill'), rateOf('peco', 'mill-lane')]).then(([comed, peco]) => ({ comed, peco }), () => false), { timeoutMs: 30_000, what: 'the sheets are sold' });
  for (const [index, name] of ['Adams Bakery LLC', 'Brook Mills Inc', 'Cedar Dairy LLC', 'Dover Books Inc', 'Elm Foods LLC'].entries()) {
    const isIllinois = index < 3;
    const site = isIllinois ? {} : { utility: 'peco', accountNumber: String(4_410_200_300 + index), rateClass: null, serviceAddress: contracting.address({ line1: '1 Market St', city: 'Philadelphia', state: 'PA', zip: '19103' }) };
    const customer = await contracting.makeCustomer(partner, { legalName: name });
    const [account] = await contracting.addAccounts(partner, customer.id, [contracting.accountInput({ accountNumber: String(2_145_983_000 + index), ...site })]);
    const input = { customerId: customer.id, ownerAgent: index % 2 ? 'Kim' : 'Lee', yourReference: `deal-${index}`, accounts: [{ serviceAccountId: account.id, rateId: isIllinois ? rates.comed : rates.peco, margin: '0.005' }] };
    made.push({ ...(await done(partner, 'createContract', input, 'contract{id number createdAt}')).contract, customer, account });
  }
  await done(partner, 'withdrawContract', { id: made[4].id, reason: 'no' });
});
after(() => server?.end());

const list = async (args, fields = 'nodes{id}') => (await ask(partner, `{contracts(${args}){${fields}}}`)).contracts;
const numbers = (...indexes) => indexes.map((index) => made[index].number);

describe('a connection', () => {
  const fields = 'edges{cursor node{number}} pageInfo{hasNextPage hasPreviousPage startCursor endCursor} totalCount';
  const numbersOf = ({ edges }) => edges.map(({ node }) => node.number);

  test('is walked forwards and backwards, and each cursor is that of its edge', async () => {
    const sort = 'sort:{field:NUMBER}';
    const seen = [];
    for (let after = '', more = true; more; ) {
      const page = await list(`${sort} first:2 ${after}`, fields);
      assert.deepEqual([page.totalCount, page.pageInfo.startCursor, page.pageInfo.endCursor], [5, page.edges[0].cursor, page.edges.at(-1).cursor]);
      assert.equal(page.pageInfo.hasPreviousPage, seen.length > 0);
      seen.push(...numbersOf(page));
      more = page.pageInfo.hasNextPage;
      after = `after:"${page.pageInfo.endCursor}"`;
    }
    assert.deepEqual(seen, numbers(0, 1, 2, 3, 4));
    const back = [];
    for (let before = '', more = true; more; ) {
      const page = await list(`${sort} last:2 ${before}`, fields);
      back.unshift(...numbersOf(page));
      more = page.pageInfo.hasPreviousPage;
      before = `before:"${page.pageInfo.startCursor}"`;
    }
    assert.deepEqual(back, seen);
    const all = await list(sort, fields);
    const between = await list(`${sort} first:9 after:"${all.edges[0].cursor}"`, fields);
    assert.deepEqual(numbersOf(between), numbers(1, 2, 3, 4));
  });

  test('has the order that was asked for, whichever field', async () => {
    for (const field of ['CREATED_AT', 'NUMBER', 'CUSTOMER_NAME']) {
      assert.deepEqual(numbersOf(await list(`sort:{field:${field},direction:ASC}`, fields)), numbers(0, 1, 2, 3, 4), field);
      assert.deepEqual(numbersOf(await list(`sort:{field:${field},direction:DESC}`, fields)), numbers(4, 3, 2, 1, 0), field);
    }
    for (const field of ['UPDATED_AT', 'END_DATE']) assert.deepEqual(numbersOf(await list(`sort:{field:${field}}`, fields)).sort(), numbers(0, 1, 2, 3, 4), field);
  });

  test('refuses a page of less than none or of too many, both ends at once, and a cursor of another list', async () => {
    const { edges } = await list('first:1', fields);
    assert.deepEqual(await list('first:0', 'nodes{id} totalCount'), { nodes: [], totalCount: 5 });
    for (const args of ['first:-1', 'first:101', 'last:-1', 'first:1 last:1', 'first:1 after:"nonsense"', `first:1 sort:{field:NUMBER} after:"${edges[0].cursor}"`]) {
      const { data, errors } = await graphql(partner, `{contracts(${args}){nodes{id}}}`);
      assert.ok(errors?.length === 1 && !data?.contracts, `${args} ${JSON.stringify({ data, errors })}`);
    }
  });

  test('of customers and of accounts does the same', async () => {
    const customers = await ask(partner, '{customers(first:2,sort:{field:LEGAL_NAME}){totalCount nodes{legalName serviceAccounts(first:1){totalCount nodes{accountNumber contractAccounts{contract{number}}}} contracts{number}} pageInfo{endCursor hasNextPage}}}');
    assert.deepEqual(customers.customers.nodes.map((each) => [each.legalName, each.serviceAccounts.nodes[0].contractAccounts[0].contract.number]), [['Adams Bakery LLC', made[0].number], ['Brook Mills Inc', made[1].number]]);
    assert.deepEqual([customers.customers.totalCount, customers.customers.pageInfo.hasNextPage], [5, true]);
    const { serviceAccounts } = await ask(partner, '{serviceAccounts(filter:{utility:"peco"},last:1){totalCount nodes{customer{legalName}} pageInfo{hasPreviousPage}}}');
    assert.deepEqual(serviceAccounts, { totalCount: 2, nodes: [{ customer: { legalName: 'Elm Foods LLC' } }], pageInfo: { hasPreviousPage: true } });
  });
});

describe('what is asked for', () => {
  test('by filter is what is found', async () => {
    const cases = [
      ['statuses:[VOIDED]', [4]], ['statuses:[DRAFT,VOIDED]', [0, 1, 2, 3, 4]], ['supplier:"mill-lane"', [3, 4]], ['utility:"comed"', [0, 1, 2]], ['state:"PA"', [3, 4]], ['commodity:GAS', []],
      ['ownerAgent:"Kim"', [1, 3]], [`number:"${made[2].number}"`, [2]], ['yourReference:"deal-1"', [1]], ['text:"cedar"', [2]], [`customerId:"${made[3].customer.id}"`, [3]],
      [`createdFrom:"${made[0].createdAt}"`, [0, 1, 2, 3, 4]], ['createdUntil:"2020-01-01T00:00:00Z"', []], [`startFrom:"${start.month}-01",startUntil:"${start.month}-02"`, [0, 1, 2, 3, 4]],
      [`startUntil:"${start.month}-01"`, []], [`endFrom:"${start.month}-02"`, [0, 1, 2, 3, 4]], [`endUntil:"${start.month}-01"`, []], ['statuses:[DRAFT],ownerAgent:"Lee",state:"IL"', [0, 2]], ['state:"ZZ"', []],
    ];
    for (const [filter, expected] of cases) {
      const { totalCount, nodes } = await list(`filter:{${filter}} sort:{field:NUMBER}`, 'totalCount nodes{number}');
      assert.deepEqual(nodes.map(({ number }) => number), numbers(...expected), filter);
      assert.equal(totalCount, expected.length, filter);
    }
  });

  test('is counted by status, supplier and month, under the same filter', async () => {
    const { a, b, c, d } = await ask(partner, '{a:contractCounts(groupBy:STATUS){key contracts accounts} b:contractCounts(groupBy:SUPPLIER){key contracts accounts} c:contractCounts(groupBy:MONTH){contracts} d:contractCounts(groupBy:STATUS,filter:{state:"IL"}){key contracts accounts}}');
    assert.deepEqual(a, [{ key: 'draft', contracts: 4, accounts: 4 }, { key: 'voided', contracts: 1, accounts: 1 }]);
    assert.deepEqual(b, [{ key: 'mill-lane', contracts: 2, accounts: 2 }, { key: 'quarry-hill', contracts: 3, accounts: 3 }]);
    assert.equal(c.reduce((sum, { contracts }) => sum + contracts, 0), 5);
    assert.deepEqual(d, [{ key: 'draft', contracts: 3, accounts: 3 }]);
  });

  test('by words is found by their beginnings', async () => {
    const found = async (text) => (await ask(partner, 'query($t:String!){search(text:$t){__typename ... on Customer{id} ... on Contract{number}}}', { t: text })).search;
    const both = (index) => [{ __typename: 'Contract', number: made[index].number }, { __typename: 'Customer', id: made[index].customer.id }];
    assert.deepEqual((await found('ced dai')).sort((one, other) => one.__typename.localeCompare(other.__typename)), both(2));
    assert.deepEqual(await found(made[1].number), both(1).slice(0, 1));
    assert.deepEqual(await found('edar'), []);
    assert.deepEqual(await found('%'), []);
    const { search } = await ask(partner, '{search(text:"llc",limit:1){__typename}}');
    assert.equal(search.length, 1);
  });

  test('by id is read whatever it is, in the order of the ids', async () => {
    const [one] = made;
    const ids = [one.account.id, 'ctr_00000000000000000000000000', one.id, 'nonsense', one.customer.id, one.id];
    const { nodes, node } = await ask(partner, 'query($ids:[ID!]!,$id:ID!){nodes(ids:$ids){__typename id} node(id:$id){... on Contract{number}}}', { ids, id: one.id });
    assert.deepEqual(nodes.map((each) => each?.__typename ?? null), ['ServiceAccount', null, 'Contract', null, 'Customer', 'Contract']);
    assert.equal(node.number, one.number);
    const many = await graphql(partner, 'query($ids:[ID!]!){nodes(ids:$ids){id}}', { ids: Array(101).fill(one.id) });
    assert.equal(many.errors?.length, 1, JSON.stringify(many).slice(0, 200));
  });
});

describe('a contract of a thousand sites', () => {
  let id;
  const timed = async (what, work) => {
    const since = performance.now();
    const outcome = await work();
    console.log(`${what}: ${Math.round(performance.now() - since)} ms`);
    return outcome;
  };

  test('is made in one call and validated in one', async () => {
    const customer = await contracting.makeCustomer(partner, { legalName: 'Thousand Lights Inc' });
    const sites = Array.from({ length: SITES }, (_, index) => contracting.accountInput({ accountNumber: String(3_000_000_000 + index), annualUsage: '12000', usageUnit: 'KWH' }));
    const accounts = await timed(`${SITES} accounts added`, () => contracting.addAccounts(partner, customer.id, sites));
    assert.equal(accounts.length, SITES);
    const input = { customerId: customer.id, accounts: accounts.map((account) => ({ serviceAccountId: account.id, rateId: rates.comed, margin: '0.005' })) };
    const { contract } = await timed('contract made', () => done(partner, 'createContract', input, 'contract{id annualUsage estimatedAnnualCost accounts{totalCount}}'));
    assert.deepEqual([contract.annualUsage, contract.estimatedAnnualCost, contract.accounts.totalCount], ['12000000', '794400.00', SITES]);
    id = contract.id;
    const { isSendable, checks } = await timed('contract validated', () => done(partner, 'validateContract', { id }, 'isSendable checks{path severity}'));
    assert.equal(isSendable, true, JSON.stringify(checks.filter(({ severity }) => severity === 'BLOCK').slice(0, 3)));
    assert.ok(checks.some(({ path }) => path === '/accounts/999/documents'));
  });

  test('has pages of a hundred, each account once', async () => {
    const seen = new Set();
    for (let after = null, more = true; more; ) {
      const { contract } = await ask(partner, 'query($id:ID!,$after:String){contract(id:$id){accounts(first:100,after:$after){nodes{serviceAccount{accountNumber}} pageInfo{hasNextPage endCursor}}}}', { id, after });
      for (const { serviceAccount } of contract.accounts.nodes) seen.add(serviceAccount.accountNumber);
      ({ hasNextPage: more, endCursor: after } = contract.accounts.pageInfo);
    }
    assert.equal(seen.size, SITES);
  });

  test('of one more is refused', async () => {
    const accounts = Array.from({ length: SITES + 1 }, () => ({ serviceAccountId: made[0].account.id, rateId: rates.comed }));
    const { refusals } = await change(partner, 'createContract', { customerId: made[0].customer.id, accounts });
    assert.ok(refusals.length > 0 && refusals.every(({ path }) => path.startsWith('/accounts')), JSON.stringify(refusals).slice(0, 300));
  });
});
