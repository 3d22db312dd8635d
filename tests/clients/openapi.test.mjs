// api/openapi.yaml itself: sound to two linters, and of the same routes as the server.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { createApplication, request } from './support/application.mjs';
import { documentFile, operations } from './support/document.mjs';
import { startServer } from './support/server.mjs';

const folder = import.meta.dirname;
let server;
let operator;

before(async () => {
  server = await startServer();
  operator = await createApplication(server, { kind: 'operator' });
});
after(() => server?.end());

function lint(program, ...args) {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(folder, 'node_modules/.bin', program), 'lint', ...args, documentFile], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ exitCode: error ? error.code : 0, said: stdout + stderr }),
    );
  });
}

test('Redocly finds nothing', async () => {
  const { exitCode, said } = await lint('redocly', '--config', 'redocly.yaml', '--max-problems', '20');
  assert.equal(exitCode, 0, said);
  assert.doesNotMatch(said, /You have \d+ (warning|error)/, said);
});

test('Spectral finds nothing', async () => {
  const { exitCode, said } = await lint('spectral', '--ruleset', 'spectral.yaml', '--fail-severity', 'hint');
  assert.equal(exitCode, 0, said);
});

const filled = (template) => template.replace(/\{\w+\}/g, 'x');

test('every operation of the document is served', async () => {
  for (const { name, method, path: template } of operations) {
    // Without a credential a route refuses; only what is no route is not found.
    const answer = await request(server, method, filled(template));
    assert.ok(![404, 405].includes(answer.status), `${name}: ${answer.status} ${answer.text}`);
  }
});

test('the document has every method that the server allows on its paths', async () => {
  for (const template of new Set(operations.map((operation) => operation.path))) {
    const answer = await request(server, 'OPTIONS', filled(template));
    const allowed = answer.headers.get('allow').split(', ').filter((method) => !['HEAD', 'OPTIONS'].includes(method));
    // A path without parameters is also one of a template beside it: /v1/utilities/identify of /v1/utilities/{code}.
    const fits = (path) => path === template || (!template.includes('{') && new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(template));
    const documented = [...new Set(operations.filter((operation) => fits(operation.path)).map(({ method }) => method))];
    assert.deepEqual(allowed.sort(), documented.sort(), template);
  }
});

test('every route that the server counts requests of is in the document', async () => {
  const { text } = await request(server, 'GET', '/metrics');
  // The histogram has a line for each route from the start. Pages for people, and what signing providers speak, are no part of the document.
  const served = [...text.matchAll(/^http_request_duration_seconds_count\{route="([^"]+)"\}/gm)].map((match) => match[1]).filter((route) => route !== 'none' && !/^(docs|evidence|mailbox)\b|^\w+ \/(sign|signing|esign|mailbox)\b/.test(route));
  assert.ok(served.length > 20, 'the routes are not in the metrics');
  const named = { healthz: 'GET /healthz', readyz: 'GET /readyz', metrics: 'GET /metrics' };
  const documented = operations.map(({ name }) => name).sort();
  assert.deepEqual(served.map((route) => named[route] ?? route).sort(), documented);
});

test('an operator has only scopes that the metadata lists', async () => {
  const { body } = await request(server, 'GET', '/.well-known/oauth-authorization-server');
  const me = await operator.get('/v1/me');
  for (const scope of me.body.scopes) assert.ok(body.scopes_supported.includes(scope), scope);
  assert.equal(body.issuer, server.url);
});
