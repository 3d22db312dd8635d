// A sender and its signers at the built-in signing service, for bench/signing.py: one JSON command a line in, one JSON answer a line out.
//
//   {"act":"login","integrationKey","userId","accountId"}   as this client
//   {"act":"create","count"}     envelopes with a five-page PDF and anchors, one after the other
//   {"act":"ready"}              opens a ceremony for each, and fills it up to the last press
//   {"act":"finish"}             the last press in each, and waits until all are sealed and stored
//   {"act":"ceremonies"}         whole ceremonies of all of them at once; the duration of each answer, ms
import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Ceremony } from '../../tests/clients/support/ceremony.mjs';
import { makePdf } from '../../tests/clients/support/pdf.mjs';

const [base, keyFile] = process.argv.slice(2);
const SEALED_WITHIN_MS = 60_000;
const LOOK_MS = 50;
const PAGES = 5;
const LINES = 40;

const pdf = makePdf(Array.from({ length: PAGES }, (_, page) => {
  const lines = Array.from({ length: LINES }, (_, line) => ({ x: 72, y: 740 - line * 15, text: `${page + 1}.${line + 1} The supplier sells and the customer buys electricity at the price of the schedule.` }));
  return page + 1 < PAGES ? [...lines, { x: 500, y: 40, text: '/init1/' }] : [...lines, { x: 100, y: 100, text: '/sign1/' }, { x: 350, y: 100, text: '/date1/' }];
})).toString('base64');

const signer = {
  email: 'ana.lopez@example.com', name: 'Ana Lopez', recipientId: '1', routingOrder: '1', clientUserId: 'customer-1',
  tabs: { signHereTabs: [{ anchorString: '/sign1/' }], initialHereTabs: [{ anchorString: '/init1/' }], dateSignedTabs: [{ anchorString: '/date1/' }] },
};

let login;
let envelopes = [];
let ceremonies = [];

async function call(method, path, body) {
  const response = await fetch(`${base}/esign/restapi/v2.1/accounts/${login.accountId}${path}`, {
    method, headers: { authorization: `Bearer ${login.token}`, ...(body && { 'content-type': 'application/json' }) }, body: body && JSON.stringify(body) });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, bytes };
}

async function done(method, path, body) {
  const { status, bytes } = await call(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${bytes.toString().slice(0, 300)}`);
  return JSON.parse(bytes);
}

async function logIn({ integrationKey, userId, accountId }) {
  const encoded = (part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: integrationKey, sub: userId, aud: new URL(base).host, iat: now, exp: now + 600, scope: 'signature impersonation' };
  const unsigned = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  const assertion = `${unsigned}.${createSign('sha256').update(unsigned).sign(readFileSync(keyFile)).toString('base64url')}`;
  const answer = await fetch(`${base}/esign/oauth/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }) });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`no token: ${JSON.stringify(body)}`);
  login = { accountId, token: body.access_token };
  return {};
}

async function create({ count }) {
  envelopes = [];
  for (let i = 0; i < count; ++i) {
    const made = await done('POST', '/envelopes', {
      emailSubject: 'Please sign your electricity agreement', status: 'sent', recipients: { signers: [signer] },
      documents: [{ documentBase64: pdf, name: 'Agreement', fileExtension: 'pdf', documentId: '1' }] });
    envelopes.push(made.envelopeId);
  }
  return { created: envelopes.length };
}

// What a page would feel: the time from each call to the end of its answer.
class TimedCeremony extends Ceremony {
  durations = [];
  async call(...asked) {
    const begun = performance.now();
    const answer = await super.call(...asked);
    this.durations.push(performance.now() - begun);
    return answer;
  }
}

async function open(envelopeId) {
  const { url } = await done('POST', `/envelopes/${envelopeId}/views/recipient`, {
    returnUrl: 'https://partner.example/signed', authenticationMethod: 'none', clientUserId: signer.clientUserId, email: signer.email, userName: signer.name });
  const page = await (await fetch(new URL(new URL(url).pathname, base), { redirect: 'manual' })).text();
  return new TimedCeremony(base, JSON.parse(/<script[^>]*id="ceremony"[^>]*>([^<]*)<\/script>/.exec(page)[1]).secret);
}

async function openAll() {
  ceremonies = [];
  for (const envelopeId of envelopes) ceremonies.push(await open(envelopeId));
}

async function ready() {
  await openAll();
  for (const ceremony of ceremonies) await ceremony.fill();
  return {};
}

async function finish() {
  for (const ceremony of ceremonies) {
    const { status, body } = await ceremony.finish();
    if (status !== 200) throw new Error(`finish: ${status} ${JSON.stringify(body)}`);
  }
  return allSealed();
}

// One call at a time, the last envelope first: by then most are done.
async function allSealed() {
  const until = Date.now() + SEALED_WITHIN_MS;
  for (const envelopeId of envelopes.toReversed()) {
    let answer;
    while ((answer = await call('GET', `/envelopes/${envelopeId}/documents/combined`)).status === 503) {
      if (Date.now() > until) throw new Error(`${envelopeId} was not sealed`);
      await pause(LOOK_MS);
    }
    if (answer.status !== 200 || !answer.bytes.includes('/ByteRange')) throw new Error(`combined: ${answer.status}`);
  }
  return { sealed: envelopes.length };
}

// A signer reads, fills and signs, with the pauses of a quick one.
async function ceremony(at) {
  await pause(Math.random() * 500);
  const session = await at.fill();
  for (const { documentId } of session.documents) await at.call('GET', `documents/${documentId}`);
  for (const [tabId, value] of Object.entries(at.values)) {
    await pause(100 + Math.random() * 200);
    await at.done('PUT', 'draft', { values: { [tabId]: value } });
  }
  await at.done('GET', 'events?since=0');
  const { status, body } = await at.finish();
  if (status !== 200) throw new Error(`finish: ${status} ${JSON.stringify(body)}`);
}

async function allAtOnce() {
  await openAll();
  await Promise.all(ceremonies.map(ceremony));
  const durations = ceremonies.flatMap((each) => each.durations);
  await allSealed();
  return { durations };
}

const acts = { login: logIn, create, ready, finish, ceremonies: allAtOnce };
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  console.log(JSON.stringify(await acts[command.act](command)));
}
