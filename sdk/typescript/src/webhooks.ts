// Standard Webhooks: HMAC-SHA256 over "id.timestamp.body" with the secret behind "whsec_".
import type { Event } from './events.ts';

export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
}

const TOLERANCE_S = 300;

function header(headers: WebhookHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name];
  if (typeof value !== 'string') throw new WebhookRefused(`${name} is missing`);
  return value;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array(0);
  }
}

// The event, where the body is as it came (its bytes as text) and was signed with one of the secrets within five minutes of `now`.
export async function verifyWebhook(body: string, headers: WebhookHeaders, secrets: string | readonly string[], now: Date = new Date()): Promise<Event> {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => header(headers, name)) as [string, string, string];
  const age = now.getTime() / 1000 - Number(timestamp);
  if (!/^\d+$/.test(timestamp) || Math.abs(age) > TOLERANCE_S) throw new WebhookRefused('webhook-timestamp is more than five minutes away');
  const said = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
    const key = await crypto.subtle.importKey('raw', bytesOf(secret.replace(/^whsec_/, '')), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
    for (const each of signatures.split(' ')) {
      if (each.startsWith('v1,') && (await crypto.subtle.verify('HMAC', key, bytesOf(each.slice(3)), said))) return JSON.parse(body) as Event;
    }
  }
  throw new WebhookRefused('no signature is of this secret');
}
