// From the SDK's recipient view through the signer's page (by its own calls) to the end that the SDK reads: completed and sealed, declined, cancelled, too late.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { ceremonyAt } from './support/ceremony.mjs';
import { docusign, envelopeOf, logIn, refusalOf, signer, startEsign } from './support/esign.mjs';
import { contractPdf } from './support/pdf.mjs';
import { eventually } from './support/server.mjs';

const run = promisify(execFile);
let esign;
let envelopes;
let account;
before(async () => {
  esign = await startEsign();
  envelopes = new docusign.EnvelopesApi(await logIn(esign));
  account = esign.account.accountId;
});
after(() => esign?.server.end());

const BACK = 'https://shop.example.com/done?order=7';
const ana = { email: 'ana.lopez@example.com', userName: 'Ana Lopez', clientUserId: 'customer-1' };
const bo = { email: 'bo@example.com', userName: 'Bo Chen', clientUserId: 'customer-2' };
const secondSigner = () => signer({ recipientId: '2', routingOrder: '2', clientUserId: bo.clientUserId, email: bo.email, name: bo.userName, tabs: { signHereTabs: [{ anchorString: '/sign2/' }] } });
const create = (overrides, pdf = contractPdf()) => envelopes.createEnvelope(account, { envelopeDefinition: envelopeOf(pdf, overrides) });
const createForTwo = () => create({ recipients: { signers: [signer(), secondSigner()] } }, contractPdf({ anchors: ['/sign1/', '/date1/', '/sign2/'] }));
const viewOf = async (envelopeId, who = ana) =>
  (await envelopes.createRecipientView(account, envelopeId, { recipientViewRequest: { returnUrl: BACK, authenticationMethod: 'none', ...who } })).url;
const openFor = async (envelopeId, who) => ceremonyAt(await viewOf(envelopeId, who), esign.server.url);
const statusOf = async (envelopeId) => (await envelopes.getEnvelope(account, envelopeId)).status;
// 503 until it is sealed.
const documentOf = (envelopeId, id, options) => eventually(
  () => envelopes.getDocument(account, envelopeId, id, options).then((bytes) => Buffer.from(bytes, 'binary'), (error) => { if (error.response?.status === 503) return false; throw error; }),
  { timeoutMs: 60_000, what: `${id} is sealed` });
const pagesOf = async (file) => Number(/Pages:\s+(\d+)/.exec((await run('pdfinfo', [file])).stdout)[1]);

// The document's own bytes on disk, for programs that read PDFs.
async function saved(bytes, name) {
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-', name);
  const file = path.join(esign.server.dataDirectory, `${name}.pdf`);
  await writeFile(file, bytes);
  return file;
}

