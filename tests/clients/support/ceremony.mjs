// A signer at our ceremony, without a browser: what web/sign's page says to its server (web/sign/API.md).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { eventually } from './server.mjs';

// The session behind a long-lived link, once the signing provider has the envelope. `base` is where the server is now.
export async function openCeremony(link, base) {
  const at = (address) => new URL(new URL(address).pathname, base).href;
  const view = await eventually(async () => {
    const response = await fetch(at(link), { redirect: 'manual' });
    await response.arrayBuffer();
    return response.status === 303 && response.headers.get('location');
  }, { timeoutMs: 30_000, what: `the view behind ${link}` });
  return ceremonyAt(at(view), base);
}

// The session that a view's own address opens.
export async function ceremonyAt(view, base) {
  const page = await fetch(view, { redirect: 'manual' });
  const html = await page.text();
  assert.equal(page.status, 200, `${view}: ${page.status} ${page.headers.get('location') ?? html.slice(0, 300)}`);
  const seed = JSON.parse(/<script[^>]*id="ceremony"[^>]*>([^<]*)<\/script>/.exec(html)[1]);
  return new Ceremony(base, seed.secret);
}

export class Ceremony {
  constructor(base, secret) {
    Object.assign(this, { base, secret });
  }

  async call(method, name, body) {
    const response = await fetch(`${this.base}/esign/signing/api/${name}`, {
      method, headers: { authorization: `Bearer ${this.secret}`, ...(body && { 'content-type': 'application/json' }) }, body: body && JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
  }

  async done(method, name, body) {
    const answer = await this.call(method, name, body);
    assert.equal(answer.status, 200, `${name}: ${JSON.stringify(answer.body).slice(0, 500)}`);
    return answer.body;
  }

  // Up to the last press: consent, every document to its end, a signature, every field that is asked for.
  async fill() {
    let session = await this.done('GET', 'session');
    if (session.disclosure && !session.disclosure.acceptedAt) session = await this.done('POST', 'consent', { version: session.disclosure.version });
    for (const { documentId, pageCount } of session.documents) await this.done('POST', 'viewed', { documentId, page: pageCount, toEnd: true });
    await this.done('POST', 'adopt', { kind: 'typed', name: session.signer.name, initials: 'AR', style: 'flowing' });
    const mine = session.tabs.filter(({ kind, locked }) => !locked && kind !== 'dateSigned');
    this.values = Object.fromEntries(mine.map(({ tabId, kind }) => [tabId, kind === 'sign' || kind === 'initial' ? 'placed' : kind === 'checkbox' ? 'true' : 'Text']));
    return session;
  }

  finish() {
    return this.call('POST', 'finish', { key: randomUUID(), values: this.values });
  }

  async sign() {
    await this.fill();
    const { status, body } = await this.finish();
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  decline(reason) {
    return this.done('POST', 'decline', { reason });
  }
}
