// A contract's life as a partner's program lives it: customer, accounts, quote, draft, findings, acceptance, and every way on from there.
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createApplication } from './support/application.mjs';
import * as contracting from './support/contracting.mjs';
import { eventually, startServer } from './support/server.mjs';

const { ask, change, done, graphql, upload } = contracting;
const start = contracting.monthAhead(4);
let server;
let partner;
let customer;
let accounts;

before(async () => {
  server = await startServer();
  partner = await createApplication(server);
  await contracting.importSheet(server, {
    supplier: 'quarry-hill', rows: ['Small Load', 'Watt-hour'].flatMap((name) => [12, 24].map((term) => ({ utility: 'ComEd', state: 'IL', class: name, start, term, band: '0-74 MWh', price: '0.06120' }))),
  });
  await eventually(() => offer('Small Load').catch(() => false), { timeoutMs: 30_000, what: 'the sheet is sold' });
  customer = await contracting.makeCustomer(partner, { yourReference: 'bread' });
  accounts = await contracting.addAccounts(partner, customer.id, [
    contracting.accountInput(), contracting.accountInput({ accountNumber: '2145983025', rateClass: 'Watt-hour', annualUsage: '21600' })]);
});
after(() => server?.end());

const offer = async (rateClass, termMonths = '24') =>
  (await contracting.offersOf(partner, { commodity: 'electric', utility: 'comed', annualUsage: '60000', supplier: 'quarry-hill', margin: '0.005', termMonths, rateClass }))[0];
async function quoteOf(termMonths) {
  const [small, hours] = [await offer('Small Load', termMonths), await offer('Watt-hour', termMonths)];
  return contracting.makeQuote(partner, [[small, '38400', 'ovens'], [hours, '21600', 'shop']].map(([{ rateId }, annualUsage, siteReference]) => ({ rateId, annualUsage, margin: '0.005', siteReference })));
}
const draftInput = (quote, changes = {}) => ({ customerId: customer.id, quoteId: quote.id, accounts: accounts.map(({ id }, index) => ({ serviceAccountId: id, quoteLineId: quote.lines[index].id })), ...changes });
const FIELDS = 'contract{id number version documentVersion status waitingOn dueAt signBy yourReference ownerAgent}';
// Every draft has accounts of its own: one account cannot be sold twice for the same time.
async function draft(changes = {}) {
  const digits = String(2_200_000_000 + draft.made++);
  const [account] = await contracting.addAccounts(partner, customer.id, [contracting.accountInput({ accountNumber: digits })]);
  const { rateId } = await offer('Small Load');
  const input = { customerId: customer.id, accounts: [{ serviceAccountId: account.id, rateId, annualUsage: '38400', margin: '0.005' }], ...changes };
  return { ...(await done(partner, 'createContract', input, FIELDS)).contract, account };
}
draft.made = 0;
const statusOf = async (id) => (await ask(partner, 'query($id:ID!){contract(id:$id){status version}}', { id })).contract;
async function signed(changes) {
  const made = await draft(changes);
  const documentId = (await upload(partner, { purpose: 'CONTRACT', customerId: customer.id, subjectId: made.id }, { bytes: contracting.pdfOf(2) })).body.data.uploadDocument.document.id;
  const accepted = { id: made.id, version: made.version, method: 'WET_INK', acceptedAt: new Date(Date.now() - 1000).toISOString(), acceptedBy: 'Ana Ruiz', acceptedTitle: 'Owner', documentId };
  const { contract } = await done(partner, 'recordAcceptance', accepted, 'contract{id version status waitingOn signedAt acceptances{method acceptedBy documentVersion} documents{id purpose pages} history{sequence event previousStatus status}}');
  return { ...made, ...contract, documentId };
}

