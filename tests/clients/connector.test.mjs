// A contract is sent, signed by its customer and kept: our connector speaks to the built-in service over HTTP, the signer's page is acted through its own calls.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import tls from 'node:tls';
import { createApplication } from './support/application.mjs';
import * as contracting from './support/contracting.mjs';
import { eventually, startServer } from './support/server.mjs';

const { ask, done } = contracting;
const start = contracting.monthAhead(4);
let server;
let partner;
let rateId;
let made = 0;

async function open(options) {
  server = await startServer(options);
  if (server.url.startsWith('https:')) tls.setDefaultCACertificates([await readFile(path.join(server.dataDirectory, 'tls-certificate.pem'), 'utf8')]);
  partner = await createApplication(server);
  await contracting.importSheet(server, { supplier: 'quarry-hill', rows: [{ utility: 'ComEd', state: 'IL', class: 'Small Load', start, term: 24, band: '0-74 MWh', price: '0.06120' }] });
  const offers = () => contracting.offersOf(partner, { commodity: 'electric', utility: 'comed', annualUsage: '38400', supplier: 'quarry-hill' }).catch(() => false);
  [{ rateId }] = await eventually(offers, { timeoutMs: 30_000, what: 'the sheet is sold' });
}
before(() => open());
after(() => server?.end());

async function sentContract() {
  const customer = await contracting.makeCustomer(partner, { yourReference: randomUUID() });
  const [account] = await contracting.addAccounts(partner, customer.id, [contracting.accountInput({ accountNumber: String(2_245_983_017 + made++) })]);
  const { contract } = await done(partner, 'createContract', { customerId: customer.id, accounts: [{ serviceAccountId: account.id, rateId, annualUsage: '38400' }] }, 'contract{id}');
  await done(partner, 'sendContract', { id: contract.id }, 'contract{status}');
  return contract.id;
}

const statusOf = async (id) => (await ask(partner, 'query($id:ID!){contract(id:$id){status}}', { id })).contract.status;
const linkOf = async (id) => (await done(partner, 'createSigningSession', { id, returnUrl: 'https://shop.example.com/done?order=7' }, 'signingUrl')).signingUrl;

// What a browser would end at when it opens our link: the address of the ceremony, once the envelope is there.
const ceremonyOf = (link) => eventually(async () => {
  const answer = await fetch(link, { redirect: 'manual' });
  return answer.status === 303 ? answer.headers.get('location') : false;
}, { timeoutMs: 30_000, what: 'the link leads to a ceremony' });

// The page as its script acts on it.
class Ceremony {
  static async open(url) {
    const page = await (await fetch(url)).text();
    const seed = JSON.parse(page.match(/<script type="application\/json" id="ceremony">([^<]*)<\/script>/)[1]);
    return Object.assign(new Ceremony(), { api: new URL(seed.api, server.url).href, secret: seed.secret });
  }

