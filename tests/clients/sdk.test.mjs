// sdk/typescript as a partner has it: compiled by strict TypeScript, its README's examples run one after the other against a real server.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as jose from 'jose';
import { Webhook } from 'standardwebhooks';
import { createApplication } from './support/application.mjs';
import { startDemoServer } from './support/server.mjs';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const tsc = path.join(root, 'web/node_modules/typescript/bin/tsc');
const secret = `whsec_${Buffer.from('thirty-two bytes of a test key..').toString('base64')}`;
let folder;
let server;
let partner;
let sdk;
let options;

const compile = (project, ...args) => run(process.execPath, [tsc, '-p', project, ...args]).catch(({ stdout }) => assert.fail(stdout));

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'switchyard-sdk-'));
  const installed = path.join(folder, 'node_modules/@switchyard/client');
  await mkdir(path.dirname(installed), { recursive: true });
  await symlink(path.join(import.meta.dirname, 'node_modules/jose'), path.join(folder, 'node_modules/jose'));
  await cp(path.join(root, 'sdk/typescript'), installed, { recursive: true, filter: (file) => !file.endsWith('node_modules') || file === installed });
  await compile(installed);
  sdk = await import(pathToFileURL(path.join(installed, 'dist/index.js')));
  server = await startDemoServer();
  partner = await createApplication(server);
  const privateKey = await jose.exportPKCS8(partner.keys.privateKey);
  await writeFile(path.join(folder, 'key.pem'), privateKey, { mode: 0o600 });
  options = { url: server.url, clientId: partner.clientId, apiKey: partner.apiKey, privateKey };
});
after(async () => {
  await server?.end();
  await rm(folder, { recursive: true, force: true });
});

test("the README's examples are sound to the compiler, and run", async () => {
  const readme = await readFile(path.join(root, 'sdk/typescript/README.md'), 'utf8');
  const example = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => match[1]).join('\n');
  await writeFile(path.join(folder, 'example.mts'), example);
  const { compilerOptions } = JSON.parse(await readFile(path.join(root, 'sdk/typescript/tsconfig.json'), 'utf8'));
  const typeRoots = [path.join(root, 'web/node_modules/@types')];
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...compilerOptions, declaration: false, noEmit: true, rootDir: '.', skipLibCheck: true, types: ['node'], typeRoots }, include: ['example.mts'] }));
  await compile(folder);
  const env = { ...process.env, URL: server.url, CLIENT_ID: partner.clientId, API_KEY: partner.apiKey, KEY: path.join(folder, 'key.pem'), WEBHOOK_SECRET: secret };
  const { stdout } = await run(process.execPath, ['example.mts'], { cwd: folder, env });
  assert.match(stdout, /supplier: '/);
  assert.match(stdout, /id: 'quo_/);
  assert.match(stdout, /^quote\.created quo_\w+ ec1-/m);
});

test('a refusal says its code', async () => {
  const client = new sdk.Client(options);
  await assert.rejects(client.call('GET', '/v1/quotes/quo_00000000000000000000000000'), ({ status, code, requestId }) => status === 404 && code === 'quote_not_found' && requestId.length > 0);
  await assert.rejects(new sdk.Client({ ...options, apiKey: 'wrong' }).prices({ commodity: 'electric' }), { name: 'SwitchyardError', status: 401 });
});

test('a write that met a busy server goes again with the same key; a refused one does not', async () => {
  const seen = [];
  const front = createServer((request, response) => {
    if (request.url === '/oauth/token') return response.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"t","expires_in":900}');
    seen.push(request.headers['idempotency-key']);
    if (seen.length === 1) return request.socket.destroy();
    if (seen.length === 2) return response.writeHead(503, { 'retry-after': '0' }).end();
    return response.writeHead(request.url === '/done' ? 200 : 409, { 'content-type': 'application/json' }).end('{"code":"taken"}');
  });
  await new Promise((resolve) => front.listen(0, '127.0.0.1', resolve));
  const client = new sdk.Client({ ...options, url: `http://127.0.0.1:${front.address().port}/` });
  assert.deepEqual(await client.call('POST', '/done', { body: {} }), { code: 'taken' });
  assert.deepEqual([seen.length, new Set(seen).size], [3, 1]);
  await assert.rejects(client.call('POST', '/refused', { body: {}, idempotencyKey: 'mine' }), { code: 'taken' });
  assert.deepEqual(seen.slice(3), ['mine']);
  front.closeAllConnections();
  front.close();
});

test('webhooks are believed as standardwebhooks believes them', async () => {
  const now = new Date();
  const body = JSON.stringify({ id: 'evt_1', type: 'quote.created' });
  const headers = { 'webhook-id': 'evt_1', 'webhook-timestamp': String(Math.floor(now / 1000)), 'webhook-signature': `v1,AAAA ${new Webhook(secret).sign('evt_1', now, body)}` };
  const other = `whsec_${Buffer.from(randomUUID()).toString('base64')}`;
  assert.equal((await sdk.verifyWebhook(body, headers, [other, secret])).type, 'quote.created');
  assert.equal((await sdk.verifyWebhook(body, new Headers(headers), secret, now)).id, 'evt_1');
  const refused = { name: 'WebhookRefused' };
  await assert.rejects(sdk.verifyWebhook(`${body} `, headers, secret), refused);
  await assert.rejects(sdk.verifyWebhook(body, headers, other), refused);
  await assert.rejects(sdk.verifyWebhook(body, { ...headers, 'webhook-id': undefined }, secret), refused);
  await assert.rejects(sdk.verifyWebhook(body, headers, secret, new Date(now.getTime() + 301_000)), refused);
});
