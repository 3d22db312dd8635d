// Runs the collection as Postman would: the pre-request script, then each request with the token that it left.
//
//   URL=… CLIENT_ID=… API_KEY=… KEY=key.pem node postman.js COLLECTION ENVIRONMENT
//
// `pm` here is what the script uses of Postman's: environment, variables.replaceIn('{{$guid}}'), sendRequest, and of the tests
// test and response.to.have.status. Prints a line a request; fails with the first that does not answer as its test says.
'use strict';
const assert = require('assert');
const fs = require('fs');

const [collectionFile, environmentFile] = process.argv.slice(2);
const collection = JSON.parse(fs.readFileSync(collectionFile, 'utf8'));
const values = new Map(JSON.parse(fs.readFileSync(environmentFile, 'utf8')).values.map(({ key, value }) => [key, value]));
for (const name of ['clientId', 'apiKey', 'privateKey', 'token']) assert.strictEqual(values.get(name), '', `the environment file holds a ${name}`);

const { URL: baseUrl, CLIENT_ID: clientId, API_KEY: apiKey, KEY: keyFile } = process.env;
for (const [name, value] of Object.entries({ baseUrl, clientId, apiKey, privateKey: fs.readFileSync(keyFile, 'utf8') })) values.set(name, value);

let tokenCalls = 0;
const pm = {
  environment: { get: (name) => values.get(name), set: (name, value) => values.set(name, value) },
  variables: { replaceIn: (text) => text.replaceAll('{{$guid}}', crypto.randomUUID()) },
  sendRequest: async ({ url, method, header, body }) => {
    tokenCalls += 1;
    const form = new URLSearchParams(body.urlencoded.map(({ key, value }) => [key, value]));
    const answer = await fetch(url, { method, headers: header, body: form });
    const json = await answer.json();
    return { code: answer.status, json: () => json };
  },
};
const filled = (text) => text.replace(/\{\{(\w+)\}\}/g, (_, name) => values.get(name));
const AsyncFunction = (async () => {}).constructor;
const scriptOf = (item, listen) => (item.event || []).filter((event) => event.listen === listen).flatMap((event) => event.script.exec).join('\n');
const requestsOf = (item) => (item.request ? [item] : item.item.flatMap(requestsOf));

const send = async ({ name, request, ...item }) => {
  await new AsyncFunction('pm', scriptOf(collection, 'prerequest'))(pm);
  const headers = Object.fromEntries(request.header.map(({ key, value }) => [key, filled(value)]));
  headers.Authorization = `Bearer ${filled(collection.auth.bearer[0].value)}`;
  const answer = await fetch(filled(request.url.raw), { method: request.method, headers });
  const text = await answer.text();
  const have = { status: (wanted) => assert.strictEqual(answer.status, wanted, `${name}: ${text}`) };
  const inTest = { ...pm, test: (_, check) => check(), response: { to: { have } } };
  await new AsyncFunction('pm', scriptOf(item, 'test'))(inTest);
  console.log(`${answer.status} ${name}`);
};

(async () => {
  assert.match(collection.info.schema, /v2\.1\.0/);
  const requests = requestsOf(collection);
  assert.ok(requests.length >= 8);
  for (const request of requests) await send(request);
  assert.strictEqual(tokenCalls, 1, 'the token is kept between requests');
})().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
