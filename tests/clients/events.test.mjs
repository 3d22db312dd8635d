// What happened is read in order, from where one was, and by nobody else: as pages and as a stream of server-sent events.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { faults } from './support/document.mjs';
import { startDemoServer } from './support/server.mjs';

const path = '/v1/events';
let server;
let partner;
let stranger;
let reader;

before(async () => {
  server = await startDemoServer();
  [partner, stranger, reader] = await Promise.all([createApplication(server), createApplication(server), createApplication(server, { scopes: ['prices:total'] })]);
});
after(() => server?.end());

async function get(status, query = '', { by = partner, at = path, template = path, headers = {} } = {}) {
  const answer = await by.get(`${at}${query}`, { headers });
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(faults({ method: 'GET', path: template }, answer), []);
  return answer.body;
}

async function quote() {
  const prices = await partner.get('/v1/prices?commodity=electric&zip=60614&annualUsage=60000&rateClass=Small%20Load&termMonths=24&margin=0.005&limit=1');
  const [{ rateId }] = prices.body.items;
  const made = await partner.post('/v1/quotes', { customerName: 'Events LLC', lines: [{ rateId, annualUsage: '60000' }] }, { headers: { 'idempotency-key': randomUUID() } });
  assert.equal(made.status, 201, made.text);
  return made.body.id;
}

// Numbers are given after the commit.
async function numbered(count) {
  for (let tries = 0; tries < 100; ++tries) {
    const page = await get(200, '?limit=200');
    if (page.items.length >= count) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail('events got no numbers');
}

test('a page goes on where the former ended, and the end of the feed is where the next begins', async () => {
  const ids = [await quote(), await quote(), await quote()];
  const whole = await numbered(3);
  assert.deepEqual(whole.items.filter(({ type }) => type === 'quote.created').map(({ subject }) => subject), ids);
  let cursor = '';
  const walked = [];
  for (let page = await get(200, '?limit=1'); page.items.length > 0; page = await get(200, `?limit=1&cursor=${cursor}`)) {
    walked.push(...page.items);
    cursor = page.nextCursor;
  }
  assert.deepEqual(walked, whole.items);
  assert.equal((await get(200, `?cursor=${cursor}`)).nextCursor, cursor);
  const one = await get(200, '', { at: `${path}/${whole.items[0].id}`, template: `${path}/{id}` });
  assert.deepEqual(one, whole.items[0]);
  assert.deepEqual((await get(200, `?subject=${ids[1]}`)).items.map(({ subject }) => subject), [ids[1]]);
  assert.deepEqual((await get(200, '?type=contract.*')).items, []);
});

test('nobody reads what is not his', async () => {
  const { items } = await numbered(1);
  assert.deepEqual((await get(200, '', { by: stranger })).items, []);
  await get(404, '', { by: stranger, at: `${path}/${items[0].id}`, template: `${path}/{id}` });
  await get(403, '', { by: reader });
  await get(400, '?cursor=yesterday');
});

test('a stream goes on after Last-Event-ID and tells what happens while it is open', async () => {
  const { nextCursor } = await numbered(1);
  const stop = new AbortController();
  const headers = await partner.headers({ accept: 'text/event-stream', 'last-event-id': nextCursor });
  const response = await fetch(`${server.url}${path}`, { headers, signal: stop.signal });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type'), /^text\/event-stream/);
  const id = await quote();
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body) {
    text += decoder.decode(piece, { stream: true });
    if (/data: .*\n\n/.test(text)) break;
  }
  stop.abort();
  const event = JSON.parse(/data: (.*)\n/.exec(text)[1]);
  assert.equal(event.subject, id);
  const cursor = /^id: (.*)$/m.exec(text)[1];
  assert.deepEqual((await get(200, `?cursor=${nextCursor}&limit=1`)).items, [event]);
  assert.deepEqual((await get(200, `?cursor=${cursor}`)).items, []);
});
