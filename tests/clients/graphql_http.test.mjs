// GraphQL over HTTP as npm graphql-http audits it: every MUST and SHOULD, against $GRAPHQL_URL or a server of our own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { createApplication } from './support/application.mjs';
import { startDemoServer } from './support/server.mjs';

let server;
let url = process.env.GRAPHQL_URL;
let credential = {};

before(async () => {
  if (url) return;
  server = await startDemoServer();
  credential = await (await createApplication(server)).headers();
  url = `${server.url}/graphql`;
});
after(() => server?.end());

const fetchFn = (target, init = {}) => fetch(target, { ...init, headers: { ...credential, ...init.headers } });

test('every audit holds', async (t) => {
  for (const audit of serverAudits({ url: () => url, fetchFn })) {
    await t.test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      assert.equal(result.status, 'ok', result.reason);
    });
  }
});

test('a mutation by GET is refused with Allow', async () => {
  const answer = await fetchFn(`${url}?query=${encodeURIComponent('mutation { __typename }')}`);
  assert.ok([400, 405].includes(answer.status), `${answer.status}`);
});

test('what a form of a foreign page can send is refused', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
    const answer = await fetchFn(url, { method: 'POST', headers: { 'content-type': type }, body: '{"query":"{ __typename }"}' });
    assert.equal(answer.status, 415, type);
  }
});
