// An envelope's own webhook: JSON, signed with each of the account's keys. The payload's form is that of DocuSign's documents; no recording exists.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { docusign, envelopeOf, logIn, startEsign } from './support/esign.mjs';
import { contractPdf } from './support/pdf.mjs';
import { command, eventually } from './support/server.mjs';

let esign;
let listener;
const heard = [];
before(async () => {
  esign = await startEsign();
  listener = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks) });
      response.end();
    });
  });
  await new Promise((resolve) => listener.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  listener.close();
  await esign.server.end();
});

const makeKey = async () => JSON.parse(await command(esign.server.dataDirectory, 'esign', 'connect-key', 'create', '--account', esign.account.accountId, '--json'));

test('what happens to an envelope is told in JSON, signed with every key', async () => {
  const keys = [await makeKey(), await makeKey()];
  const envelopes = new docusign.EnvelopesApi(await logIn(esign));
  const eventNotification = {
    url: `http://127.0.0.1:${listener.address().port}/hook`,
    deliveryMode: 'SIM',
    events: ['envelope-sent', 'envelope-voided'],
    eventData: { version: 'restv2.1', format: 'json', includeData: ['recipients', 'custom_fields'] },
    requireAcknowledgment: 'true',
    includeHMAC: 'true',
  };
  const { envelopeId } = await envelopes.createEnvelope(esign.account.accountId, { envelopeDefinition: envelopeOf(contractPdf(), { eventNotification }) });
  await envelopes.update(esign.account.accountId, envelopeId, { envelope: { status: 'voided', voidedReason: 'Price expired' } });
  await eventually(() => heard.length >= 2, { what: 'both messages', timeoutMs: 20_000 });
  const [sent, voided] = heard.map(({ body }) => JSON.parse(body));
  assert.deepEqual([sent.event, voided.event], ['envelope-sent', 'envelope-voided']);
  assert.equal(sent.data.envelopeId, envelopeId);
  assert.equal(sent.data.envelopeSummary.recipients.signers[0].name, 'Ana Lopez');
  assert.equal(sent.data.envelopeSummary.recipients.signers[0].accessCode, undefined);
  assert.equal(voided.data.envelopeSummary.voidedReason, 'Price expired');
  const signatures = [heard[0].headers['x-docusign-signature-1'], heard[0].headers['x-docusign-signature-2']];
  assert.deepEqual(signatures, keys.map(({ secret }) => createHmac('sha256', secret).update(heard[0].body).digest('base64')));
});

test('a Connect key signs on after the keys that seal it were changed', async () => {
  const { secret } = await makeKey();
  await command(esign.server.dataDirectory, 'keys', 'rotate');
  const heardBefore = heard.length;
  const envelopes = new docusign.EnvelopesApi(await logIn(esign));
  const eventNotification = { url: `http://127.0.0.1:${listener.address().port}/hook`, deliveryMode: 'SIM', events: ['envelope-sent'], requireAcknowledgment: 'true', includeHMAC: 'true' };
  await envelopes.createEnvelope(esign.account.accountId, { envelopeDefinition: envelopeOf(contractPdf(), { eventNotification }) });
  await eventually(() => heard.length > heardBefore, { what: 'the message', timeoutMs: 20_000 });
  const { headers, body } = heard.at(-1);
  const signatures = Object.entries(headers).filter(([name]) => name.startsWith('x-docusign-signature-')).map(([, value]) => value);
  assert.ok(signatures.includes(createHmac('sha256', secret).update(body).digest('base64')), JSON.stringify(signatures));
});
