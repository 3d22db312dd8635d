// Who sees which layer of a price: with a house fee, a margin and a gross-up that no other number resembles, every GET of the document is
// asked with each scope, and the bytes of the answers are searched for what is hidden.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { operations } from './support/document.mjs';
import { startDemoServer } from './support/server.mjs';

let server;
let operator;
let layers;  // Of each price of the site: what the operator sees.

const houseFee = '0.000713';
const defaultMargin = '0.003119';
const site = 'commodity=electric&utility=comed&annualUsage=60000&supplier=prairie-crown&limit=200';
const place = { supplier: 'prairie-crown', commodity: 'electric' };

before(async () => {
  server = await startDemoServer();
  operator = await createApplication(server, { kind: 'operator' });
  for (const body of [
    { kind: 'house_fee', ...place, houseFee },
    { kind: 'margin_policy', ...place, margin: { min: '0', max: '0.02', default: defaultMargin } },
    { kind: 'supplier', ...place, grossUp: { form: 'on_fee', factor: '1.0731' } },
  ]) {
    const answer = await operator.post('/v1/price-terms', { ...body, reason: 'A test of what is hidden.' });
    assert.equal(answer.status, 201, answer.text);
  }
  for (let tries = 0; ; ++tries) {
    layers = (await operator.get(`/v1/prices?${site}`)).body.items;
    if (layers[0]?.stack.houseFee === houseFee && layers[0].margin === defaultMargin && layers[0].grossUp !== undefined) break;
    assert.ok(tries < 40, 'the terms hold within two seconds');
    await new Promise((done) => setTimeout(done, 50));
  }
});
after(() => server?.end());

const millionths = (text) => Math.round(Number(text) * 1e6);

test('an operator sees the layers, and they sum to the price', () => {
  assert.ok(layers.length > 10);
  for (const { price, stack, margin } of layers) {
    assert.equal(stack.houseFee, houseFee);
    assert.equal(margin, defaultMargin);
    const sum = ['transfer', 'houseFee', 'partnerMargin', 'agentMargin', 'grossUp'].reduce((all, layer) => all + millionths(stack[layer]), 0);
    assert.equal(sum, millionths(price));
    const exact = millionths(stack.transfer) + (millionths(houseFee) + millionths(defaultMargin)) * 1.0731;
    assert.ok(Math.abs(exact - millionths(price)) <= 5.000001, `${exact} ${price}`);
  }
});

const partners = ['prices:total', 'prices:stack', 'quotes:write', 'contracts:read', 'documents:read', 'events:read', 'keys:write'];
const targets = () => {
  const sheetId = layers[0].source.sheetId;
  const captures = { id: (path) => (path.includes('sheets') ? sheetId : 'pst_1'), code: (path) => (path.startsWith('/v1/suppliers') ? 'prairie-crown' : 'comed'), keyId: () => 'key_1' };
  const queries = {
    '/v1/prices': [site, `${site}&sort=-price`, `${site}&asOf=${encodeURIComponent(new Date().toISOString())}`, `${site}&fields=rateId,price`],
    // Of the whole book some base would be like another's hidden number.
    '/v1/rate-books/current': ['utility=comed&supplier=prairie-crown', 'utility=comed&supplier=prairie-crown&format=csv'],
    '/v1/margin-limits': ['commodity=electric&utility=comed', 'commodity=electric&supplier=prairie-crown&margin=0.005'],
  };
  return operations.filter(({ method }) => method === 'GET').flatMap(({ path }) => (queries[path] ?? ['']).map((query) => {
    const target = path.replace(/\{(\w+)\}/g, (_, name) => (captures[name] ?? (() => 'x'))(path));
    return query ? `${target}?${query}` : target;
  }));
};

describe('no route shows a scope what it hides', () => {
  for (const scope of partners) {
    test(scope, async () => {
      const caller = await createApplication(server, { scopes: [scope] });
      const shown = new Set(layers.map(({ price }) => price));
      const bases = scope === 'prices:stack' ? [] : layers.flatMap(({ basePrice, margin }) => [basePrice, margin]);
      const hidden = new Set([houseFee, '0.000765', ...layers.flatMap(({ stack, source }) => [stack.transfer, source.transferPrice, source.file, source.sheetId]), ...bases]
        .filter((text) => !shown.has(text)));
      let answered = 0;
      for (const target of targets()) {
        const answer = await caller.get(target);
        if (answer.status === 200 && target.startsWith('/v1/prices?')) answered += answer.body.items.length;
        for (const text of hidden) assert.ok(!answer.text.includes(`"${text}"`), `${text} in ${target}: ${answer.text.slice(0, 300)}`);
        assert.ok(!/"(stack|transfer|transferPrice|houseFee)":|"source":\{/.test(answer.text), target);
      }
      assert.equal(answered > 0, scope.startsWith('prices:'));
    });
  }
});

test('a partner\'s base holds the house fee and its tax, and the parts sum to the price', async () => {
  const caller = await createApplication(server, { scopes: ['prices:stack'] });
  const { items } = (await caller.get(`/v1/prices?${site}&margin=0.005`)).body;
  for (const [index, item] of items.entries()) {
    assert.equal(millionths(item.basePrice) + millionths(item.margin) + millionths(item.grossUp), millionths(item.price));
    if (item.rateId === layers[index].rateId) assert.equal(millionths(item.basePrice), millionths(layers[index].stack.transfer) + 765);
  }
});

test('with prices:total alone the margin is the policy\'s and cannot be steered', async () => {
  const caller = await createApplication(server, { scopes: ['prices:total'] });
  const answer = await caller.get(`/v1/prices?${site}`);
  assert.deepEqual(answer.body.items.map(({ rateId, price }) => [rateId, price]), layers.map(({ rateId, price }) => [rateId, price]));
  const steered = await caller.get(`/v1/prices?${site}&margin=0`);
  assert.deepEqual([steered.status, steered.body.code, steered.body.errors[0].pointer], [403, 'scope_missing', 'margin']);
});
