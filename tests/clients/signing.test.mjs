// A contract from the draft to the signature, through the signing service that Test signs with: sent, opened by its link, signed, and what comes of it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { openCeremony } from './support/ceremony.mjs';
import * as contracting from './support/contracting.mjs';
import { eventually, startServer } from './support/server.mjs';

const { ask, done } = contracting;
const start = contracting.monthAhead(4);
const PATIENCE = { timeoutMs: 60_000 };
let server;
let partner;
let number = 100;

before(async () => {
  server = await startServer();
  partner = await createApplication(server);
  await contracting.importSheet(server, { supplier: 'quarry-hill', rows: [{ utility: 'PPL', state: 'PA', term: 24, price: '0.06350', band: '0-999 MWh', start }] });
  await eventually(offer, { timeoutMs: 30_000, what: 'the sheet is sold' });
});
after(() => server?.end());

const offer = async () => (await contracting.offersOf(partner, { commodity: 'electric', annualUsage: '90000', supplier: 'quarry-hill', utility: 'ppl' }))[0];
const FIELDS = `status reason documentVersion signedAt envelope{state reason providerEnvelopeId signers{role name state signedAt declinedReason} signedDocuments{purpose sha256}}
  acceptances{method acceptedAt acceptedBy reference signers{role name} document{purpose}} history{event} documents{id kind purpose sha256 sizeBytes contentUrl}
  customer{authorizations{status method document{purpose}}}`;
const contractOf = async (id) => (await ask(partner, `query($id:ID!){contract(id:$id){${FIELDS}}}`, { id })).contract;
const until = (id, status) => eventually(async () => { const now = await contractOf(id); return now.status === status && now; }, { ...PATIENCE, what: `the contract is ${status}` });

async function customerWithMeter() {
  const digits = `330112${String((number += 8)).padStart(4, '0')}`;
  const customer = await contracting.makeCustomer(partner, { legalName: `Lehigh Tool ${digits} LLC` });
  const [account] = await contracting.addAccounts(partner, customer.id, [{ commodity: 'ELECTRIC', utility: 'ppl', accountNumber: digits, serviceAddress: { line1: '1 Broad St', city: 'Bethlehem', state: 'PA', zip: '18015' }, annualUsage: '90000' }]);
  return { customer, account };
}
async function draft() {
  const { customer, account } = await customerWithMeter();
  const { rateId } = await offer();
  return (await done(partner, 'createContract', { customerId: customer.id, accounts: [{ serviceAccountId: account.id, rateId }] }, 'contract{id}')).contract.id;
}
const linkOf = async (id, input = {}) => (await done(partner, 'createSigningSession', { id, ...input }, 'signingUrl')).signingUrl;

test('a contract is signed at its link, goes to review, and has its signed papers', async () => {
  const id = await draft();
  const link = await linkOf(id, { returnUrl: 'https://shop.example.com/done' });
  const finished = await (await openCeremony(link, server.url)).sign();
  assert.equal(finished.event, 'signing_complete');
  const contract = await until(id, 'IN_REVIEW');
  const events = contract.history.map(({ event }) => event);
  assert.deepEqual([events[0], events.at(-2), events.at(-1)], ['contract.draft', 'contract.signed', 'contract.in_review']);
  assert.deepEqual(contract.acceptances.map(({ method, acceptedBy, signers }) => [method, acceptedBy, signers]), [['ENVELOPE', 'Ana Ruiz', [{ role: 'CUSTOMER', name: 'Ana Ruiz' }]]]);
  assert.equal(contract.acceptances[0].reference, contract.envelope.providerEnvelopeId);
  assert.equal(contract.acceptances[0].acceptedAt, contract.signedAt);
  const kept = await eventually(async () => {
    const now = await contractOf(id);
    return now.envelope.signedDocuments.length === 2 && now;
  }, { ...PATIENCE, what: 'the signed papers' });
  assert.equal(kept.envelope.state, 'COMPLETED');
  const papers = kept.documents.filter(({ kind }) => kind === 'SIGNED');
  assert.deepEqual(papers.map(({ purpose }) => purpose).sort(), ['signed_contract', 'signing_certificate']);
  for (const paper of papers) {
    const response = await fetch(`${server.url}${paper.contentUrl}`, { headers: await partner.headers() });
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.deepEqual([response.status, bytes.length, createHash('sha256').update(bytes).digest('hex')], [200, paper.sizeBytes, paper.sha256]);
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  }
  assert.equal(kept.acceptances[0].document.purpose, 'signed_contract');
  assert.deepEqual(kept.customer.authorizations, [{ status: 'VALID', method: 'ESIGN', document: { purpose: 'signed_contract' } }]);
});

