// Webhooks reach receivers that others wrote: npm standardwebhooks and svix verify each; what receivers do wrong is handled as documented.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { createApplication } from './support/application.mjs';
import { faults } from './support/document.mjs';
import { startDemoServer } from './support/server.mjs';

const endpoints = '/v1/webhook-endpoints';
const deliveries = '/v1/webhook-deliveries';
let server;
let partner;
let stranger;
let live;
let receiver;

// Keeps what comes to each path and answers as the path was told.
class Receiver {
  #server;
  calls = [];
  answers = new Map();

  async listen() {
    this.#server = createServer((request, response) => {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        const call = { path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() };
        this.calls.push(call);
        const answer = this.answers.get(request.url) ?? ((_, res) => res.writeHead(204).end());
        answer(request, response);
      });
    });
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
  }

  at(path) {
    return this.calls.filter((call) => call.path === path);
  }

  async arrived(path, count = 1) {
    for (let tries = 0; tries < 200; ++tries) {
      if (this.at(path).length >= count) return this.at(path);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return assert.fail(`${path} was called ${this.at(path).length} times, not ${count}`);
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

before(async () => {
  server = await startDemoServer();
  receiver = new Receiver();
  await receiver.listen();
  [partner, stranger, live] = await Promise.all([createApplication(server), createApplication(server), createApplication(server, { environment: 'live' })]);
});
after(async () => {
  receiver?.close();
  await server?.end();
});

async function send(method, path, body, status, { by = partner, target = path, key = randomUUID() } = {}) {
  const answer = await by.call(method, target, { body, headers: { 'idempotency-key': key } });
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(faults({ method, path }, answer), []);
  return answer.body;
}

const make = (path, more = {}) => send('POST', endpoints, { url: `${receiver.url}${path}`, ...more }, 201);

async function get(path, status = 200, { target = path, by = partner } = {}) {
  const answer = await by.get(target);
  assert.equal(answer.status, status, answer.text);
  assert.deepEqual(faults({ method: 'GET', path }, answer), []);
  return answer.body;
}

async function quote() {
  const prices = await partner.get('/v1/prices?commodity=electric&zip=60614&annualUsage=60000&rateClass=Small%20Load&termMonths=24&margin=0.005&limit=1');
  const made = await partner.post('/v1/quotes', { customerName: 'Events LLC', lines: [{ rateId: prices.body.items[0].rateId, annualUsage: '60000' }] }, { headers: { 'idempotency-key': randomUUID() } });
  assert.equal(made.status, 201, made.text);
  return made.body.id;
}

async function settled(endpointId, wanted) {
  for (let tries = 0; tries < 200; ++tries) {
    const { items } = await get(deliveries, 200, { target: `${deliveries}?endpointId=${endpointId}` });
    if (items.length > 0 && wanted(items[0])) return items[0];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return assert.fail('the delivery did not get there');
}

test('every delivery is verified by standardwebhooks and svix, and is what the feed has', async () => {
  const { endpoint, secret } = await make('/verified', { description: 'CRM', eventTypes: ['quote.*'], headers: [{ name: 'X-Tenant', value: 'acme' }] });
  const id = await quote();
  const [call] = await receiver.arrived('/verified');
  const event = new StandardWebhook(secret).verify(call.body, call.headers);
  assert.doesNotThrow(() => new SvixWebhook(secret).verify(call.body, call.headers));
  assert.equal(event.subject, id);
  assert.equal(call.headers['x-tenant'], 'acme');
  assert.equal(call.headers['webhook-id'], event.id);
  assert.deepEqual((await partner.get(`/v1/events/${event.id}`)).body, event);
  for (const Verifier of [StandardWebhook, SvixWebhook]) assert.throws(() => new Verifier(secret).verify(call.body.replace('quote', 'quota'), call.headers));
  assert.equal(endpoint.status, 'active');
  const delivered = await settled(endpoint.id, ({ status }) => status === 'delivered');
  const { tries } = await get(`${deliveries}/{id}`, 200, { target: `${deliveries}/${delivered.id}` });
  assert.equal(tries.length, 1);
  assert.equal(tries[0].status, 204);
  assert.doesNotMatch(tries[0].requestHeaders, /acme/);
});

test('two secrets sign while one is changed for the other', async () => {
  const { endpoint, secret } = await make('/rotated', { eventTypes: ['endpoint.test'] });
  const key = randomUUID();
  const target = `${endpoints}/${endpoint.id}/rotate-secret`;
  const next = await send('POST', `${endpoints}/{id}/rotate-secret`, { overlapHours: 1 }, 200, { target, key });
  assert.notEqual(next.secret, secret);
  assert.equal((await send('POST', `${endpoints}/{id}/rotate-secret`, { overlapHours: 1 }, 200, { target, key })).secret, null);
  await send('POST', `${endpoints}/{id}/test`, {}, 202, { target: `${endpoints}/${endpoint.id}/test` });
  const [call] = await receiver.arrived('/rotated');
  for (const each of [secret, next.secret]) assert.equal(new StandardWebhook(each).verify(call.body, call.headers).type, 'endpoint.test');
});

test('failures of all kinds are kept with their answer, and tried again; nothing is followed', async () => {
  const kinds = {
    '/500': [(_, res) => res.writeHead(500).end('x'.repeat(10_000)), 500],
    '/302': [(_, res) => res.writeHead(302, { location: `${receiver.url}/trap` }).end(), 302],
    '/reset': [(req) => req.socket.destroy(), null],
    '/garbage': [(req) => req.socket.end('not http at all\r\n\r\n'), null],
  };
  for (const [path, [answer, status]] of Object.entries(kinds)) {
    receiver.answers.set(path, answer);
    const { endpoint } = await make(path, { eventTypes: ['endpoint.test'] });
    await send('POST', `${endpoints}/{id}/test`, {}, 202, { target: `${endpoints}/${endpoint.id}/test` });
    const failed = await settled(endpoint.id, ({ attempts }) => attempts > 0);
    assert.equal(failed.status, 'pending', path);
    assert.equal(failed.lastStatus, status, path);
    const wait = Date.parse(failed.nextAttemptAt) - Date.now();
    assert.ok(wait > 0 && wait < 6_000, `${path} waits ${wait} ms`);
    const { tries } = await get(`${deliveries}/{id}`, 200, { target: `${deliveries}/${failed.id}` });
    assert.ok(tries[0].answer.length <= 4_096);
  }
  assert.equal(receiver.at('/trap').length, 0);
  receiver.answers.set('/500', (_, res) => res.writeHead(204).end());
  const calls = await receiver.arrived('/500', 2);
  assert.equal(calls[0].headers['webhook-id'], calls[1].headers['webhook-id']);
});

test('429 waits as long as it is told, and 410 ends it', async () => {
  receiver.answers.set('/429', (_, res) => res.writeHead(429, { 'retry-after': '120' }).end());
  const slow = (await make('/429', { eventTypes: ['endpoint.test'] })).endpoint;
  await send('POST', `${endpoints}/{id}/test`, {}, 202, { target: `${endpoints}/${slow.id}/test` });
  const waiting = await settled(slow.id, ({ attempts }) => attempts > 0);
  assert.ok(Date.parse(waiting.nextAttemptAt) - Date.now() > 110_000);

  receiver.answers.set('/410', (_, res) => res.writeHead(410).end());
  const gone = (await make('/410', { eventTypes: ['endpoint.test'] })).endpoint;
  const ask = () => send('POST', `${endpoints}/{id}/test`, {}, 202, { target: `${endpoints}/${gone.id}/test` });
  await ask();
  await settled(gone.id, ({ status }) => status === 'cancelled');
  const ended = await get(`${endpoints}/{id}`, 200, { target: `${endpoints}/${gone.id}` });
  assert.deepEqual([ended.status, ended.disabledReason], ['disabled', 'gone']);
  await ask();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(receiver.at('/410').length, 1);
  receiver.answers.delete('/410');
  const since = new Date(Date.now() - 60_000).toISOString();
  assert.equal((await send('POST', `${endpoints}/{id}/recover`, { since }, 202, { target: `${endpoints}/${gone.id}/recover` })).queued, 2);
  await receiver.arrived('/410', 3);
});

test('a delivery is replayed with the same id, a paused endpoint gathers, a deleted one is gone', async () => {
  const { endpoint } = await make('/replayed', { eventTypes: ['endpoint.test'], order: 'by_subject' });
  const at = (what = '') => ({ target: `${endpoints}/${endpoint.id}${what}` });
  await send('POST', `${endpoints}/{id}/test`, {}, 202, at('/test'));
  const first = await settled(endpoint.id, ({ status }) => status === 'delivered');
  const again = await send('POST', `${deliveries}/{id}/replay`, {}, 202, { target: `${deliveries}/${first.id}/replay` });
  assert.equal(again.replay, 1);
  const calls = await receiver.arrived('/replayed', 2);
  assert.equal(calls[0].headers['webhook-id'], calls[1].headers['webhook-id']);
  await settled(endpoint.id, ({ status, replay }) => replay === 1 && status === 'delivered');
  await send('POST', `${deliveries}/replay`, { deliveryIds: [first.id] }, 202);
  await receiver.arrived('/replayed', 3);
  const paused = await send('POST', `${endpoints}/{id}/pause`, {}, 200, at('/pause'));
  await send('POST', `${endpoints}/{id}/test`, {}, 202, at('/test'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(receiver.at('/replayed').length, 3);
  await send('POST', `${endpoints}/{id}/resume`, { version: paused.version - 1 }, 409, at('/resume'));
  await send('POST', `${endpoints}/{id}/resume`, { version: paused.version }, 200, at('/resume'));
  await receiver.arrived('/replayed', 4);
  await send('PATCH', `${endpoints}/{id}`, { description: 'moved', ratePerSecond: 10 }, 200, at());
  const { items } = await get(endpoints);
  assert.ok(items.some(({ id, description }) => id === endpoint.id && description === 'moved'));
  await send('DELETE', `${endpoints}/{id}`, undefined, 204, at());
  await get(`${endpoints}/{id}`, 404, at());
});

test('nobody else sees an endpoint or a delivery', async () => {
  const { endpoint } = await make('/private', { eventTypes: ['endpoint.test'] });
  await send('POST', `${endpoints}/{id}/test`, {}, 202, { target: `${endpoints}/${endpoint.id}/test` });
  const { id } = await settled(endpoint.id, ({ status }) => status === 'delivered');
  assert.deepEqual((await get(endpoints, 200, { by: stranger })).items, []);
  assert.deepEqual((await get(deliveries, 200, { by: stranger })).items, []);
  await get(`${endpoints}/{id}`, 404, { by: stranger, target: `${endpoints}/${endpoint.id}` });
  await get(`${deliveries}/{id}`, 404, { by: stranger, target: `${deliveries}/${id}` });
  for (const act of ['test', 'pause', 'resume', 'rotate-secret']) await send('POST', `${endpoints}/{id}/${act}`, {}, 404, { by: stranger, target: `${endpoints}/${endpoint.id}/${act}` });
  await send('POST', `${deliveries}/{id}/replay`, {}, 404, { by: stranger, target: `${deliveries}/${id}/replay` });
});

test('hostile addresses are refused when they are registered', async () => {
  const hostile = [
    'http://example.com/', 'ftp://example.com/', 'https://user:pw@example.com/', 'https://example.com/#part', 'https://', 'example.com', 'https://exa mple.com/',
    'https://10.0.0.1/', 'https://172.16.0.1/', 'https://172.31.255.255/', 'https://192.168.1.1/', 'https://169.254.169.254/latest/meta-data/', 'https://100.100.100.200/',
    'https://0.0.0.0/', 'https://0/', 'https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://localhost/',
    'https://localhost./', 'https://[::1]/', 'https://[::]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:10.0.0.1]/', 'https://[fe80::1]/', 'https://[fc00::1]/',
    'https://[fd00:ec2::254]/', 'https://[64:ff9b::a00:1]/', 'https://[2002:7f00:1::]/', 'https://224.0.0.1/', 'https://255.255.255.255/', 'https://nowhere.invalid/',
    'https://example.com\\@127.0.0.1/', 'file:///etc/passwd', 'gopher://127.0.0.1:25/',
  ];
  for (const url of hostile) {
    const answer = await live.post(endpoints, { url }, { headers: { 'idempotency-key': randomUUID() } });
    assert.equal(answer.status, 422, `${url}: ${answer.text}`);
    assert.ok(['url_invalid', 'url_forbidden'].includes(answer.body.code), `${url}: ${answer.text}`);
  }
  await send('POST', endpoints, { url: 'https://example.com/', eventTypes: ['Contract'] }, 422);
  await send('POST', endpoints, { url: 'https://example.com/', headers: [{ name: 'Host', value: 'x' }] }, 422);
});
