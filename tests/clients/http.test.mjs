// HTTP itself, by bytes on a socket and by the clients of Node: methods, limits, codings, CORS, TLS, and the end of a server.
import assert from 'node:assert/strict';
import https from 'node:https';
import net from 'node:net';
import zlib from 'node:zlib';
import { after, before, describe, test } from 'node:test';
import { createApplication, request } from './support/application.mjs';
import { exchange, requestHead } from './support/raw.mjs';
import { makeDataDirectory, startDemoServer, startServer } from './support/server.mjs';

let server;
let partner;
let credential;

before(async () => {
  server = await startDemoServer({ args: ['--listen', '127.0.0.1:0', '--listen-tls', '127.0.0.1:0'], listeners: 2 });
  partner = await createApplication(server);
  credential = await partner.headers();
});
after(() => server?.end());

const send = (method, target, headers = {}, body = '') => exchange(server, requestHead(server, method, target, headers), body);
function assertProblem(answer, status, code) {
  assert.deepEqual([answer.status, answer.body?.code], [status, code], answer.text);
  assert.equal(answer.headers.get('content-type'), 'application/problem+json');
  assert.equal(answer.body.requestId, answer.headers.get('x-request-id'));
  assert.equal(answer.body.status, status);
}

describe('methods', () => {
  test('HEAD says what GET would, without a body', async () => {
    for (const target of ['/healthz', '/.well-known/jwks.json', '/v1/suppliers?limit=2', '/v1/utilities/comed']) {
      const [get, head] = await Promise.all([send('GET', target, credential), send('HEAD', target, credential)]);
      assert.equal(head.status, 200);
      assert.equal(head.text, '');
      for (const header of ['content-length', 'content-type', 'etag', 'cache-control']) assert.equal(head.headers.get(header), get.headers.get(header), `${target} ${header}`);
    }
    assert.equal((await send('HEAD', '/nowhere')).text, '');
  });
  test('another method is refused, and Allow says which are taken', async () => {
    for (const [method, target, allow] of [['POST', '/healthz', /GET/], ['DELETE', '/v1/me', /GET/], ['GET', '/oauth/token', /POST/], ['PUT', '/v1/application/keys', /GET.*POST|POST.*GET/], ['TRACE', '/healthz', /GET/]]) {
      const answer = await send(method, target, { ...credential, 'content-length': '0' });
      assertProblem(answer, 405, 'method_not_allowed');
      assert.match(answer.headers.get('allow'), allow);
    }
    assertProblem(await send('BREW', '/healthz'), 501, 'method_not_implemented');
  });
  test('OPTIONS says Allow', async () => {
    const answer = await send('OPTIONS', '/v1/application/keys');
    assert.equal(answer.status, 204);
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS']) assert.match(answer.headers.get('allow'), new RegExp(`\\b${method}\\b`));
  });
  test('an unknown path is not found', async () => {
    for (const target of ['/v1/nothing', '/v1/prices/', '/V1/prices', '//v1/prices', '/']) assertProblem(await send('GET', target, credential), 404, 'not_found');
    for (const target of ['/v1/%2e%2e/healthz', '/v1/../healthz', '/%00', '/%C3%28']) assertProblem(await send('GET', target, credential), 400, 'malformed_request');
  });
});

describe('types', () => {
  test('a body of another type is refused', async () => {
    const answer = await send('POST', '/v1/utilities/comed/account-number-check', { ...credential, 'content-type': 'text/xml', 'content-length': '3' }, '<a>');
    assertProblem(answer, 415, 'unsupported_media_type');
  });
  test('an Accept that excludes the answer is refused', async () => {
    for (const accept of ['text/html', 'application/json;q=0', 'image/*']) assertProblem(await send('GET', '/v1/suppliers', { ...credential, accept }), 406, 'not_acceptable');
    for (const accept of ['*/*', 'application/*', 'text/html, application/json;q=0.1']) assert.equal((await send('GET', '/v1/suppliers', { ...credential, accept })).status, 200);
  });
});