test('the co-signer signs after the customer, and the contract is signed once both have', async () => {
  const id = await draft();
  await done(partner, 'sendContract', { id, delivery: 'NONE', signers: [{ role: 'CO_SIGNER', name: 'Omar Diaz', email: 'omar@bread.example', title: 'CFO' }] }, 'contract{status}');
  const [first, second] = [await linkOf(id), await linkOf(id, { role: 'CO_SIGNER' })];
  await (await openCeremony(first, server.url)).sign();
  const half = await eventually(async () => { const now = await contractOf(id); return now.envelope.signers[0].state === 'SIGNED' && now; }, { ...PATIENCE, what: 'the first signature' });
  assert.ok(['SENT', 'VIEWED'].includes(half.status), half.status);
  await (await openCeremony(second, server.url)).sign();
  const contract = await until(id, 'IN_REVIEW');
  assert.deepEqual(contract.envelope.signers.map(({ role, state }) => [role, state]), [['CUSTOMER', 'SIGNED'], ['CO_SIGNER', 'SIGNED']]);
  assert.ok(contract.history.some(({ event }) => event === 'contract.signer_done'));
});

test('a decline ends the contract, with its reason', async () => {
  const id = await draft();
  await (await openCeremony(await linkOf(id), server.url)).decline('Too dear.');
  const contract = await until(id, 'DECLINED');
  assert.deepEqual([contract.reason, contract.envelope.signers[0].declinedReason], ['Too dear.', 'Too dear.']);
});

test('a letter of authorization is signed by itself', async () => {
  const { customer } = await customerWithMeter();
  const { authorization, signingUrl } = await done(partner, 'sendAuthorization', { customerId: customer.id, scopes: ['USAGE_HISTORY', 'BILLS'], delivery: 'NONE' }, 'authorization{id status signedAt} signingUrl');
  assert.deepEqual([authorization.status, authorization.signedAt], ['PENDING', null]);
  await (await openCeremony(signingUrl, server.url)).sign();
  const [letter] = await eventually(async () => {
    const now = (await ask(partner, 'query($id:ID!){customer(id:$id){authorizations{status signedAt document{purpose} envelope{state}}}}', { id: customer.id })).customer.authorizations;
    return now[0].document && now;
  }, { ...PATIENCE, what: 'the signed letter' });
  assert.deepEqual([letter.status, letter.document.purpose, letter.envelope.state], ['VALID', 'loa', 'COMPLETED']);
  assert.ok(letter.signedAt);
});

test('what is withdrawn can no longer be signed', async () => {
  const id = await draft();
  const ceremony = await openCeremony(await linkOf(id), server.url);
  await ceremony.fill();
  await done(partner, 'withdrawContract', { id, reason: 'Changed its mind.' }, 'contract{status}');
  const refused = await eventually(async () => { const answer = await ceremony.call('GET', 'session'); return (answer.status !== 200 || answer.body.phase === 'stopped') && answer; }, { ...PATIENCE, what: 'the void' });
  assert.ok(refused);
  assert.notEqual((await ceremony.finish()).status, 200);
  assert.equal((await contractOf(id)).status, 'VOIDED');
});
