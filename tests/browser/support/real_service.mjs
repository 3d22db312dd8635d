// A real server with a signing account, spoken to by its REST API: envelopes are made for the page to sign.
import { createSign, generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { command, startServer } from '../../clients/support/server.mjs';
import { makePdf } from '../mock/pdf.mjs';

const base64url = (text) => Buffer.from(text).toString('base64url');

async function accessToken(server, client, privateKey) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: client.integrationKey, sub: client.userId, aud: new URL(server.url).host, iat: now, exp: now + 600, scope: 'signature impersonation' };
  const unsigned = `${base64url(JSON.stringify({ alg: 'RS256', typ: 'JWT' }))}.${base64url(JSON.stringify(claims))}`;
  const assertion = `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`;
  const response = await fetch(`${server.url}/esign/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
  });
  if (!response.ok) throw new Error(`token: ${response.status} ${await response.text()}`);
  return (await response.json()).access_token;
}

export async function startRealService() {
  const server = await startServer();
  const esign = async (...args) => JSON.parse(await command(server.dataDirectory, 'esign', ...args, '--json'));
  const { accountId } = await esign('account', 'create', '--name', 'Prairie Energy', '--environment', 'test');
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const file = path.join(server.dataDirectory, 'public.pem');
  await writeFile(file, publicKey);
  const client = await esign('client', 'create', '--account', accountId, '--public-key', file, '--consent');
  const token = await accessToken(server, client, privateKey);
  const call = async (method, place, body) => {
    const response = await fetch(`${server.url}/esign/restapi/v2.1/accounts/${accountId}/${place}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${place}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  return { url: server.url, call, end: () => server.end() };
}

const at = (xPosition, yPosition, pageNumber, more = {}) => ({ documentId: '1', pageNumber: String(pageNumber), xPosition: String(xPosition), yPosition: String(yPosition), ...more });

export function signerOf(id, name, more = {}) {
  return {
    recipientId: id, routingOrder: id, name, email: `signer${id}@example.com`, clientUserId: `c${id}`,
    tabs: {
      signHereTabs: [at(60, 630, 3, { tabLabel: `Signature ${id}` })],
      dateSignedTabs: [at(330, 640, 3)],
      textTabs: [at(60, 560, 1, { tabLabel: 'Purchase order', required: 'false', width: '180', height: '20' })],
      checkboxTabs: [at(60, 600, 2, { tabLabel: 'I have read the terms of payment', required: 'true' })],
    },
    ...more,
  };
}

export async function sendEnvelope(service, signers, more = {}) {
  const documents = [{ documentId: '1', name: 'Supply agreement', fileExtension: 'pdf', documentBase64: makePdf(3).toString('base64') }];
  const { envelopeId } = await service.call('POST', 'envelopes', { status: 'sent', emailSubject: 'Electricity supply agreement', documents, recipients: { signers }, ...more });
  return envelopeId;
}

export async function viewOf(service, envelopeId, signer, more = {}) {
  const { url } = await service.call('POST', `envelopes/${envelopeId}/views/recipient`, {
    returnUrl: 'http://localhost:9/back?deal=7', authenticationMethod: 'None', email: signer.email, userName: signer.name, clientUserId: signer.clientUserId, ...more,
  });
  return url;
}

export const stateOf = (service, envelopeId) => service.call('GET', `envelopes/${envelopeId}?include=recipients`);
