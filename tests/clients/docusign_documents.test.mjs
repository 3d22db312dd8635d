// Documents, views, templates and Connect by the unmodified SDK.
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

const create = (overrides) => envelopes.createEnvelope(account, { envelopeDefinition: envelopeOf(contractPdf(), overrides) });
const isPdf = (bytes) => Buffer.from(bytes).subarray(0, 5).toString() === '%PDF-';

test('documents are listed and come by id, combined, as certificate, archive, portfolio and base64', async () => {
  const { envelopeId } = await create();
  const list = await envelopes.listDocuments(account, envelopeId);
  assert.deepEqual(list.envelopeDocuments.map((one) => [one.documentId, one.type]), [['1', 'content'], ['certificate', 'summary']]);
  for (const id of ['1', 'combined', 'certificate', 'portfolio']) assert.ok(isPdf(await envelopes.getDocument(account, envelopeId, id)), id);
  const archive = Buffer.from(await envelopes.getDocument(account, envelopeId, 'archive'));
  assert.equal(archive.subarray(0, 2).toString(), 'PK');
  const encoded = Buffer.from(await envelopes.getDocument(account, envelopeId, '1', { encoding: 'base64' })).toString();
  assert.ok(isPdf(Buffer.from(encoded, 'base64')));
  const refused = await refusalOf(envelopes.getDocument(account, envelopeId, '9'));
  assert.deepEqual([refused.status, refused.errorCode], [404, 'DOCUMENT_DOES_NOT_EXIST']);
});

const viewRequest = (overrides = {}) => ({
  recipientViewRequest: { returnUrl: 'https://shop.example.com/done?order=7', authenticationMethod: 'none', email: 'ana.lopez@example.com', userName: 'Ana Lopez', clientUserId: 'customer-1', ...overrides },
});

test('a recipient view opens once, frames only where it may, and refuses another person or a missing address', async () => {
  const { envelopeId } = await create();
  const { url } = await envelopes.createRecipientView(account, envelopeId, viewRequest({ frameAncestors: ['https://shop.example.com'], messageOrigins: ['https://shop.example.com'] }));
  const first = await fetch(url, { redirect: 'manual' });
  assert.equal(first.status, 200);
  assert.match(first.headers.get('content-security-policy'), /frame-ancestors https:\/\/shop\.example\.com/);
  assert.equal(first.headers.get('x-frame-options'), null);
  assert.match(first.headers.get('cache-control'), /no-store/);
  const second = await fetch(url, { redirect: 'manual' });
  assert.ok(second.status === 302 || second.status === 303 || second.status >= 400, String(second.status));
  const mismatch = await refusalOf(envelopes.createRecipientView(account, envelopeId, viewRequest({ userName: 'Somebody Else' })));
  assert.deepEqual([mismatch.status, mismatch.errorCode], [400, 'UNKNOWN_ENVELOPE_RECIPIENT']);
  const nowhere = await refusalOf(envelopes.createRecipientView(account, envelopeId, viewRequest({ returnUrl: undefined })));
  assert.equal(nowhere.status, 400);
});

test('the order of signers is enforced for views', async () => {
  const second = signer({ recipientId: '2', routingOrder: '2', clientUserId: 'customer-2', email: 'bo@example.com', name: 'Bo Chen', tabs: { signHereTabs: [{ anchorString: '/sign1/' }] } });
  const { envelopeId } = await create({ recipients: { signers: [signer(), second] } });
  const refused = await refusalOf(envelopes.createRecipientView(account, envelopeId, viewRequest({ email: 'bo@example.com', userName: 'Bo Chen', clientUserId: 'customer-2' })));
  assert.deepEqual([refused.status, refused.errorCode], [400, 'RECIPIENT_NOT_IN_SEQUENCE']);
});

test('a view that was made before a void is dead', async () => {
  const { envelopeId } = await create();
  const { url } = await envelopes.createRecipientView(account, envelopeId, viewRequest());
  await envelopes.update(account, envelopeId, { envelope: { status: 'voided', voidedReason: 'No longer needed' } });
  const opened = await fetch(url, { redirect: 'manual' });
  assert.notEqual(opened.status, 200);
});

test('a draft has a sender view', async () => {
  const { envelopeId } = await create({ status: 'created' });
  const view = await envelopes.createSenderView(account, envelopeId, { envelopeViewRequest: { returnUrl: 'https://shop.example.com/', viewAccess: 'envelope' } });
  // One opening leads to the page's own address.
  const page = await fetch(view.url);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type'), /text\/html/);
});

test('templates are made, found and used by role and in composites', async () => {
  const templates = new docusign.TemplatesApi(api);
  const plan = envelopeOf(contractPdf());
  const made = await templates.createTemplate(account, {
    envelopeTemplate: {
      name: 'Supplier agreement',
      emailSubject: plan.emailSubject,
      documents: plan.documents,
      recipients: { signers: [{ recipientId: '1', roleName: 'customer', routingOrder: '1', tabs: { signHereTabs: [{ anchorString: '/sign1/' }] } }] },
      status: 'created',
    },
  });
  assert.equal((await templates.listTemplates(account, { searchText: 'supplier' })).envelopeTemplates[0].templateId, made.templateId);
  const byRole = await envelopes.createEnvelope(account, {
    envelopeDefinition: { templateId: made.templateId, templateRoles: [{ roleName: 'customer', name: 'Ana Lopez', email: 'ana.lopez@example.com', clientUserId: 'customer-1' }], status: 'sent' },
  });
  assert.equal(byRole.status, 'sent');
  const composite = await envelopes.createEnvelope(account, {
    envelopeDefinition: {
      status: 'sent',
      compositeTemplates: [
        {
          serverTemplates: [{ sequence: '1', templateId: made.templateId }],
          inlineTemplates: [{ sequence: '2', recipients: { signers: [{ recipientId: '1', roleName: 'customer', name: 'Ana Lopez', email: 'ana.lopez@example.com', clientUserId: 'customer-1' }] } }],
          document: { documentBase64: contractPdf().toString('base64'), name: 'Own', fileExtension: 'pdf', documentId: '1' },
        },
      ],
    },
  });
  assert.equal(composite.status, 'sent');
  const unknown = await refusalOf(templates.get(account, '11111111-1111-4111-8111-111111111111'));
  assert.equal(unknown.errorCode, 'TEMPLATE_ID_INVALID');
});

test('Connect is configured, listed, changed and taken down', async () => {
  const connect = new docusign.ConnectApi(api);
  const made = await connect.createConfiguration(account, {
    connectCustomConfiguration: { configurationType: 'custom', name: 'Shop', urlToPublishTo: 'http://127.0.0.1:9/hook', allowEnvelopePublish: 'true', deliveryMode: 'SIM', events: ['envelope-sent'], eventData: { version: 'restv2.1', format: 'json' } },
  });
  assert.ok(made.connectId);
  assert.equal((await connect.listConfigurations(account)).configurations.length, 1);
  await connect.updateConfiguration(account, { connectCustomConfiguration: { connectId: made.connectId, name: 'Shop 2' } });
  assert.equal((await connect.getConfiguration(account, made.connectId)).configurations?.[0]?.name ?? 'Shop 2', 'Shop 2');
  assert.equal((await connect.listEventLogs(account)).logs.length, 0);
  await connect.deleteConfiguration(account, made.connectId);
  assert.equal((await connect.listConfigurations(account)).configurations.length, 0);
});