describe('an envelope that its signer finishes', () => {
  let envelopeId;
  before(async () => {
    ({ envelopeId } = await create());
    const ceremony = await openFor(envelopeId);
    assert.equal(await statusOf(envelopeId), 'delivered');
    const end = await ceremony.sign();
    assert.deepEqual([end.event, end.url], ['signing_complete', `${BACK}&event=signing_complete`]);
  });

  test('is completed at once, for the SDK and its list', async () => {
    const envelope = await envelopes.getEnvelope(account, envelopeId, { include: 'recipients,tabs' });
    assert.equal(envelope.status, 'completed');
    assert.match(envelope.completedDateTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    const [one] = envelope.recipients.signers;
    assert.equal(one.status, 'completed');
    assert.ok(one.signedDateTime && one.deliveredDateTime);
    assert.ok(one.tabs.dateSignedTabs[0].value);
    const { envelopes: listed } = await envelopes.listStatusChanges(account, { fromDate: '2026-01-01', status: 'completed' });
    assert.ok(listed.some((each) => each.envelopeId === envelopeId));
  });

  test('is one sealed file with or without its certificate', async () => {
    const [plain, whole] = [await documentOf(envelopeId, 'combined', { certificate: 'false' }), await documentOf(envelopeId, 'combined', { certificate: 'true' })];
    assert.equal(await pagesOf(await saved(plain, 'plain')), 2);
    assert.ok(await pagesOf(await saved(whole, 'whole')) > 2);
    assert.ok(await pagesOf(await saved(await documentOf(envelopeId, 'certificate'), 'certificate')) >= 1);
    const again = await documentOf(envelopeId, 'combined', { certificate: 'true' });
    assert.equal(createHash('sha256').update(again).digest('hex'), createHash('sha256').update(whole).digest('hex'), 'a sealed file never changes');
  });

  test('has a seal that pdfsig accepts and that spans the whole file', async () => {
    for (const [id, options] of [['combined', { certificate: 'true' }], ['certificate', {}], ['1', {}]]) {
      const file = await saved(await documentOf(envelopeId, id, options), `sealed-${id}`);
      const { stdout } = await run('pdfsig', ['-nocert', file]);
      assert.match(stdout, /Signature Validation: Signature is Valid\./, `${id}: ${stdout}`);
      assert.match(stdout, /Total document signed/, `${id}: ${stdout}`);
      assert.match(stdout, /Signature Type: ETSI\.CAdES\.detached/, `${id}: ${stdout}`);
    }
  });

  test('can be looked at later, and no more', async () => {
    const late = await openFor(envelopeId);
    const session = await late.done('GET', 'session');
    assert.deepEqual([session.readOnly, session.allowed.finish, session.allowed.decline], [true, false, false]);
    const refused = await late.call('POST', 'finish', { key: 'late', values: {} });
    assert.ok(refused.status >= 400, JSON.stringify(refused.body));
    const end = await late.done('POST', 'close', {});
    assert.deepEqual([end.event, end.url], ['viewing_complete', `${BACK}&event=viewing_complete`]);
  });

  test('can be neither voided nor declined', async () => {
    const refused = await refusalOf(envelopes.update(account, envelopeId, { envelope: { status: 'voided', voidedReason: 'Too late' } }));
    assert.equal(refused.errorCode, 'ENVELOPE_CANNOT_VOID_INVALID_STATE');
  });
});

test('two sign in their order; the first to be done is done while the envelope goes on', async () => {
  const { envelopeId } = await createForTwo();
  const refused = await refusalOf(viewOf(envelopeId, bo));
  assert.deepEqual([refused.status, refused.errorCode], [400, 'RECIPIENT_NOT_IN_SEQUENCE']);
  await (await openFor(envelopeId)).sign();
  const { signers } = await envelopes.listRecipients(account, envelopeId);
  assert.deepEqual(signers.map(({ status }) => status), ['completed', 'sent']);
  assert.notEqual(await statusOf(envelopeId), 'completed');
  await (await openFor(envelopeId, bo)).sign();
  assert.equal(await statusOf(envelopeId), 'completed');
  const events = (await envelopes.listAuditEvents(account, envelopeId)).auditEvents.length;
  assert.ok(events >= 6, String(events));
});

test('a decline ends the envelope, with its reason', async () => {
  const { envelopeId } = await create();
  const end = await (await openFor(envelopeId)).decline('The price is too high.');
  assert.deepEqual([end.event, end.url], ['decline', `${BACK}&event=decline`]);
  const envelope = await envelopes.getEnvelope(account, envelopeId, { include: 'recipients' });
  assert.deepEqual([envelope.status, envelope.recipients.signers[0].status, envelope.recipients.signers[0].declinedReason], ['declined', 'declined', 'The price is too high.']);
});

test('to finish later keeps the envelope open, and the return URL\'s own query', async () => {
  const { envelopeId } = await create();
  const ceremony = await openFor(envelopeId);
  const end = await ceremony.done('POST', 'finish-later', { values: {} });
  assert.deepEqual([end.event, end.url], ['cancel', `${BACK}&event=cancel`]);
  assert.equal(await statusOf(envelopeId), 'delivered');
  assert.equal((await (await openFor(envelopeId)).sign()).event, 'signing_complete');
});

describe('a view', () => {
  const reopened = async (url) => {
    const answer = await fetch(url, { redirect: 'manual' });
    await answer.arrayBuffer();
    return [answer.status, answer.headers.get('location')];
  };

  test('opens once: the second opening comes back as ttl_expired', async () => {
    const { envelopeId } = await create();
    const url = await viewOf(envelopeId);
    await ceremonyAt(url, esign.server.url);
    assert.deepEqual(await reopened(url), [303, `${BACK}&event=ttl_expired`]);
  });

  test('that is revoked opens nothing', async () => {
    const { envelopeId } = await create();
    const url = await viewOf(envelopeId);
    const token = envelopes.apiClient.defaultHeaders.Authorization;
    const { basePath } = esign.client;
    const target = `${basePath.replace(/^https:\/\/[^/]+/, esign.server.url)}/v2.1/accounts/${account}/envelopes/${envelopeId}/views/recipient`;
    const answer = await fetch(target, { method: 'DELETE', headers: { authorization: token, 'content-type': 'application/json' }, body: JSON.stringify(ana) });
    assert.equal(answer.status, 200, await answer.text());
    const [status] = await reopened(url);
    assert.notEqual(status, 200);
  });

  test('that was made before a void is dead, and an open ceremony stops', async () => {
    const { envelopeId } = await create();
    const [early, open] = [await viewOf(envelopeId), await openFor(envelopeId)];
    await open.fill();
    await envelopes.update(account, envelopeId, { envelope: { status: 'voided', voidedReason: 'Price expired' } });
    assert.notEqual((await reopened(early))[0], 200);
    assert.ok((await open.finish()).status >= 400);
    assert.equal((await open.done('GET', 'session')).phase, 'stopped');
    assert.equal(await statusOf(envelopeId), 'voided');
  });

  test('of a sender edits a draft and corrects what was sent', async () => {
    const request = { returnUrl: 'https://shop.example.com/' };
    const draft = await create({ status: 'created' });
    const sent = await create();
    const urls = [
      (await envelopes.createEditView(account, draft.envelopeId, { envelopeViewRequest: request })).url,
      (await envelopes.createCorrectView(account, sent.envelopeId, { envelopeViewRequest: request })).url,
    ];
    for (const url of urls) {
      const page = await fetch(url);
      assert.deepEqual([page.status, page.headers.get('content-type').split(';')[0]], [200, 'text/html']);
    }
  });
});

describe('a draft', () => {
  test('gets documents, recipients and tabs piece by piece, and is sent', async () => {
    const { envelopeId } = await envelopes.createEnvelope(account, { envelopeDefinition: { emailSubject: 'Piece by piece', status: 'created' } });
    await envelopes.updateDocument(contractPdf(), account, envelopeId, '1');
    const added = await envelopes.createRecipient(account, envelopeId, { recipients: { signers: [signer({ tabs: undefined }), secondSigner()] } });
    assert.equal(added.signers.length, 2);
    await envelopes.deleteRecipient(account, envelopeId, '2');
    const place = { documentId: '1', pageNumber: '2', xPosition: '100', yPosition: '150' };
    const made = await envelopes.createTabs(account, envelopeId, '1', { tabs: { signHereTabs: [place], textTabs: [{ ...place, yPosition: '250', tabLabel: 'Title' }] } });
    await envelopes.deleteTabs(account, envelopeId, '1', { tabs: { textTabs: [{ tabId: made.textTabs[0].tabId }] } });
    const tabs = await envelopes.listTabs(account, envelopeId, '1');
    assert.deepEqual([tabs.signHereTabs.length, (tabs.textTabs ?? []).length], [1, 0]);
    await envelopes.update(account, envelopeId, { envelope: { status: 'sent' } });
    const ceremony = await openFor(envelopeId);
    assert.equal((await ceremony.sign()).event, 'signing_complete');
    assert.equal(await pagesOf(await saved(await documentOf(envelopeId, 'combined', { certificate: 'false' }), 'pieces')), 2);
  });
});

test('an envelope under way is sent again, a draft is not', async () => {
  const remote = signer({ clientUserId: undefined });
  const { envelopeId } = await create({ recipients: { signers: [remote] } });
  const letters = async () => (await (await fetch(`${esign.server.url}/mailbox.json`)).text()).split(envelopeId).length - 1;
  const before = await eventually(letters, { what: 'the invitation', timeoutMs: 20_000 });
  await envelopes.update(account, envelopeId, { resendEnvelope: 'true', envelope: {} });
  await eventually(async () => (await letters()) > before, { what: 'the second invitation', timeoutMs: 20_000 });
  const draft = await create({ status: 'created' });
  const refused = await refusalOf(envelopes.update(account, draft.envelopeId, { resendEnvelope: 'true', envelope: {} }));
  assert.equal(refused.errorCode, 'ENVELOPE_INVALID_STATUS');
});

test('a template that is changed gives what it says now', async () => {
  const templates = new docusign.TemplatesApi(envelopes.apiClient);
  const plan = envelopeOf(contractPdf());
  const signers = [{ recipientId: '1', roleName: 'customer', routingOrder: '1', tabs: { signHereTabs: [{ anchorString: '/sign1/' }] } }];
  const { templateId } = await templates.createTemplate(account, { envelopeTemplate: { name: 'Before', emailSubject: 'Before', documents: plan.documents, recipients: { signers }, status: 'created' } });
  await templates.update(account, templateId, { envelopeTemplate: { name: 'After', emailSubject: 'Your agreement, as it is now' } });
  assert.equal((await templates.get(account, templateId)).name, 'After');
  const { envelopeId } = await envelopes.createEnvelope(account, { envelopeDefinition: { templateId, templateRoles: [{ roleName: 'customer', name: ana.userName, email: ana.email, clientUserId: ana.clientUserId }], status: 'sent' } });
  assert.equal((await envelopes.getEnvelope(account, envelopeId)).emailSubject, 'Your agreement, as it is now');
  assert.equal((await (await openFor(envelopeId)).sign()).event, 'signing_complete');
});
