// docs/snippets/webhook.*: receivers that believe what standardwebhooks signed, and nothing else.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { eventually } from './support/server.mjs';

const snippets = path.resolve(import.meta.dirname, '../../docs/snippets');
const secret = `whsec_${Buffer.from('thirty-two bytes of a test key..').toString('base64')}`;
const body = '{"id":"evt_1","type":"quote.created","subject":"quo_1","yourReference":"Läden"}';

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function headersOf({ at = new Date(), signs = secret, before = '' } = {}) {
  return { 'content-type': 'application/json', 'webhook-id': 'evt_1', 'webhook-timestamp': String(Math.floor(at / 1000)), 'webhook-signature': before + new Webhook(signs).sign('evt_1', at, body) };
}

const programs = {
  'webhook.py': (port) => ['python3', ['-u', path.join(snippets, 'webhook.py')], { PORT: String(port) }],
  'webhook.php': (port) => ['php', ['-S', `127.0.0.1:${port}`, path.join(snippets, 'webhook.php')], {}],
};

for (const [name, program] of Object.entries(programs)) {
  test(`${name} takes a genuine event and refuses a forged, an old and an unsigned one`, async () => {
    const port = await freePort();
    const [command, args, env] = program(port);
    const child = spawn(command, args, { env: { ...process.env, ...env, SECRET: secret }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    const post = async (headers, text = body) => (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: text })).status;
    try {
      await eventually(() => post({}).then(() => true, () => false), { what: `${name} listens` });
      assert.equal(await post(headersOf({ before: 'v1,AAAA ' })), 204);
      await eventually(() => said.includes('quote.created quo_1 evt_1'), { what: 'the line of the event' });
      assert.equal(await post(headersOf(), body.replace('quo_1', 'quo_2')), 400);
      assert.equal(await post(headersOf({ at: new Date(Date.now() - 400_000) })), 400);
      assert.equal(await post(headersOf({ signs: `whsec_${Buffer.from('another key').toString('base64')}` })), 400);
      assert.equal(await post({}), 400);
    } finally {
      child.kill();
    }
  });
}