describe('a draft', () => {
  let quote;
  let input;
  let made;

  test('asked for as a dry run is judged and not there', async () => {
    quote = await quoteOf('24');
    input = draftInput(quote, { idempotencyKey: randomUUID(), yourReference: 'bread-1', ownerAgent: 'Kim' });
    const dry = await done(partner, 'createContract', { ...input, dryRun: true }, 'contract{id status estimatedAnnualCost}');
    assert.deepEqual([dry.dryRun, dry.contract.status, dry.contract.estimatedAnnualCost], [true, 'DRAFT', '3972.00']);
    const { contracts, node } = await ask(partner, 'query($id:ID!){contracts{totalCount} node(id:$id){id}}', { id: dry.contract.id });
    assert.deepEqual([contracts.totalCount, node], [0, null]);
    assert.equal((await partner.get(`/v1/quotes/${quote.id}`)).body.status, 'open');
  });

  test('has the quote\'s prices, and costs that anyone can work out', async () => {
    ({ contract: made } = await done(partner, 'createContract', input, `contract{id number version status waitingOn customerName product annualUsage estimatedAnnualCost startDate endDate signBy
      blendedPrice{price exactCost blendedCost difference} supplier{code} commission{plan rate} former{id} successor{id}
      accounts{totalCount nodes{id status price basePrice margin termMonths annualUsage estimatedAnnualCost startIsEstimate rescission{rule} serviceAccount{accountNumber}}}
      history{sequence event previousStatus status}}`));
    assert.match(made.number, /^C-\d{4}-000001$/);
    assert.deepEqual([made.status, made.waitingOn, made.product, made.annualUsage, made.estimatedAnnualCost], ['DRAFT', 'PARTNER', 'Fixed', '60000', '3972.00']);
    assert.deepEqual(made.blendedPrice, { price: '0.06620', exactCost: '3972.00', blendedCost: '3972.00', difference: '0.00' });
    assert.deepEqual([made.startDate, made.endDate.slice(5), made.supplier.code], [`${start.month}-01`, `${start.month.slice(5)}-01`, 'quarry-hill']);
    assert.equal(Number(made.endDate.slice(0, 4)), Number(start.month.slice(0, 4)) + 2);
    assert.deepEqual(made.commission, { plan: 'residual', rate: '0.00500' });
    assert.equal(made.signBy, quote.expiresAt);
    assert.deepEqual(made.accounts.nodes.map((each) => [each.serviceAccount.accountNumber, each.price, each.basePrice, each.margin, each.estimatedAnnualCost, each.rescission]),
      [['2145983017', '0.06620', '0.06120', '0.00500', '2542.08', null], ['2145983025', '0.06620', '0.06120', '0.00500', '1429.92', null]]);
    assert.deepEqual(made.history, [{ sequence: 1, event: 'contract.draft', previousStatus: null, status: 'draft' }]);
    assert.equal((await partner.get(`/v1/quotes/${quote.id}`)).body.status, 'contracted');
  });

  test('asked for twice with one key is one contract; another one with it is refused', async () => {
    const again = await done(partner, 'createContract', input, 'contract{id}');
    assert.deepEqual([again.replayed, again.contract.id], [true, made.id]);
    const other = await change(partner, 'createContract', { ...input, channel: 'PAPER' }, 'contract{id}');
    assert.deepEqual([other.contract, other.refusals.map(({ code, path }) => [code, path])], [null, [['idempotency_key_reused', '/idempotencyKey']]]);
    const malformed = await change(partner, 'createContract', { ...input, idempotencyKey: 'not visible: \t' }, 'contract{id}');
    assert.deepEqual(malformed.refusals.map(({ code, path }) => [code, path]), [['idempotency_key_invalid', '/idempotencyKey']]);
    assert.equal((await ask(partner, '{contracts{totalCount}}')).contracts.totalCount, 1);
  });

  test('of a quote or an account that is taken is refused by the place in the input', async () => {
    const again = await change(partner, 'createContract', { ...input, idempotencyKey: randomUUID(), yourReference: 'bread-2' }, 'contract{id}');
    assert.equal(again.contract, null);
    assert.ok(again.refusals.length > 0 && again.refusals.every(({ code, path }) => code && (path === '' || path.startsWith('/'))), JSON.stringify(again.refusals));
    const crossed = await change(partner, 'createContract', { ...draftInput(await quoteOf('12')), accounts: [{ serviceAccountId: accounts[0].id, quoteLineId: 'qln_0' }] }, 'contract{id}');
    assert.match(crossed.refusals[0].path, /^\/accounts\/0\/quoteLineId/, JSON.stringify(crossed.refusals));
  });

  test('is validated: what is found says rule, place and weight, and nothing else moves', async () => {
    const { isSendable, checks, contract } = await done(partner, 'validateContract', { id: made.id }, 'isSendable contract{status version checks{id}} checks{code severity status path message requiredBy}');
    assert.deepEqual([isSendable, contract.status, contract.checks.length], [true, 'DRAFT', checks.length]);
    const rank = { BLOCK: 0, REVIEW: 1, WARN: 2 };
    assert.deepEqual(checks.map(({ severity }) => rank[severity]), checks.map(({ severity }) => rank[severity]).sort());
    assert.deepEqual(checks.filter(({ code }) => code === 'document_missing').map(({ path, requiredBy }) => [path, requiredBy]), [['/accounts/0/documents', 'bill-copy'], ['/accounts/1/documents', 'bill-copy']]);
  });

  test('is sent to its signer, and taken back by its withdrawal', async () => {
    const own = await draft();
    const { contract } = await done(partner, 'sendContract', { id: own.id }, 'contract{status envelope{state signBy signers{role name email state}} documents{kind}}');
    assert.deepEqual([contract.status, contract.envelope.signers], ['SENT', [{ role: 'CUSTOMER', name: 'Ana Ruiz', email: 'ana@bread.example', state: 'WAITING' }]]);
    assert.ok(contract.documents.some(({ kind }) => kind === 'ISSUED'));
    const { signingUrl } = await done(partner, 'createSigningSession', { id: own.id, returnUrl: 'https://shop.example.com/done' }, 'signingUrl expiresAt');
    assert.ok(signingUrl.startsWith(`${server.url}/sign/`), signingUrl);
    const again = await change(partner, 'sendContract', { id: own.id }, 'contract{id}');
    assert.deepEqual(again.refusals.map(({ code }) => code), ['contract_state_conflict']);
    assert.equal((await done(partner, 'withdrawContract', { id: own.id, reason: 'x' }, 'contract{status}')).contract.status, 'VOIDED');
  });

  test('stays as it is where its signers cannot be taken', async () => {
    const was = await statusOf(made.id);
    for (const [input, codes] of [[{ signers: [{ role: 'SUPPLIER', name: 'S', email: 's@x.example' }] }, ['/signers/1/role not_one_of']],
      [{ signers: [{ role: 'CUSTOMER', name: ' ', email: 'x' }], copies: [] }, ['/signers/0/name missing', '/signers/0/email email_invalid']], [{ copies: [{ name: 'A', email: 'x' }] }, ['/copies/0/email email_invalid']]]) {
      const { contract, refusals } = await change(partner, 'sendContract', { id: made.id, ...input }, 'contract{id}');
      assert.deepEqual([contract, refusals.map(({ code, path }) => `${path} ${code}`)], [null, codes]);
    }
    for (const [input, code] of [[{ returnUrl: 'ftp://x' }, 'return_url_invalid'], [{ frameAncestors: ['not an origin'] }, 'frame_ancestor_invalid'], [{ role: 'AGENCY' }, 'signer_not_found']]) {
      const { refusals } = await change(partner, 'createSigningSession', { id: made.id, ...input }, 'contract{id}');
      assert.deepEqual(refusals.map((each) => each.code), [code]);
    }
    assert.deepEqual(await statusOf(made.id), was);
  });

  test('changes by its version', async () => {
    const own = await draft();
    const { contract } = await done(partner, 'updateContract', { id: own.id, version: own.version, ownerAgent: 'Lee', yourReference: 'lee-1' }, FIELDS);
    assert.deepEqual([contract.version, contract.ownerAgent, contract.yourReference], [own.version + 1, 'Lee', 'lee-1']);
    const late = await change(partner, 'updateContract', { id: own.id, version: own.version, ownerAgent: 'Max' }, FIELDS);
    assert.deepEqual(late.refusals.map(({ code }) => code), ['version_conflict']);
    const found = await ask(partner, 'query($n:String!){a:contract(number:$n){id} b:contract(yourReference:"lee-1"){id}}', { n: own.number });
    assert.deepEqual([found.a.id, found.b.id], [own.id, own.id]);
  });
});

