// Envelopes made, read, listed, changed and voided by the unmodified SDK.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { docusign, envelopeOf, logIn, refusalOf, signer, startEsign } from './support/esign.mjs';
import { contractPdf } from './support/pdf.mjs';

let esign;
let api;
let envelopes;
let account;
before(async () => {
  esign = await startEsign();
  api = await logIn(esign);
  envelopes = new docusign.EnvelopesApi(api);
  account = esign.account.accountId;
});
after(() => esign.server.end());

const create = (overrides, pdf = contractPdf()) => envelopes.createEnvelope(account, { envelopeDefinition: envelopeOf(pdf, overrides) });
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

test('an envelope is created as sent, with the limits of calls in the headers', async () => {
  let headers;
  const made = await new Promise((resolve, reject) => {
    envelopes.createEnvelope(account, { envelopeDefinition: envelopeOf(contractPdf()) }, (error, data, response) => {
      if (error) return reject(error);
      headers = response.headers;
      return resolve(data);
    });
  });
  assert.match(made.envelopeId, GUID);
  assert.equal(made.status, 'sent');
  assert.equal(made.uri, `/envelopes/${made.envelopeId}`);
  assert.match(made.statusDateTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
  assert.equal(headers['x-ratelimit-limit'], '3000');
  assert.ok(Number(headers['x-ratelimit-remaining']) < 3000);
  assert.ok(Number(headers['x-ratelimit-reset']) * 1000 > Date.now());
});

test('a missing anchor refuses the whole call unless it may be ignored', async () => {
  const missing = { anchorString: '/nowhere/' };
  const refused = await refusalOf(create({ recipients: { signers: [signer({ tabs: { signHereTabs: [missing] } })] } }));
  assert.deepEqual([refused.status, refused.errorCode], [400, 'ANCHOR_TAB_STRING_NOT_FOUND']);
  const ignored = { ...missing, anchorIgnoreIfNotPresent: 'true' };
  const made = await create({ recipients: { signers: [signer({ tabs: { signHereTabs: [ignored, { anchorString: '/sign1/' }] } })] } });
  assert.equal(made.status, 'sent');
});

test('an envelope without subject, documents or recipients is incomplete', async () => {
  for (const hole of [{ emailSubject: '' }, { documents: [] }, { recipients: {} }]) {
    const refused = await refusalOf(create(hole));
    assert.deepEqual([refused.status, refused.errorCode], [400, 'ENVELOPE_IS_INCOMPLETE'], JSON.stringify(hole));
  }
});

test('numbers, booleans and states in any case are taken', async () => {
  const pdf = contractPdf();
  const made = await create({
    status: 'Sent',
    documents: [{ documentBase64: pdf.toString('base64'), name: 'Agreement', fileExtension: 'pdf', documentId: 3 }],
    recipients: { signers: [signer({ recipientId: 1, routingOrder: 1, tabs: { signHereTabs: [{ documentId: 3, pageNumber: 2, xPosition: 100, yPosition: 200, optional: false }] } })] },
  });
  assert.equal(made.status, 'sent');
});

test('getEnvelope shows what include names, all as text', async () => {
  const { envelopeId } = await create({ customFields: { textCustomFields: [{ name: 'contract', value: 'ctr_1', show: 'true' }] }, transactionId: 'order-7' });
  const plain = await envelopes.getEnvelope(account, envelopeId);
  assert.equal(plain.status, 'sent');
  assert.equal(plain.emailSubject, 'Please sign your electricity agreement');
  assert.equal(plain.transactionId, 'order-7');
  assert.equal(plain.recipients, undefined);
  const whole = await envelopes.getEnvelope(account, envelopeId, { include: 'recipients,tabs,custom_fields,documents' });
  assert.equal(whole.recipients.signers[0].status, 'sent');
  assert.equal(whole.customFields.textCustomFields[0].value, 'ctr_1');
  const found = await refusalOf(envelopes.getEnvelope(account, '11111111-1111-4111-8111-111111111111'));
  assert.deepEqual([found.status, found.errorCode], [404, 'ENVELOPE_DOES_NOT_EXIST']);
});

test('anchors are found in compressed pages and stand on their page', async () => {
  const { envelopeId } = await create();
  const list = await envelopes.listRecipients(account, envelopeId, { includeTabs: 'true', includeAnchorTabLocations: 'true' });
  assert.equal(list.recipientCount, '1');
  const [tab] = list.signers[0].tabs.signHereTabs;
  assert.equal(tab.pageNumber, '2');
  assert.ok(Math.abs(Number(tab.xPosition) - 110) < 12, tab.xPosition);
  assert.equal(tab.documentId, '1');
  assert.equal((await envelopes.listTabs(account, envelopeId, '1')).dateSignedTabs.length, 1);
});

test('envelopes are listed by date, ids, transaction and by a body of ids', async () => {
  const { envelopeId } = await create({ transactionId: 'list-1' });
  const since = new Date(Date.now() - 3600_000).toISOString();
  const byDate = await envelopes.listStatusChanges(account, { fromDate: since, status: 'sent,completed' });
  assert.ok(byDate.envelopes.some((one) => one.envelopeId === envelopeId));
  assert.equal(byDate.resultSetSize, String(byDate.envelopes.length));
  const byId = await envelopes.listStatusChanges(account, { envelopeIds: [envelopeId] });
  assert.deepEqual(byId.envelopes.map((one) => one.envelopeId), [envelopeId]);
  const byTransaction = await envelopes.listStatusChanges(account, { transactionIds: 'list-1' });
  assert.deepEqual(byTransaction.envelopes.map((one) => one.envelopeId), [envelopeId]);
  const byBody = await envelopes.listStatus(account, { envelopeIds: 'request_body', envelopeIdsRequest: { envelopeIds: [envelopeId] } });
  assert.equal(byBody.envelopes[0].status, 'sent');
  const refused = await refusalOf(envelopes.listStatusChanges(account, {}));
  assert.deepEqual([refused.status, refused.errorCode], [400, 'INVALID_REQUEST_PARAMETER']);
});

test('a draft is completed and sent; voiding needs a reason and is once', async () => {
  const { envelopeId, status } = await create({ status: 'created' });
  assert.equal(status, 'created');
  await envelopes.update(account, envelopeId, { envelope: { status: 'sent' } });
  assert.equal((await envelopes.getEnvelope(account, envelopeId)).status, 'sent');
  const unreasoned = await refusalOf(envelopes.update(account, envelopeId, { envelope: { status: 'voided' } }));
  assert.equal(unreasoned.status, 400);
  await envelopes.update(account, envelopeId, { envelope: { status: 'voided', voidedReason: 'Price expired' } });
  const voided = await envelopes.getEnvelope(account, envelopeId);
  assert.deepEqual([voided.status, voided.voidedReason], ['voided', 'Price expired']);
  const again = await refusalOf(envelopes.update(account, envelopeId, { envelope: { status: 'voided', voidedReason: 'Again' } }));
  assert.equal(again.errorCode, 'ENVELOPE_CANNOT_VOID_INVALID_STATE');
});

test('a recipient is corrected; custom fields are changed', async () => {
  const { envelopeId } = await create();
  const updated = await envelopes.updateRecipients(account, envelopeId, { recipients: { signers: [{ recipientId: '1', name: 'Ana Maria Lopez' }] } });
  assert.equal(updated.recipientUpdateResults[0].errorDetails.errorCode, 'SUCCESS');
  assert.equal((await envelopes.listRecipients(account, envelopeId)).signers[0].name, 'Ana Maria Lopez');
  await envelopes.createCustomFields(account, envelopeId, { customFields: { textCustomFields: [{ name: 'order', value: '1' }] } });
  const fields = await envelopes.listCustomFields(account, envelopeId);
  assert.ok(fields.textCustomFields.some((field) => field.name === 'order' && field.fieldId));
});

test('audit events, form data, disclosure and notification are read', async () => {
  const { envelopeId } = await create();
  const audit = await envelopes.listAuditEvents(account, envelopeId);
  assert.ok(audit.auditEvents.length > 0);
  assert.ok(audit.auditEvents[0].eventFields.some((field) => field.name === 'logTime'));
  assert.equal((await envelopes.getFormData(account, envelopeId)).envelopeId, envelopeId);
  const disclosure = await envelopes.getConsumerDisclosureDefault(account, envelopeId, '1', { langCode: 'en' });
  assert.ok(disclosure.esignText.length > 500);
  assert.equal((await envelopes.getNotificationSettings(account, envelopeId)).expirations.expireEnabled, 'true');
});
