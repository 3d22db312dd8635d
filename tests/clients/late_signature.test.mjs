// S10: a price that ends at 16:00 Eastern between the quote and the signature. What counts is when the customer was done, never when the news of it came. The server is
// started anew with its Test clock at another hour.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import { openCeremony } from './support/ceremony.mjs';
import * as contracting from './support/contracting.mjs';
import { eventually, startServer } from './support/server.mjs';

const { ask, change, done, upload } = contracting;
const start = contracting.monthAhead(4);
// Tomorrow's day in New York at 16:00.
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const signBy = ['-05:00', '-04:00'].map((offset) => new Date(`${tomorrow}T16:00:00${offset}`))
  .find((instant) => new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: '2-digit', hourCycle: 'h23' }).format(instant) === '16');
const minutes = (count) => new Date(signBy.getTime() + count * 60_000);
const text = (instant) => instant.toISOString().replace('.000Z', 'Z');
const accounts = ['3301122334', '3301122342', '3301122359', '3301122367', '3301122375'];
let server;
let partner;
let made;
let ceremony;  // Of the last, filled in before 16:00.

// The same data, the Test clock so many minutes from signBy.
async function startAt(offset) {
  const dataDirectory = server?.dataDirectory;
  await server?.stop();
  server = await startServer({ dataDirectory, args: ['--listen', '127.0.0.1:0', '--clock', text(minutes(offset))] });
  partner?.at(server);
}
const contractOf = async (id) => (await ask(partner, `query($id:ID!){contract(id:$id){status reason documentVersion signBy signedAt submittedAt
  envelope{state signBy signers{role state}} acceptances{method acceptedAt documentVersion} history{event} documents{kind purpose version}}}`, { id })).contract;
async function draft(accountNumber) {
  const customer = await contracting.makeCustomer(partner, { legalName: `Lehigh Tool ${accountNumber} LLC` });
  const [account] = await contracting.addAccounts(partner, customer.id, [{ commodity: 'ELECTRIC', utility: 'ppl', accountNumber, serviceAddress: { line1: '1 Broad St', city: 'Bethlehem', state: 'PA', zip: '18015' }, annualUsage: '90000' }]);
  assert.equal(account.accountNumberVerdict, 'VALID');
  const [{ rateId, price }] = await contracting.offersOf(partner, { commodity: 'electric', annualUsage: '90000', supplier: 'us-gas-electric', utility: 'ppl' });
  assert.equal(price, '0.06790');
  const { contract } = await done(partner, 'createContract', { customerId: customer.id, accounts: [{ serviceAccountId: account.id, rateId }] }, 'contract{id signBy submitBy}');
  assert.equal(contract.signBy, text(signBy));
  return contract.id;
}
// Signed in another service, with its paper.
async function signedElsewhere(id, at) {
  const { document } = (await upload(partner, { purpose: 'CONTRACT', subjectId: id })).body.data.uploadDocument;
  return change(partner, 'recordAcceptance', { id, method: 'EXTERNAL_ESIGN', acceptedAt: text(at), acceptedBy: 'Ana Ruiz', documentId: document.id }, 'contract{status}');
}

before(async () => {
  await startAt(-30);
  partner = await createApplication(server);
  await contracting.importSheet(server, { supplier: 'us-gas-electric', at: '16:00 America/New_York', days: 86_400_000,
    rows: [{ utility: 'PPL', state: 'PA', term: 24, price: '0.06790', band: '0-999 MWh', start }] });
  await eventually(async () => (await contracting.offersOf(partner, { commodity: 'electric', annualUsage: '90000', supplier: 'us-gas-electric', utility: 'ppl' }).catch(() => [])).length > 0,
    { timeoutMs: 30_000, what: 'the sheet is sold' });
  made = [];
  for (const account of accounts) made.push(await draft(account));
  ceremony = await openCeremony((await done(partner, 'createSigningSession', { id: made[4] }, 'signingUrl')).signingUrl, server.url);
  await ceremony.fill();
  await startAt(20);
  ceremony.base = server.url;
});
after(() => server?.end());

test('S10 a completion of 16:20 makes it signed late: papers kept, nothing submitted', async () => {
  const { contract, refusals } = await signedElsewhere(made[0], minutes(20));
  assert.deepEqual([contract?.status, refusals], ['SIGNED_LATE', []]);
  const late = await contractOf(made[0]);
  assert.deepEqual([late.signedAt, late.submittedAt, late.acceptances.length], [text(minutes(20)), null, 1]);
  assert.deepEqual(late.history.map(({ event }) => event), ['contract.draft', 'contract.signed_late']);
  assert.ok(late.documents.some(({ purpose }) => purpose === 'contract'));
});

test('S10 a completion of 15:58 is good, though the news of it comes at 16:20', async () => {
  const { contract, refusals } = await signedElsewhere(made[1], minutes(-2));
  assert.deepEqual([contract?.status, refusals], ['IN_REVIEW', []]);
});

test('S10 the ways out: the supplier takes it at the old price, or it is cancelled', async () => {
  const reaffirmed = await change(partner, 'reaffirmContract', { id: made[0], reason: 'The customer stands by it.' }, 'contract{status}');
  assert.deepEqual([reaffirmed.contract?.status ?? reaffirmed.refusals.map(({ code }) => code)], ['IN_REVIEW']);
  await signedElsewhere(made[2], minutes(20));
  const repriced = await change(partner, 'repriceContract', { id: made[2], reason: 'Late.' }, 'contract{status}');
  assert.deepEqual(repriced.refusals.map(({ code }) => code), ['rate_gone']);
  assert.equal((await done(partner, 'cancelContract', { id: made[2], reason: 'Late.' }, 'contract{status}')).contract.status, 'CANCELLED');
});

test('S10 our own ceremony refuses Finish after 16:00, the contract expires, and its papers are kept', async () => {
  const { status, body } = await ceremony.finish();
  assert.ok(status === 409 || status === 410, JSON.stringify(body));
  assert.match(body.code, /^(price_expired|envelope_\w+|session_\w+)$/, JSON.stringify(body));
  const contract = await eventually(async () => { const now = await contractOf(made[4]); return now.status === 'EXPIRED' && now; }, { timeoutMs: 30_000, what: 'the contract expires' });
  assert.deepEqual([contract.signedAt, contract.acceptances.length], [null, 0]);
  assert.ok(contract.documents.some(({ kind }) => kind === 'ISSUED'));
});

test('S10 nothing is sent to be signed once the price could no longer be', async () => {
  const { refusals } = await change(partner, 'sendContract', { id: made[3] }, 'contract{id}');
  assert.deepEqual(refusals.map(({ code }) => code), ['price_expired']);
});
