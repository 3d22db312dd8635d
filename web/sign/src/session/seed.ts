// What the server wrote into the page, and the secret that a reload finds again in sessionStorage. A browser that refuses storage (a sandboxed or
// partitioned frame) keeps it in memory: then a reload ends the session, and the page says so.
import type { PageSeed } from '../api-types.ts';

const SECRET = 'switchyard.secret.';

export function readSeed(): PageSeed | null {
  const text = document.getElementById('ceremony')?.textContent;
  if (!text) return null;
  const seed = JSON.parse(text) as PageSeed | null;
  return seed?.sessionId ? seed : null;
}

/** The secret of the seed, else the one kept by this tab. Takes the used link out of the address, so that a reload asks for the session. */
export function claimSecret(seed: PageSeed): string | null {
  if (seed.secret) {
    keep(SECRET + seed.sessionId, seed.secret);
    history.replaceState(null, '', `/esign/signing/session/${encodeURIComponent(seed.sessionId)}`);
    return seed.secret;
  }
  return kept(SECRET + seed.sessionId);
}

export function keep(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Storage is refused here; the page works without it.
  }
}

export function kept(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

export function forget(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // See keep.
  }
}
