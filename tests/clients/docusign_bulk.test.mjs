// Bulk sending and Connect's retry queue by the unmodified SDK.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { docusign, envelopeOf, logIn, startEsign } from './support/esign.mjs';
import { contractPdf } from './support/pdf.mjs';
import { eventually } from './support/server.mjs';

let esign;
let api;
before(async () => {
  esign = await startEsign();
  api = await logIn(esign);
});
after(() => esign.server.end());

test('a draft is sent to each copy of a list', async () => {
  const account = esign.account.accountId;
  const bulk = new docusign.BulkEnvelopesApi(api);
  const role = { recipientId: '1', roleName: 'customer', name: 'Placeholder', email: 'placeholder@example.com', routingOrder: '1', tabs: { signHereTabs: [{ anchorString: '/sign1/' }] } };
  const draft = await new docusign.EnvelopesApi(api).createEnvelope(account, { envelopeDefinition: envelopeOf(contractPdf(), { status: 'created', recipients: { signers: [role] } }) });
  const copies = ['ana', 'bo'].map((name) => ({ recipients: [{ recipientId: '1', roleName: 'customer', name, email: `${name}@example.com` }] }));
  const list = await bulk.createBulkSendList(account, { bulkSendingList: { name: 'Renewals', bulkCopies: copies } });
  assert.ok(list.listId);
  const batch = await bulk.createBulkSendRequest(account, list.listId, { bulkSendRequest: { envelopeOrTemplateId: draft.envelopeId } });
  assert.equal(batch.batchSize, '2');
  const status = await eventually(async () => {
    const now = await bulk.getBulkSendBatchStatus(account, batch.batchId);
    return now.sent === '2' && now;
  }, { what: 'both copies', timeoutMs: 20_000 });
  assert.equal(status.failed, '0');
});

test('what waits for a listener is queued anew', async () => {
  const account = esign.account.accountId;
  const made = await new docusign.EnvelopesApi(api).createEnvelope(account, { envelopeDefinition: envelopeOf(contractPdf()) });
  await new docusign.ConnectApi(api).retryEventForEnvelope(account, made.envelopeId);
});
