// Messages to the page that holds this one in a frame: only to the origins that the session names, never to "*".
import type { PageMessage, SessionEnd } from '../api-types.ts';

export const isFramed = (): boolean => window.parent !== window;

export function post(origins: readonly string[], message: PageMessage): void {
  if (!isFramed()) return;
  for (const origin of origins) {
    // A target that is not the parent's origin is dropped by the browser: the list may name several.
    window.parent.postMessage(message, origin);
  }
}

export function postSessionEnd(origins: readonly string[], end: SessionEnd): void {
  post(origins, { type: 'sessionEnd', sessionEndType: end.event, returnUrl: end.url });
}

/** Where a host listens, it takes the frame away; else this window goes to the return URL itself. */
export const hostListens = (origins: readonly string[]): boolean => isFramed() && origins.length > 0;
