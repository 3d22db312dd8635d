// POST /v1/price-searches against the look-alike sheets: each site's price is the one that GET /v1/prices gives for the aggregate.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createApplication, request } from './support/application.mjs';
import { startDemoServer } from './support/server.mjs';

let server;
let partner;
let shopper;

before(async () => {
  server = await startDemoServer();
  partner = await createApplication(server);
  shopper = await createApplication(server, { scopes: ['prices:total'] });
});
after(() => server?.end());

const search = (body, by = partner) => by.post('/v1/price-searches', body);
const sites = (count, members) => Array.from({ length: count }, (_, i) => ({ siteId: `S${i}`, commodity: 'electric', utility: 'comed', annualUsage: '1500', ...members?.(i) }));
const startMonth = () => {
  const at = new Date();
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 3, 1)).toISOString().slice(0, 7);
};

describe('a portfolio', () => {
  test('has the prices that the aggregate has alone', async () => {
    const answer = await search({ sites: sites(40), startMonth: startMonth(), termMonths: [12], margin: { electric: '0.004' } });
    assert.equal(answer.status, 200, answer.text);
    assert.ok(answer.body.offers.length > 0, answer.text);
    for (const offer of answer.body.offers) {
      const [{ bandedUsage, rate }] = offer.sites;
      const one = await partner.get(`/v1/prices?${new URLSearchParams({ commodity: 'electric', utility: 'comed', annualUsage: bandedUsage, startMonth: startMonth(), termMonths: '12', supplier: offer.supplier, margin: '0.004', limit: '200' })}`);
      const same = one.body.items.find(({ rateId }) => rateId === rate.rateId);
      assert.ok(same, `${rate.rateId} is not sold alone`);
      assert.equal(same.price, rate.price);
    }
  });
  test('sums by the rule of each supplier', async () => {
    const answer = await search({ sites: sites(40), startMonth: startMonth(), termMonths: [12] });
    const { body } = await partner.get('/v1/suppliers?limit=200');
    const rules = new Map(body.items.map(({ code, aggregateBy }) => [code, aggregateBy]));
    assert.ok(answer.body.offers.length > 0, answer.text);
    for (const { supplier, sites: priced } of answer.body.offers) assert.equal(priced[0].bandedUsage, rules.get(supplier) === 'account' ? '1500' : '60000', supplier);
  });
  test('of a thousand sites is answered whole', async () => {
    const answer = await search({ sites: sites(1000), startMonth: startMonth(), limit: 3 });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.body.sites, 1000);
  });
  test('hides the base from a caller of totals', async () => {
    const answer = await search({ sites: sites(2), startMonth: startMonth() }, shopper);
    assert.equal(answer.status, 200, answer.text);
    assert.ok(!/basePrice|"margin"|transfer|houseFee/.test(answer.text));
    assert.equal((await search({ sites: sites(2), startMonth: startMonth(), margin: { electric: '0' } }, shopper)).status, 403);
  });
});
