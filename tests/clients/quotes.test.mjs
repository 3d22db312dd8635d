// A quote's life as a client sees it: made, read, repeated, selected, re-priced, compared in a workbook that another program opens, and
// verified from the shell against the supplier's file.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { createApplication } from './support/application.mjs';
import { attempt, command, eventually, startServer } from './support/server.mjs';

const run = promisify(execFile);
let server;
let partner;
let operator;
let total;
let stranger;

before(async () => {
  server = await startServer();  // With the sandbox's own book, one of whose prices lasts a minute.
  [partner, operator, total, stranger] = await Promise.all([
    createApplication(server), createApplication(server, { kind: 'operator' }), createApplication(server, { scopes: ['prices:total', 'quotes:write'] }), createApplication(server),
  ]);
  await eventually(async () => (await offers({ utility: 'oncor', supplier: 'northgate-retail', rateClass: '' }).catch(() => [])).length > 0, { timeoutMs: 30_000, what: 'the sandbox is published' });
});
after(() => server?.end());

const search = { commodity: 'electric', utility: 'comed', annualUsage: '60000', supplier: 'prairie-crown', rateClass: 'Small Load', termMonths: '24', margin: '0.005', limit: '2' };
async function offers(changes = {}) {
  const asked = Object.entries({ ...search, ...changes }).filter(([, value]) => value !== '');
  const { body, text } = await partner.get(`/v1/prices?${new URLSearchParams(asked)}`);
  assert.ok(body.items?.length > 0, text);
  return body.items;
}
const lineOf = ({ rateId }, changes = {}) => ({ rateId, annualUsage: '60000', margin: '0.005', ...changes });
async function quoteOf(lines, changes = {}, by = partner) {
  const answer = await by.post('/v1/quotes', { lines, ...changes }, { headers: { 'idempotency-key': randomUUID() } });
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}
const millionths = (text) => BigInt(text.replace(/^(-?\d+)\.(\d+)$/, (_, whole, fraction) => whole + fraction.padEnd(6, '0')));