describe('an acceptance', () => {
  test('of a paper that was uploaded brings the contract into review, line by line', async () => {
    const contract = await signed();
    assert.deepEqual([contract.status, contract.acceptances], ['IN_REVIEW', [{ method: 'WET_INK', acceptedBy: 'Ana Ruiz', documentVersion: 1 }]]);
    assert.deepEqual(contract.history.map(({ sequence, event, previousStatus }) => [sequence, event, previousStatus]), [
      [1, 'contract.draft', null], [2, 'contract.signed', 'draft'], [3, 'contract.in_review', 'signed']]);
    assert.deepEqual(contract.documents.filter(({ id }) => id === contract.documentId), [{ id: contract.documentId, purpose: 'contract', pages: 2 }]);
    const twice = await change(partner, 'recordAcceptance', { id: contract.id, method: 'VOICE', acceptedAt: new Date().toISOString(), acceptedBy: 'Ana Ruiz', documentId: contract.documentId });
    assert.deepEqual(twice.refusals.map(({ code }) => code), ['contract_state_conflict']);
  });

  test('needs its paper, and cannot be of tomorrow', async () => {
    const { id } = await draft();
    const accepted = { id, method: 'WET_INK', acceptedAt: new Date(Date.now() + 86_400_000).toISOString(), acceptedBy: 'Ana Ruiz', documentId: 'fil_00000000000000000000000000' };
    const { refusals } = await change(partner, 'recordAcceptance', accepted);
    assert.ok(refusals.length > 0);
    for (const { path } of refusals) assert.match(path, /^\/(acceptedAt|documentId)$/, JSON.stringify(refusals));
    assert.equal((await statusOf(id)).status, 'DRAFT');
  });

  test('\'s paper comes back byte by byte, and a damaged one is refused', async () => {
    const bytes = contracting.pdfOf(3);
    const { document } = (await upload(partner, { purpose: 'BILL', customerId: customer.id }, { bytes, name: 'bill of May.pdf' })).body.data.uploadDocument;
    assert.deepEqual([document.kind, document.purpose, document.fileName, document.contentType, document.sizeBytes], ['UPLOADED', 'bill', 'bill of May.pdf', 'application/pdf', bytes.length]);
    assert.equal(document.sha256, createHash('sha256').update(bytes).digest('hex'));
    const read = await partner.get(document.contentUrl);
    assert.deepEqual([read.status, read.text], [200, bytes]);
    const broken = (await upload(partner, { purpose: 'BILL', customerId: customer.id }, { bytes: '%PDF-1.4\n%%EOF\n' })).body.data.uploadDocument;
    assert.deepEqual([broken.document, broken.refusals.map(({ code, path }) => [code, path])], [null, [['file_unreadable', '/file']]]);
  });
});

