// GET /v1/prices against the look-alike sheets of the demo: order, paging, fields, margin, tags, ZIP codes, expiry, and the export beside it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createApplication, request } from './support/application.mjs';
import { command, startDemoServer, startServer } from './support/server.mjs';

let server;
let partner;
let operator;

before(async () => {
  server = await startDemoServer();
  [partner, operator] = await Promise.all([createApplication(server), createApplication(server, { kind: 'operator' })]);
});
after(() => server?.end());

const site = { commodity: 'electric', utility: 'comed', annualUsage: '60000' };
const target = (query) => `/v1/prices?${new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((each) => [name, each])))}`;
async function prices(query = {}, by = partner) {
  const answer = await by.get(target({ ...site, ...query }));
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}
async function pages(query, by = partner) {
  const all = [];
  let cursor;
  do {
    const page = await prices({ ...query, ...(cursor && { cursor }) }, by);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}
// Exact: decimal text to an integer of millionths.
const millionths = (text) => {
  const [, sign, whole, fraction = ''] = text.match(/^(-?)(\d+)(?:\.(\d{1,6}))?$/);
  return BigInt(`${sign}${whole}${fraction.padEnd(6, '0')}`);
};
const sorted = (values, compare) => values.every((value, i) => i === 0 || compare(values[i - 1], value) <= 0);
const byNumber = (a, b) => (millionths(a) < millionths(b) ? -1 : millionths(a) > millionths(b) ? 1 : 0);

describe('the order', () => {
  const keys = { price: (item) => item.price, annualCost: (item) => item.estimatedAnnualCost, termMonths: (item) => String(item.termMonths) };
  for (const [sort, key] of Object.entries(keys)) {
    test(`by ${sort}, and turned round`, async () => {
      const up = await pages({ sort, limit: 200 });
      assert.ok(up.length > 100);
      assert.ok(sorted(up.map(key), byNumber));
      const down = await pages({ sort: `-${sort}`, limit: 200 });
      assert.ok(sorted(down.map(key), (a, b) => byNumber(b, a)));
      assert.deepEqual(down.map(({ rateId }) => rateId).sort(), up.map(({ rateId }) => rateId).sort());
    });
  }
  test('by expiresAt, with ties by price and then rateId', async () => {
    const items = await pages({ sort: 'expiresAt', limit: 200 });
    assert.ok(sorted(items, (a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt) || byNumber(a.price, b.price) || (a.rateId < b.rateId ? -1 : 1)));
  });
  test('by price is the default, with ties by the later expiry and then rateId', async () => {
    const items = await pages({ limit: 200 });
    assert.deepEqual(items, await pages({ limit: 200, sort: 'price' }));
    assert.ok(sorted(items, (a, b) => byNumber(a.price, b.price) || Date.parse(b.expiresAt) - Date.parse(a.expiresAt) || (a.rateId < b.rateId ? -1 : 1)));
  });
});

describe('paging', () => {
  test('reaches the end without a rate twice or left out, whatever the size of a page', async () => {
    const whole = await pages({ limit: 200 });
    assert.equal(new Set(whole.map(({ rateId }) => rateId)).size, whole.length);
    for (const limit of [7, 50]) assert.deepEqual(await pages({ limit }), whole, `limit ${limit}`);
  });
  test('has 50 items where no limit is given', async () => assert.equal((await prices()).items.length, 50));
  test('a cursor of another query is refused', async () => {
    const { nextCursor } = await prices({ limit: 1 });
    for (const change of [{ annualUsage: '60001' }, { margin: '0.001' }, { sort: '-price' }]) {
      const answer = await partner.get(target({ ...site, ...change, cursor: nextCursor }));
      assert.equal(answer.status, 400, answer.text);
      assert.deepEqual(answer.body.errors.map(({ pointer, code }) => [pointer, code]), [['cursor', 'cursor_invalid']]);
    }
  });
});

describe('filters', () => {
  test('fields are those that were asked for, in every item', async () => {
    const { items } = await prices({ fields: 'price,rateId,termMonths' });
    for (const item of items) assert.deepEqual(Object.keys(item).sort(), ['price', 'rateId', 'termMonths']);
  });
  test('start, term and supplier may be repeated', async () => {
    const items = await pages({ startMonth: ['2027-05', '2027-06'], termMonths: [12, 24], supplier: ['harborlight', 'prairie-crown'], limit: 200 });
    assert.deepEqual([...new Set(items.map((item) => item.startMonth))].sort(), ['2027-05', '2027-06']);
    assert.deepEqual([...new Set(items.map((item) => item.termMonths))].sort(), [12, 24]);
    for (const { supplier } of items) assert.ok(['harborlight', 'prairie-crown'].includes(supplier));
  });
  test('the usage is in the band of every price, the beginning included; the end where the sheet prints it so', async () => {
    for (const annualUsage of ['0', '74999.999', '75000', '300000']) {
      const items = await pages({ annualUsage, supplier: 'prairie-crown', limit: 200 });
      assert.equal(new Set(items.map(({ usageBand }) => usageBand.min)).size, 1, `two bands for ${annualUsage}`);
      for (const { usageBand } of items) {
        assert.ok(byNumber(usageBand.min, annualUsage) <= 0, `${JSON.stringify(usageBand)} for ${annualUsage}`);
        assert.ok(usageBand.maxExclusive === null || byNumber(annualUsage, usageBand.maxExclusive) <= 0, `${JSON.stringify(usageBand)} for ${annualUsage}`);
      }
    }
  });
  test('MWh and kWh are one usage', async () => {
    const strip = ({ items }) => items.map(({ rateId, price, estimatedAnnualCost }) => [rateId, price, estimatedAnnualCost]);
    assert.deepEqual(strip(await prices({ annualUsage: '60', usageUnit: 'MWh' })), strip(await prices()));
  });
});

describe('the margin', () => {
  test('is added exactly, and the annual cost is rounded to cents', async () => {
    for (const margin of ['0', '0.005', '0.0001', '0.0123']) {
      const items = await pages({ margin, annualUsage: '33333', limit: 200 });
      assert.ok(items.length > 0);
      for (const item of items) {
        assert.equal(millionths(item.margin), millionths(margin));
        assert.equal(millionths(item.price), millionths(item.basePrice) + millionths(margin), JSON.stringify(item));
        const cost = millionths(item.price) * 33333n;
        const off = cost - millionths(item.estimatedAnnualCost);
        assert.ok(off >= -5000n && off <= 5000n, JSON.stringify(item));
      }
    }
  });
  test('outside of the policy is refused', async () => {
    for (const margin of ['9.5', '-1']) {
      const answer = await partner.get(target({ ...site, margin }));
      assert.deepEqual([answer.status, answer.body.code], [422, 'margin_out_of_policy'], answer.text);
    }
  });
});

test('money, prices and usage are text, never JSON numbers', async () => {
  const { items, query } = await prices({ margin: '0.005', limit: 200 }, operator);
  for (const item of items) {
    for (const name of ['basePrice', 'margin', 'price', 'estimatedAnnualCost']) assert.equal(typeof item[name], 'string', name);
    assert.equal(typeof item.usageBand.min, 'string');
    assert.equal(typeof item.source.transferPrice, 'string');
    assert.equal(typeof item.termMonths, 'number');
  }
  assert.equal(typeof query.annualUsage, 'string');
});

test('a tag spares the answer until the query, the scope or the prices change', async () => {
  const first = await partner.get(target(site));
  const tag = first.headers.get('etag');
  const again = await partner.get(target(site), { headers: { 'if-none-match': tag } });
  assert.deepEqual([again.status, again.text], [304, '']);
  assert.equal(again.headers.get('etag'), tag);
  assert.equal((await partner.get(target({ ...site, margin: '0.001' }), { headers: { 'if-none-match': tag } })).status, 200);
  assert.equal((await operator.get(target(site), { headers: { 'if-none-match': tag } })).status, 200);
  assert.match(first.headers.get('cache-control'), /private/);
});

describe('a ZIP code', () => {
  const byZip = (zip, more = {}) => partner.get(target({ commodity: 'electric', annualUsage: '60000', zip, ...more }));
  test('of one utility gives its prices', async () => {
    const { body } = await byZip('60614');
    assert.equal(body.query.utility, 'comed');
    assert.deepEqual(body.items, (await prices()).items);
  });
  test('of several utilities gives them and no price', async () => {
    const { status, body } = await byZip('43215');
    assert.equal(status, 200);
    assert.deepEqual(body.items, []);
    assert.equal(body.nextCursor, null);
    assert.ok(body.utilityCandidates.length > 1);
    for (const { code, priced } of body.utilityCandidates.filter((candidate) => candidate.priced)) {
      assert.ok(priced);
      assert.equal((await partner.get(target({ ...site, utility: code }))).status, 200);
    }
  });
  test('that is unknown or wrong is refused by name', async () => {
    for (const [zip, code] of [['00000', 'zip_unknown'], ['6061', 'invalid_zip'], ['abcde', 'invalid_zip']]) {
      const answer = await byZip(zip);
      assert.equal(answer.status, 400);
      assert.deepEqual(answer.body.errors.map((error) => [error.pointer, error.code]), [['zip', code]]);
    }
    const both = await byZip('60614', { utility: 'comed' });
    assert.deepEqual(both.body.errors.map((error) => [error.pointer, error.code]), [['zip', 'conflict']]);
  });
});

test('a usage above every band, a term or a rate class that is not there: never a silent empty list', async () => {
  for (const query of [{ annualUsage: '900000000' }, { termMonths: '599' }, { startMonth: '2199-01' }]) {
    const answer = await prices(query);
    assert.deepEqual(answer.items, []);
    assert.ok(answer.customRequired.reason && answer.customRequired.detail, JSON.stringify(query));
  }
});

test('gas is priced per therm, Ccf or their tenfold, in its own market', async () => {
  const items = (await prices({ commodity: 'gas', utility: 'nicor', annualUsage: '5000' })).items;
  for (const { commodity, priceUnit } of items) assert.deepEqual([commodity, /^\$\/(therm|Dth|Ccf|Mcf)$/.test(priceUnit)], ['gas', true]);
  const wrong = await partner.get(target({ ...site, commodity: 'gas' }));
  assert.equal(wrong.body.errors[0].code, 'utility_commodity_mismatch');
});

test('the CSV of a sheet and the API have the same prices at the same cells', async () => {
  const { items: sheets } = (await operator.get('/v1/sheets?supplier=prairie-crown&status=published')).body;
  const csv = await command(server.dataDirectory, 'prices', 'export', sheets[0].id, '--format', 'csv');
  const [head, ...lines] = csv.trim().split('\n').map((line) => line.split(','));
  const column = Object.fromEntries(head.map((name, i) => [name, i]));
  const written = new Map(lines.map((cells) => [cells[column.ref], cells]));
  assert.equal(written.size, sheets[0].rates);
  let compared = 0;
  for (const annualUsage of ['0', '75000', '300000']) {
    for (const item of await pages({ annualUsage, supplier: 'prairie-crown', limit: 200 }, operator)) {
      const cells = written.get(item.source.cell);
      assert.equal(millionths(cells[column.price]), millionths(item.basePrice));
      assert.equal(Number(cells[column.term_months]), item.termMonths);
      assert.equal(cells[column.start_from].slice(0, 7), item.startMonth);
      assert.equal(cells[column.usage_min], item.usageBand.min);
      assert.equal(cells[column.sellable_until], item.expiresAt);
      assert.equal(cells[column.source_file], item.source.file);
      compared += 1;
    }
  }
  assert.ok(compared > 500, `${compared}`);
});

test('a sheet that is withdrawn is not sold a second later, and asOf is not a way round', async () => {
  const { items: sheets } = (await operator.get('/v1/sheets?supplier=keystone-lantern&status=published')).body;
  const query = { utility: 'peco', supplier: 'keystone-lantern' };
  assert.ok((await prices(query)).items.length > 0);
  const done = await operator.post(`/v1/sheets/${sheets[0].id}/withdraw`, { reason: 'The supplier called it back.' });
  assert.equal(done.status, 200, done.text);
  const deadline = Date.now() + 1000;
  while ((await prices(query)).items.length > 0) assert.ok(Date.now() < deadline, 'still sold after a second');
  for (const { sellable } of (await prices({ ...query, asOf: new Date().toISOString() })).items) assert.equal(sellable, false);
});

test('three days later nothing is sold; asOf still answers, and nothing of that can be sold', async () => {
  const now = Date.now();
  const clock = new Date(now + 3 * 86_400_000).toISOString();
  const later = await startServer({ dataDirectory: server.dataDirectory, args: ['--listen', '127.0.0.1:0', '--clock', clock, '--config', path.join(server.dataDirectory, 'settings.toml')] });
  try {
    const caller = await createApplication(later);
    const none = await caller.get(target(site));
    assert.equal(none.status, 200);
    assert.deepEqual([none.body.items, none.body.nextCursor], [[], null]);
    assert.equal(none.body.customRequired.reason, 'no_current_price');
    const past = await caller.get(target({ ...site, limit: '200', asOf: new Date(now).toISOString() }));
    assert.equal(past.body.items.length, 200);
    for (const { sellable } of past.body.items) assert.equal(sellable, false);
  } finally {
    await later.stop();
  }
});

test('prices need a credential', async () => assert.equal((await request(server, 'GET', target(site))).status, 401));