describe('a quote', () => {
  test('has the price that the search showed, and costs that anyone can work out', async () => {
    const [offer] = await offers();
    const quote = await quoteOf([lineOf(offer, { siteReference: 'bakery' })], { customerName: 'Lincoln Park Bread LLC' });
    const [line] = quote.lines;
    assert.equal(line.price, offer.price);
    assert.equal(line.basePrice, offer.basePrice);
    assert.equal(line.estimatedAnnualCost, offer.estimatedAnnualCost);
    assert.equal(millionths(line.estimatedTermCost), 2n * millionths(line.estimatedAnnualCost));
    assert.equal(quote.expiresAt, offer.expiresAt);
    assert.equal(quote.status, 'open');
    const read = await partner.get(`/v1/quotes/${quote.id}`);
    assert.deepEqual(read.body, quote);
    assert.equal((await partner.get(`/v1/quotes/${quote.id}`, { headers: { 'if-none-match': read.headers.get('etag') } })).status, 304);
  });

  test('has a hash that a client recomputes, and a seal that an operator opens', async () => {
    const [offer] = await offers();
    const { id, hash } = await quoteOf([lineOf(offer)]);
    const sha256 = (text) => createHash('sha256').update(text).digest('hex');
    const { body } = await partner.get(`/v1/quotes/${id}?include=canonical`);
    assert.equal(sha256(body.canonical), hash);
    const form = JSON.parse(body.canonical);
    assert.equal(form.quoteId, id);
    assert.equal(form.lines[0].price, body.lines[0].price);
    const [line] = (await operator.get(`/v1/quotes/${id}`)).body.lines;
    const sorted = JSON.stringify(Object.fromEntries(Object.entries(line.sealed).sort(([one], [other]) => (one < other ? -1 : 1))));
    assert.equal(sha256(sorted), form.lines[0].sealedSha256);
    assert.match(line.source.cell, /^[A-Z]+\d+$/);
  });

  test('asked for twice with one key is one quote', async () => {
    const [offer] = await offers();
    const headers = { 'idempotency-key': randomUUID() };
    const body = { lines: [lineOf(offer)], yourReference: randomUUID() };
    const first = await partner.post('/v1/quotes', body, { headers });
    const again = await partner.post('/v1/quotes', body, { headers });
    assert.deepEqual([first.status, again.status, again.headers.get('idempotency-replayed')], [201, 201, 'true']);
    assert.equal(again.text, first.text);
    const listed = await partner.get(`/v1/quotes?yourReference=${body.yourReference}`);
    assert.deepEqual(listed.body.items.map(({ id }) => id), [first.body.id]);
    const taken = await partner.post('/v1/quotes', body, { headers: { 'idempotency-key': randomUUID() } });
    assert.deepEqual([taken.status, taken.body.code], [409, 'your_reference_taken']);
  });

  test('of a price as of another day, beyond its band or its margin, or of no rate is refused', async () => {
    const [offer] = await offers();
    const past = (await partner.get(`/v1/prices?${new URLSearchParams({ commodity: 'electric', utility: 'pseg', annualUsage: '60000', asOf: new Date(Date.now() - 30 * 86_400_000).toISOString() })}`)).body.items;
    const cases = [
      [lineOf(offer, { annualUsage: '9000000' }), 'band_mismatch'],
      [lineOf(offer, { margin: '0.9' }), 'margin_out_of_policy'],
      [lineOf({ rateId: 'rat_00000000000000000000000000000000' }), 'rate_not_found'],
      ...past.filter(({ sellable }) => !sellable).slice(0, 1).map((item) => [lineOf(item), 'rate_not_sellable']),
    ];
    for (const [line, code] of cases) {
      const answer = await partner.post('/v1/quotes', { lines: [line] });
      assert.deepEqual([answer.status, answer.body.code], [422, code], answer.text);
      assert.match(answer.body.errors[0].pointer, /^\/lines\/0\//);
    }
  });

  test('is its partner\'s alone, and shows of the stack what the scopes show', async () => {
    const [offer] = await offers();
    const refused = await total.post('/v1/quotes', { lines: [lineOf(offer)] });
    assert.deepEqual([refused.status, refused.body.code], [403, 'scope_missing'], refused.text);
    const quote = await quoteOf([lineOf(offer, { margin: undefined })], {}, total);
    const text = JSON.stringify(quote);
    assert.doesNotMatch(text, /basePrice|argin|grossUp|transfer|houseFee|"source":\{|\.csv/);
    for (const answer of [await stranger.get(`/v1/quotes/${quote.id}`), await stranger.get(`/v1/quotes/${quote.id}/comparison`), await stranger.post(`/v1/quotes/${quote.id}/withdraw`, {})]) {
      assert.deepEqual([answer.status, answer.body.code], [404, 'quote_not_found']);
    }
    assert.ok(!(await stranger.get('/v1/quotes')).text.includes(quote.id));
    assert.ok((await operator.get('/v1/quotes')).text.includes(quote.id));
  });
});

describe('its life', () => {
  test('one line a site is selected, once', async () => {
    const [first, second] = await offers();
    const quote = await quoteOf([lineOf(first), lineOf(second)]);
    const both = await partner.post(`/v1/quotes/${quote.id}/select`, { lineIds: quote.lines.map(({ id }) => id) });
    assert.deepEqual([both.status, both.body.code], [422, 'site_selected_twice']);
    const done = await partner.post(`/v1/quotes/${quote.id}/select`, { lineIds: [quote.lines[1].id] });
    assert.deepEqual([done.status, done.body.status, done.body.lines.map(({ selected }) => selected)], [200, 'selected', [false, true]]);
    assert.equal((await partner.post(`/v1/quotes/${quote.id}/select`, { lineIds: [quote.lines[0].id] })).status, 409);
  });

  test('re-priced it keeps both, linked, and says the difference', async () => {
    const [offer] = await offers();
    const quote = await quoteOf([lineOf(offer)], { yourReference: randomUUID() });
    const done = await partner.post(`/v1/quotes/${quote.id}/reprice`, undefined, { headers: { 'idempotency-key': randomUUID() } });
    assert.equal(done.status, 201, done.text);
    assert.deepEqual([done.body.supersedes, done.body.former.status, done.body.former.supersededBy, done.body.yourReference], [quote.id, 'repriced', done.body.id, quote.yourReference]);
    assert.deepEqual([done.body.lines[0].formerPrice, done.body.lines[0].priceDifference], [quote.lines[0].price, '0.00000']);
    assert.notEqual(done.body.hash, quote.hash);
    assert.equal((await partner.post(`/v1/quotes/${quote.id}/reprice`)).body.code, 'quote_state_conflict');
  });

  test('a sheet that is withdrawn cannot be quoted from the next moment on, and takes the quotes of a supplier that wants it so with it', async () => {
    const [offer] = await offers({ utility: 'oncor', supplier: 'northgate-retail', rateClass: '', termMonths: '12' });
    assert.equal((await operator.post('/v1/suppliers/northgate-retail/settings', { quotePolicy: 'kill_unsigned' })).status, 200);
    const [quote, other] = [await quoteOf([lineOf(offer)]), await quoteOf([lineOf((await offers())[0])])];
    const [sheet] = (await operator.get('/v1/sheets?supplier=northgate-retail&status=published')).body.items;
    await command(server.dataDirectory, 'prices', 'withdraw', sheet.id, '--reason', 'A wrong price.');
    const answer = await partner.post('/v1/quotes', { lines: [lineOf(offer)] });
    assert.deepEqual([answer.status, answer.body.code], [422, 'rate_not_found'], answer.text);
    const read = async ({ id }) => (await partner.get(`/v1/quotes/${id}`)).body;
    await eventually(async () => (await read(quote)).status === 'withdrawn', { timeoutMs: 20_000, what: 'the quote is withdrawn' });
    assert.match((await read(quote)).reason, /A wrong price/);
    assert.equal((await read(other)).status, 'open');
  });
});

describe('for the customer and for the auditor', () => {
  let quote;
  before(async () => {
    // Of a CSV, of a workbook with prices in cents, and of a workbook of gas: three files, three layouts.
    const [first] = await offers();
    const [second] = await offers({ utility: 'ppl', supplier: 'keystone-lantern', rateClass: '', annualUsage: '40000' });
    const [third] = await offers({ commodity: 'gas', utility: 'nicor', supplier: '', rateClass: '', termMonths: '', annualUsage: '2000' });
    quote = await quoteOf([
      lineOf(first, { siteReference: '=1+1' }), lineOf(second, { siteReference: 'shop', annualUsage: '40000' }), lineOf(third, { siteReference: 'shop', annualUsage: '2000' }),
    ], { customerName: 'Lincoln Park Bread LLC' });
  });

  test('the comparison opens in a program that we did not write, with numbers as numbers and no formula', async () => {
    const response = await fetch(`${server.url}/v1/quotes/${quote.id}/comparison`, { headers: await partner.headers() });
    assert.equal(response.headers.get('content-type'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    assert.match(response.headers.get('content-disposition'), /^attachment; filename="quo_\w+\.xlsx"$/);
    const file = path.join(server.dataDirectory, 'comparison.xlsx');
    await writeFile(file, new Uint8Array(await response.arrayBuffer()));
    const script = 'import json,sys,openpyxl\ns=openpyxl.load_workbook(sys.argv[1]).active\nprint(json.dumps([[[c.value,c.data_type,c.number_format] for c in r] for r in s.iter_rows()],default=str))';
    const rows = JSON.parse((await run('/usr/bin/python3', ['-c', script, file])).stdout);
    assert.ok(rows.flat().every(([, type]) => type !== 'f'), 'no formula');
    const head = rows.findIndex((row) => row[0][0] === 'Site');
    const at = (line, name) => rows[head + 1 + line][rows[head].findIndex(([value]) => value === name)];
    for (const [i, line] of quote.lines.entries()) {
      assert.deepEqual(at(i, 'Price'), [Number(line.price), 'n', `0.${'0'.repeat(line.price.split('.')[1].length)}`]);
      assert.deepEqual(at(i, 'Estimated annual cost').slice(0, 2), [Number(line.estimatedAnnualCost), 'n']);
      assert.deepEqual(at(i, 'Estimated term cost').slice(0, 2), [Number(line.estimatedTermCost), 'n']);
      assert.equal(at(i, 'Term (months)')[0], line.termMonths);
      assert.equal(at(i, 'Supplier')[0], line.supplierName);
    }
    assert.deepEqual(at(0, 'Site').slice(0, 2), ['=1+1', 's']);
    const text = JSON.stringify(rows);
    assert.match(text, /Estimates:/);
    assert.doesNotMatch(text, /Base price|Margin/);
    assert.ok(!text.includes(quote.lines[0].basePrice));
  });

  test('as CSV nothing runs as a formula, and the stack comes only to who may see it', async () => {
    const csv = await partner.get(`/v1/quotes/${quote.id}/comparison?format=csv&include=stack`);
    assert.match(csv.text, /^Site,Supplier,.*Base price,Margin/);
    assert.match(csv.text, /\n'=1\+1,/);
    const mine = await quoteOf([lineOf((await offers())[0], { margin: undefined })], {}, total);
    assert.equal((await total.get(`/v1/quotes/${mine.id}/comparison?include=stack`)).status, 403);
    assert.equal((await total.get(`/v1/quotes/${mine.id}/comparison?format=csv`)).status, 200);
  });

  test('the shell derives it from the supplier\'s file anew', async () => {
    const found = JSON.parse(await command(server.dataDirectory, 'quotes', 'verify', quote.id, '--json'));
    assert.deepEqual([found.holds, found.hash, found.faults, found.lines.length], [true, quote.hash, [], 3]);
    for (const [i, line] of found.lines.entries()) {
      assert.deepEqual([line.lineId, line.holds, line.faults], [quote.lines[i].id, true, []]);
    }
    assert.match(found.lines[0].ref, /Prairie Crown.*\.csv [A-Z]+\d+$/);
    assert.match(found.lines[1].ref, /\.xlsx .+![A-Z]+\d+$/);
    assert.match(await command(server.dataDirectory, 'quotes', 'verify', quote.id), /^ {3}1 {2}holds /);
    const unknown = await attempt(server.dataDirectory, 'quotes', 'verify', 'quo_00000000000000000000000000');
    assert.equal(unknown.exitCode, 1);
    assert.match(unknown.stderr, /there is no quote/);
  });

  test('a quote whose row was changed does not verify', async () => {
    const forged = await quoteOf([lineOf((await offers())[0])]);
    await run('/usr/bin/python3', ['-c', 'import sqlite3,sys\nd=sqlite3.connect(sys.argv[1],timeout=20)\nd.execute("UPDATE quote_lines SET price_micros = price_micros - 1000 WHERE quote_id = ?",(sys.argv[2],))\nd.commit()', path.join(server.dataDirectory, 'test.db'), forged.id]);
    const { exitCode, stdout } = await attempt(server.dataDirectory, 'quotes', 'verify', forged.id);
    assert.equal(exitCode, 1);
    assert.match(stdout, /WRONG[\s\S]*the price was quoted as/);
  });
});

test('the quote of a price that lasts a minute expires by the clock, is re-priced and still verifies', async () => {
  let offer;
  await eventually(async () => ([offer] = await offers({ utility: 'centerpoint-tx', supplier: 'quicksilver', rateClass: '', termMonths: '12' }).catch(() => [])) && offer, { what: 'a price for a minute' });
  const quote = await quoteOf([lineOf(offer)]);
  const read = async () => (await partner.get(`/v1/quotes/${quote.id}`)).body;
  await eventually(async () => (await read()).status === 'expired', { timeoutMs: 90_000, what: 'the quote expires' });
  await eventually(async () => (await read()).version === 2, { what: 'that is written' });
  assert.deepEqual((await partner.get('/v1/quotes?status=expired')).body.items.map(({ id }) => id), [quote.id]);
  assert.equal((await partner.post(`/v1/quotes/${quote.id}/withdraw`, {})).body.code, 'quote_expired');
  const done = await partner.post(`/v1/quotes/${quote.id}/reprice`);
  assert.equal(done.status, 201, done.text);
  assert.notEqual(done.body.lines[0].rateId, offer.rateId);
  assert.equal(JSON.parse(await command(server.dataDirectory, 'quotes', 'verify', quote.id, '--json')).holds, true);
  await eventually(async () => /^quotes\{environment="test",state="repriced"\} [1-9]/m.test(await (await fetch(`${server.url}/metrics`)).text()), { timeoutMs: 40_000, what: 'quotes are counted' });
});