describe('limits', () => {
  test('a body that is too large is refused before it was read', async () => {
    const headers = { ...credential, 'content-type': 'application/json', 'content-length': String(1 << 30) };
    assertProblem(await send('POST', '/v1/utilities/comed/account-number-check', headers), 413, 'body_too_large');
    const chunk = 'x'.repeat(5000);
    const chunked = { ...credential, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    assertProblem(await send('POST', '/v1/utilities/comed/account-number-check', chunked, `1388\r\n${chunk}\r\n0\r\n\r\n`), 413, 'body_too_large');
  });
  test('a target, a head and a number of headers that are too large', async () => {
    assertProblem(await send('GET', `/v1/prices?zip=${'1'.repeat(9000)}`), 414, 'target_too_long');
    assertProblem(await send('GET', '/healthz', { 'x-long': 'x'.repeat(20_000) }), 431, 'head_too_large');
    assertProblem(await send('GET', '/healthz', Object.fromEntries(Array.from({ length: 110 }, (_, i) => [`x-${i}`, '1']))), 431, 'too_many_headers');
  });
  test('a request that two readers could take differently is refused', async () => {
    const host = new URL(server.url).host;
    for (const head of [
      ['POST /oauth/token HTTP/1.1', `host: ${host}`, 'content-length: 3', 'transfer-encoding: chunked'],
      ['POST /oauth/token HTTP/1.1', `host: ${host}`, 'content-length: 3', 'content-length: 4'],
      ['GET /healthz HTTP/1.1', `host: ${host}`, `host: ${host}`],
      ['GET /healthz HTTP/1.1', `host: ${host}`, 'x-a : 1'],
      ['GET /healthz HTTP/1.1', `host: ${host}`, 'x-a: 1', ' folded'],
    ]) {
      const answer = await exchange(server, head, 'abc');
      assertProblem(answer, 400, 'ambiguous_request');
      assert.equal(answer.headers.get('connection'), 'close');
    }
    assertProblem(await exchange(server, ['GET /healthz HTTP/1.1', 'connection: close']), 400, 'malformed_request');
    assertProblem(await exchange(server, ['GET /healthz HTTP/2.7', `host: ${host}`]), 505, 'http_version_not_supported');
  });
});

describe('codings', () => {
  const target = '/v1/utilities?limit=50';
  for (const [coding, decode] of [['gzip', zlib.gunzipSync], ['br', zlib.brotliDecompressSync]]) {
    test(`${coding} is sent to who takes it`, async () => {
      const plain = await (await fetch(server.url + target, { headers: { ...credential, 'accept-encoding': 'identity' } })).text();
      const bytes = await new Promise((resolve, reject) => {
        const { hostname, port } = new URL(server.url);
        const socket = net.connect(Number(port), hostname);
        const chunks = [];
        socket.on('data', (chunk) => chunks.push(chunk)).on('close', () => resolve(Buffer.concat(chunks))).on('error', reject);
        socket.write(`${requestHead(server, 'GET', target, { ...credential, 'accept-encoding': coding }).join('\r\n')}\r\n\r\n`);
      });
      const end = bytes.indexOf('\r\n\r\n');
      const head = bytes.subarray(0, end).toString().toLowerCase();
      assert.match(head, new RegExp(`content-encoding: ${coding}`));
      assert.match(head, /vary: accept-encoding/);
      assert.equal(decode(bytes.subarray(end + 4)).toString(), plain);
    });
  }
  test('a tag is of one coding', async () => {
    const tags = await Promise.all(['identity', 'gzip', 'br'].map(async (coding) => (await request(server, 'GET', target, { headers: { ...credential, 'accept-encoding': coding } })).headers.get('etag')));
    assert.equal(new Set(tags).size, 3);
    const again = await request(server, 'GET', target, { headers: { ...credential, 'accept-encoding': 'gzip', 'if-none-match': tags[1] } });
    assert.deepEqual([again.status, again.text], [304, '']);
  });
});

describe('other origins', () => {
  const origin = 'https://shop.example';
  test('may read what is public', async () => {
    const answer = await send('GET', '/.well-known/jwks.json', { origin });
    assert.equal(answer.headers.get('access-control-allow-origin'), '*');
    assert.match(answer.headers.get('access-control-expose-headers'), /x-request-id/);
    assert.equal(answer.headers.get('access-control-allow-credentials'), null);
  });
  test('may not use a server credential, nor change keys', async () => {
    for (const target of ['/v1/me', '/v1/application/keys', '/v1/prices?commodity=electric&utility=comed&annualUsage=1']) {
      const answer = await send('GET', target, { ...credential, origin });
      assert.equal(answer.headers.get('access-control-allow-origin'), null, target);
    }
    const preflight = await send('OPTIONS', '/v1/application/keys', { origin, 'access-control-request-method': 'POST' });
    assert.equal(preflight.headers.get('access-control-allow-origin'), null);
  });
});

test('each request has an id of its own', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await send('GET', '/healthz')).headers.get('x-request-id')));
  assert.equal(new Set(ids).size, 20);
});

