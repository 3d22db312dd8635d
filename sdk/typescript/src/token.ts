// Access tokens by private_key_jwt (RFC 7523), one kept until shortly before its end.
import { SignJWT, importPKCS8, importJWK, type JWK } from 'jose';
import { SwitchyardError } from './errors.ts';

export interface Credentials {
  readonly url: string;
  readonly clientId: string;
  readonly apiKey: string;
  // PKCS #8 in PEM, or a private JWK.
  readonly privateKey: string | JWK;
  // Default ES256; where the key is another's: RS256, PS256 or EdDSA.
  readonly algorithm?: string;
  // Needed once the application has several keys.
  readonly keyId?: string;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const EARLY_MS = 30_000;

export class TokenSource {
  readonly #credentials: Credentials;
  #asked: Promise<{ text: string; until: number }> | undefined;

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  // One request however many callers wait for it.
  async token(): Promise<string> {
    const kept = await this.#asked?.catch(() => undefined);
    if (kept && Date.now() < kept.until) return kept.text;
    this.#asked = this.#ask();
    return (await this.#asked).text;
  }

  forget(): void {
    this.#asked = undefined;
  }

  async #assertion(): Promise<string> {
    const { clientId, privateKey, algorithm = 'ES256', keyId, url } = this.#credentials;
    const key = typeof privateKey === 'string' ? await importPKCS8(privateKey, algorithm) : await importJWK(privateKey, algorithm);
    return new SignJWT({})
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(keyId && { kid: keyId }) })
      .setIssuer(clientId).setSubject(clientId).setAudience(url).setJti(crypto.randomUUID()).setIssuedAt().setExpirationTime('2m')
      .sign(key);
  }

  async #ask(): Promise<{ text: string; until: number }> {
    const { url, apiKey } = this.#credentials;
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: ASSERTION_TYPE, client_assertion: await this.#assertion() });
    const answer = await fetch(`${url}/oauth/token`, { method: 'POST', headers: { 'x-api-key': apiKey }, body });
    const said = (await answer.json().catch(() => undefined)) as { access_token?: string; expires_in?: number } | undefined;
    if (!answer.ok || !said?.access_token) throw new SwitchyardError(answer.status, said);
    return { text: said.access_token, until: Date.now() + (said.expires_in ?? 0) * 1000 - EARLY_MS };
  }
}
