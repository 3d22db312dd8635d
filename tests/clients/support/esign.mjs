// The unmodified npm package docusign-esign pointed at a Switchyard server of the test's own, over TLS.
import docusign from 'docusign-esign';
import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import https from 'node:https';
import path from 'node:path';
import { command, startServer } from './server.mjs';

export { docusign };
export const SCOPES = ['signature', 'impersonation'];

export function makeKeyPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

// Starts a server with a TLS and a plain listener, trusts its self-made certificate, makes an account and a client with consent.
export async function startEsign({ dataDirectory, args = [], consent = true } = {}) {
  const server = await startServer({
    dataDirectory,
    args: ['--listen', '127.0.0.1:0', '--listen-tls', '127.0.0.1:0', ...args],
    listeners: 2,
  });
  https.globalAgent.options.ca = await readFile(path.join(server.dataDirectory, 'tls-certificate.pem'));
  const account = await makeAccount(server, 'Harborlight Energy');
  const client = await makeClient(server, account.accountId, { consent });
  return { server, account, ...client };
}

export async function makeAccount(server, name, environment = 'test') {
  return JSON.parse(await command(server.dataDirectory, 'esign', 'account', 'create', '--name', name, '--environment', environment, '--json'));
}

export async function makeClient(server, accountId, { consent = true } = {}) {
  const { publicKey, privateKey } = makeKeyPair();
  const file = path.join(server.dataDirectory, `public-${Math.random().toString(16).slice(2)}.pem`);
  await writeFile(file, publicKey);
  const made = await command(server.dataDirectory, 'esign', 'client', 'create', '--account', accountId, '--public-key', file, ...(consent ? ['--consent'] : []), '--json');
  return { client: JSON.parse(made), privateKey };
}

// An ApiClient that is logged in, as DocuSign's own examples do it.
export async function logIn({ client, privateKey }) {
  const api = apiClient(client);
  const results = await api.requestJWTUserToken(client.integrationKey, client.userId, SCOPES, Buffer.from(privateKey), 600);
  api.addDefaultHeader('Authorization', `Bearer ${results.body.access_token}`);
  return api;
}

// setBasePath derives the OAuth host anew, so setOAuthBasePath comes second.
export function apiClient(client) {
  const api = new docusign.ApiClient();
  api.setBasePath(client.basePath);
  api.setOAuthBasePath(client.oauthBasePath);
  return api;
}

// The refusal of a call: its status and DocuSign's code.
export async function refusalOf(promise) {
  try {
    await promise;
  } catch (error) {
    if (!error.response) throw error;
    const { status, data } = error.response;
    if (data && typeof data.pipe === 'function') {
      const chunks = [];
      for await (const chunk of data) chunks.push(chunk);
      return { status, ...JSON.parse(Buffer.concat(chunks).toString('utf8')) };
    }
    return { status, ...data };
  }
  throw new Error('the call was not refused');
}

export function signer(overrides = {}) {
  return {
    email: 'ana.lopez@example.com',
    name: 'Ana Lopez',
    recipientId: '1',
    routingOrder: '1',
    clientUserId: 'customer-1',
    tabs: {
      signHereTabs: [{ anchorString: '/sign1/', anchorUnits: 'pixels', anchorXOffset: '10', anchorYOffset: '-4' }],
      dateSignedTabs: [{ anchorString: '/date1/' }],
    },
    ...overrides,
  };
}

export function envelopeOf(pdf, overrides = {}) {
  return {
    emailSubject: 'Please sign your electricity agreement',
    documents: [{ documentBase64: pdf.toString('base64'), name: 'Agreement', fileExtension: 'pdf', documentId: '1' }],
    recipients: { signers: [signer()] },
    status: 'sent',
    ...overrides,
  };
}