test('many requests on one connection are answered in order', async () => {
  const host = new URL(server.url).host;
  const lines = ['/healthz', '/nowhere', '/.well-known/jwks.json'].map((target, i) => `GET ${target} HTTP/1.1\r\nhost: ${host}\r\n${i === 2 ? 'connection: close\r\n' : ''}\r\n`);
  const { hostname, port } = new URL(server.url);
  const text = await new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname);
    let all = '';
    socket.on('data', (chunk) => (all += chunk)).on('close', () => resolve(all)).on('error', reject);
    socket.write(lines.join(''));
  });
  assert.deepEqual([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]), ['200', '404', '200']);
});

test('TLS by a self-made certificate', async () => {
  const url = server.urls.find((each) => each.startsWith('https:'));
  const { status, text, protocol } = await new Promise((resolve, reject) => {
    https.get(`${url}/healthz`, { rejectUnauthorized: false, agent: false }, (response) => {
      const protocol = response.socket.getProtocol();
      let text = '';
      response.on('data', (chunk) => (text += chunk)).on('end', () => resolve({ status: response.statusCode, text, protocol }));
    }).on('error', reject);
  });
  assert.deepEqual([status, text], [200, '{"status":"ok"}']);
  assert.match(protocol, /^TLSv1\.[23]$/);
  const old = new Promise((resolve, reject) => https.get(`${url}/healthz`, { rejectUnauthorized: false, agent: false, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }, resolve).on('error', reject));
  await assert.rejects(old);
  const trusting = new Promise((resolve, reject) => https.get(`${url}/healthz`, { agent: false }, resolve).on('error', reject));
  await assert.rejects(trusting, 'it is self-made');
});

test('SIGTERM lets a running request end, and takes no other', async () => {
  const ending = await startServer({ dataDirectory: await makeDataDirectory() });
  const { hostname, port, host } = new URL(ending.url);
  const socket = net.connect(Number(port), hostname);
  let text = '';
  const closed = new Promise((resolve) => socket.on('close', resolve).on('error', resolve));
  socket.on('data', (chunk) => (text += chunk));
  // The head has come, and half of the body.
  socket.write(`POST /oauth/token HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 12\r\nexpect: 100-continue\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  assert.match(text, /^HTTP\/1\.1 100/);
  ending.terminate();
  let isTaken = true;
  while (isTaken) isTaken = await new Promise((resolve) => net.connect(Number(port), hostname, function connected() { this.destroy(); resolve(true); }).on('error', () => resolve(false)));
  socket.write('grant_type=x');
  await closed;
  assert.match(text, /HTTP\/1\.1 400/);
  assert.match(text.toLowerCase(), /connection: close/);
  assert.equal(await ending.exited, 0);
});