  async call(method, name, body) {
    const headers = { authorization: `Bearer ${this.secret}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(`${this.api}/${name}`, { method, headers, body: body && JSON.stringify(body) });
    const value = await answer.json();
    assert.ok(answer.ok, `${name}: ${answer.status} ${JSON.stringify(value)}`);
    return value;
  }

  async finish() {
    let session = await this.call('GET', 'session');
    session = await this.call('POST', 'consent', { version: session.disclosure.version });
    for (const { documentId, pageCount } of session.documents) await this.call('POST', 'viewed', { documentId, page: pageCount, toEnd: true });
    await this.call('POST', 'adopt', { kind: 'typed', name: 'Ana Ruiz', initials: 'AR', style: 'script' });
    const values = {};
    for (const { tabId, kind, required, locked } of session.tabs) {
      if (locked) continue;
      if (kind === 'sign' || kind === 'initial') values[tabId] = 'placed';
      else if (required) values[tabId] = kind === 'checkbox' ? 'true' : 'Owner';
    }
    return this.call('POST', 'finish', { key: randomUUID(), values });
  }
}

describe('a contract that is sent', () => {
  test('is signed behind our link and kept with its hash', async () => {
    const id = await sentContract();
    const ceremony = await Ceremony.open(await ceremonyOf(await linkOf(id)));
    const end = await ceremony.finish();
    assert.equal(end.event, 'signing_complete');
    const signed = ['SIGNED', 'IN_REVIEW', 'INCOMPLETE'];
    await eventually(async () => signed.includes(await statusOf(id)), { timeoutMs: 60_000, what: 'the contract is signed' });
    const kept = await eventually(async () => {
      const { contract } = await ask(partner, 'query($id:ID!){contract(id:$id){documents{id kind sha256 fileName}}}', { id });
      const found = contract.documents.filter(({ kind }) => kind === 'SIGNED');
      return found.length > 0 ? found : false;
    }, { timeoutMs: 60_000, what: 'the signed documents are kept' });
    const answer = await fetch(`${server.url}/v1/documents/${kept[0].id}/content`, { headers: await partner.headers() });
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    assert.equal(createHash('sha256').update(bytes).digest('hex'), kept[0].sha256);
  });

  test('comes back by our address to the shop, with the event and its own query', async () => {
    const id = await sentContract();
    const ceremony = await Ceremony.open(await ceremonyOf(await linkOf(id)));
    const { url } = await ceremony.finish();
    assert.ok(url.startsWith(`${server.url}/sign/done/`), url);
    const back = await fetch(url, { redirect: 'manual' });
    assert.deepEqual([back.status, back.headers.get('location')], [303, 'https://shop.example.com/done?order=7&event=signing_complete']);
  });

  test('can be opened by its link again and again, each time for a ceremony of its own', async () => {
    const link = await linkOf(await sentContract());
    assert.notEqual(await ceremonyOf(link), await ceremonyOf(link));
  });

  test('that is withdrawn shows a plain page at its link', async () => {
    const id = await sentContract();
    const link = await linkOf(id);
    await ceremonyOf(link);
    await done(partner, 'withdrawContract', { id, reason: 'changed our mind' }, 'contract{status}');
    const page = await fetch(link, { redirect: 'manual' });
    assert.equal(page.status, 410);
    assert.match(await page.text(), /withdrawn/);
  });
});

describe('a callback', () => {
  test('without a genuine signature changes nothing', async () => {
    const body = JSON.stringify({ event: 'envelope-completed', data: { envelopeId: randomUUID() } });
    for (const headers of [{}, { 'x-docusign-signature-1': 'AAAA' }]) {
      const answer = await fetch(`${server.url}/signing/connect/test`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
      assert.deepEqual([answer.status, (await answer.json()).code], [401, 'callback_signature_invalid']);
    }
  });
});

describe('a server that speaks TLS alone, with the certificate that it made for itself', () => {
  before(async () => {
    await server.end();
    await open({ args: ['--listen-tls', '127.0.0.1:0'] });
  });

  test('reaches itself: its contracts are sent, signed, told of and kept', async () => {
    const id = await sentContract();
    const link = await linkOf(id);
    assert.ok(link.startsWith(`${server.url}/sign/`) && server.url.startsWith('https://127.0.0.1:'), link);
    const ceremony = await Ceremony.open(await ceremonyOf(link));
    assert.equal((await ceremony.finish()).event, 'signing_complete');
    await eventually(async () => ['SIGNED', 'IN_REVIEW', 'INCOMPLETE'].includes(await statusOf(id)), { timeoutMs: 60_000, what: 'the contract is signed' });
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    assert.match(metrics, /esign_connect_deliveries_total\{[^}]*outcome="delivered"[^}]*\} [1-9]/);
    assert.doesNotMatch(metrics, /esign_connect_deliveries_total\{[^}]*outcome="(postponed|failed)"[^}]*\} [1-9]/);
  });
});