describe('from there', () => {
  test('what is signed is withdrawn before submission, not cancelled, and then stays so', async () => {
    const { id } = await signed();
    assert.deepEqual((await change(partner, 'cancelContract', { id, reason: 'closed' })).refusals.map(({ code }) => code), ['contract_state_conflict']);
    assert.equal((await done(partner, 'withdrawContract', { id, reason: 'closed' }, 'contract{status reason}')).contract.status, 'VOIDED');
    for (const [name, input, code] of [
      ['withdrawContract', { reason: 'x' }, 'contract_state_conflict'], ['repriceContract', { reason: 'x' }, 'contract_state_conflict'], ['updateContract', { ownerAgent: 'x' }, 'contract_state_conflict'],
      ['renewContract', {}, 'contract_not_signed'], ['amendContract', { kind: 'CORRECT', reason: 'x' }, 'contract_not_signed'], ['reaffirmContract', { reason: 'x' }, 'contract_state_conflict'],
    ]) assert.deepEqual((await change(partner, name, { id, ...input })).refusals.map((each) => each.code), [code], name);
    const kept = await change(partner, 'eraseCustomer', { id: customer.id, reason: 'asked for' });
    assert.deepEqual(kept.refusals.map(({ code }) => code), ['customer_needed']);
  });

  test('a re-price makes a new version of the document, which needs a new acceptance', async () => {
    const { id, documentVersion } = await signed();
    const { contract } = await done(partner, 'repriceContract', { id, reason: 'another day' }, 'contract{status documentVersion acceptances{documentVersion} accounts{nodes{price}}}');
    assert.deepEqual([contract.status, contract.documentVersion], ['DRAFT', documentVersion + 1]);
    assert.deepEqual([contract.acceptances.map((each) => each.documentVersion), contract.accounts.nodes[0].price], [[1], '0.06620']);
  });

  test('many are given to another owner at once', async () => {
    const ids = [(await draft()).id, (await draft()).id];
    const input = { ids, ownerAgent: 'Noor', effectiveOn: new Date().toISOString().slice(0, 10), reason: 'Kim left' };
    assert.deepEqual((await done(partner, 'assignContract', input, 'contracts{id ownerAgent}')).contracts, ids.map((id) => ({ id, ownerAgent: 'Noor' })));
    const { contracts } = await ask(partner, '{contracts(filter:{ownerAgent:"Noor"}){totalCount}}');
    assert.equal(contracts.totalCount, 2);
  });

  test('notes stand beside a contract and a customer, the newest first', async () => {
    const { id } = await draft();
    for (const text of ['called', 'called again']) await done(partner, 'addNote', { subjectId: id, text, author: 'Kim' });
    await done(partner, 'addNote', { subjectId: customer.id, text: 'likes mornings' });
    const { contract, customer: read } = await ask(partner, 'query($id:ID!,$c:ID!){contract(id:$id){notes{text author}} customer(id:$c){notes{text}}}', { id, c: customer.id });
    assert.deepEqual(contract.notes, [{ text: 'called again', author: 'Kim' }, { text: 'called', author: 'Kim' }]);
    assert.deepEqual(read.notes.map(({ text }) => text), ['likes mornings']);
  });

  test('a customer changes by its version', async () => {
    const own = await contracting.makeCustomer(partner, { legalName: 'Cicero Tools Inc' });
    const { customer: changed } = await done(partner, 'updateCustomer', { id: own.id, version: own.version, dba: 'Tools' }, 'customer{version dba legalName taxId contacts{lastName}}');
    assert.deepEqual(changed, { version: 2, dba: 'Tools', legalName: 'Cicero Tools Inc', taxId: '**-***1234', contacts: [{ lastName: 'Ruiz' }] });
    const late = await change(partner, 'updateCustomer', { id: own.id, version: own.version, dba: 'Other' });
    assert.deepEqual(late.refusals.map(({ code, retryable }) => [code, retryable]), [['version_conflict', false]]);
    assert.equal((await done(partner, 'eraseCustomer', { id: own.id, reason: 'asked for' }, 'customerId')).customerId, own.id);
  });
});
