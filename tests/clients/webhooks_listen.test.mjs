// `switchyard webhooks listen`: events come to a programmer's own machine, signed, from the moment he listens.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import * as jose from 'jose';
import { Webhook } from 'standardwebhooks';
import { createApplication } from './support/application.mjs';
import { binary, eventually, startDemoServer } from './support/server.mjs';

let server;
let partner;
let receiver;
let child;
let said = '';
const calls = [];

before(async () => {
  server = await startDemoServer();
  partner = await createApplication(server);
  receiver = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  child?.kill();
  receiver?.close();
  await server?.end();
});

async function quote() {
  const prices = await partner.get('/v1/prices?commodity=electric&zip=60614&annualUsage=60000&rateClass=Small%20Load&termMonths=24&margin=0.005&limit=1');
  const made = await partner.post('/v1/quotes', { customerName: 'Events LLC', lines: [{ rateId: prices.body.items[0].rateId, annualUsage: '60000' }] }, { headers: { 'idempotency-key': randomUUID() } });
  assert.equal(made.status, 201, made.text);
  return made.body.id;
}

test('each event from now on is posted once, signed with the secret that was printed, as the feed has it', async () => {
  await quote();
  await eventually(async () => (await partner.get('/v1/events')).body.items.length > 0, { what: 'the former event is numbered' });
  const key = path.join(server.dataDirectory, 'listener.pem');
  await writeFile(key, await jose.exportPKCS8(partner.keys.privateKey), { mode: 0o600 });
  const args = ['webhooks', 'listen', '--forward-to', `http://127.0.0.1:${receiver.address().port}/hook`, '--url', server.url, '--client-id', partner.clientId, '--api-key', partner.apiKey,
    '--key', key, '--type', 'quote.*'];
  child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.on('data', (chunk) => (said += chunk));
  const secret = await eventually(() => /verify them with (whsec_\S+)\n/.exec(said)?.[1], { timeoutMs: 30_000, what: 'the secret is printed' });
  const id = await quote();
  await eventually(() => calls.length > 0, { timeoutMs: 30_000, what: 'the event arrives' });
  const event = new Webhook(secret).verify(calls[0].body, calls[0].headers);
  assert.deepEqual([event.type, event.subject], ['quote.created', id]);
  assert.equal(calls[0].headers['webhook-id'], event.id);
  assert.equal(calls[0].body, (await partner.get(`/v1/events/${event.id}`)).text);
  await eventually(() => said.includes(`quote.created ${event.id} -> 204\n`), { what: 'the line of the event' });
  assert.equal(calls.length, 1);
});
