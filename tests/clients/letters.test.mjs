// Letters about a signature, read in Test's mailbox: the invitation whose link is followed, the signed copy, and what the others hear of a withdrawal.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { openCeremony } from './support/ceremony.mjs';
import * as contracting from './support/contracting.mjs';
import { eventually, startServer } from './support/server.mjs';

const { done } = contracting;
const start = contracting.monthAhead(4);
const PATIENCE = { timeoutMs: 60_000 };
let server;
let partner;

before(async () => {
  server = await startServer();
  partner = await createApplication(server);
  await contracting.importSheet(server, { supplier: 'quarry-hill', rows: [{ utility: 'PPL', state: 'PA', term: 24, price: '0.06350', band: '0-999 MWh', start }] });
});
after(() => server?.end());

const offer = () => eventually(async () => (await contracting.offersOf(partner, { commodity: 'electric', annualUsage: '90000', supplier: 'quarry-hill', utility: 'ppl' }).catch(() => []))[0],
  { timeoutMs: 30_000, what: 'the sheet is sold' });
const lettersAbout = async (id) => (await (await fetch(`${server.url}/mailbox.json?about=${id}`)).json()).items;
const letter = (id, category) => eventually(async () => (await lettersAbout(id)).find((each) => each.category === category), { ...PATIENCE, what: `the letter ${category}` });

async function sent(digits) {
  const customer = await contracting.makeCustomer(partner, { legalName: `Lehigh Tool ${digits} LLC` });
  const [account] = await contracting.addAccounts(partner, customer.id, [{ commodity: 'ELECTRIC', utility: 'ppl', accountNumber: digits, serviceAddress: { line1: '1 Broad St', city: 'Bethlehem', state: 'PA', zip: '18015' }, annualUsage: '90000' }]);
  const { rateId } = await offer();
  const { contract } = await done(partner, 'createContract', { customerId: customer.id, accounts: [{ serviceAccountId: account.id, rateId }] }, 'contract{id}');
  await done(partner, 'sendContract', { id: contract.id, delivery: 'EMBEDDED' }, 'contract{status}');
  return contract.id;
}

test('the signer follows the link of his invitation, signs, and gets the signed copy', async () => {
  const id = await sent('3301120116');
  const invitation = await letter(id, 'signing_invitation');
  assert.match(invitation.subject, /^Please sign: /);
  assert.doesNotMatch(invitation.text, /switchyard/i);
  const [link] = invitation.text.match(/http\S+\/sign\/\S+/);
  await (await openCeremony(link, server.url)).sign();
  const copy = await letter(id, 'signing_completed');
  assert.equal(copy.attachments.length, 1);
  assert.equal(copy.attachments[0].contentType, 'application/pdf');
  const pdf = Buffer.from(await (await fetch(`${server.url}/mailbox/${copy.id}/attachments/0`)).arrayBuffer());
  assert.deepEqual([pdf.length, pdf.subarray(0, 5).toString()], [copy.attachments[0].sizeBytes, '%PDF-']);
  assert.equal((await lettersAbout(id)).length, 2);
});

test('a withdrawal is told to the signer who was invited', async () => {
  const id = await sent('3301120124');
  await letter(id, 'signing_invitation');
  await done(partner, 'withdrawContract', { id, reason: 'The customer chose another term' }, 'contract{status}');
  const told = await letter(id, 'signing_voided_signer');
  assert.match(told.text, /can no longer be signed/);
});

test('the mailbox shows letters as pages and runs nothing of them', async () => {
  const list = await fetch(`${server.url}/mailbox`);
  assert.equal(list.status, 200);
  const html = await list.text();
  const [, id] = html.match(/href="\/mailbox\/(ltr_[0-9a-z]+)"/);
  const frame = await fetch(`${server.url}/mailbox/${id}/html`);
  assert.match(frame.headers.get('content-security-policy'), /default-src 'none'.*sandbox/);
  assert.doesNotMatch(frame.headers.get('content-security-policy'), /allow-scripts|allow-same-origin/);
});
