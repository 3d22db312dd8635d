// Going on after the end: to the page that opened the session, where there is one.
import { useEffect, useState } from 'preact/hooks';
import type { Session, SessionEnd } from '../api-types.ts';
import { hostListens } from '../frame/messages.ts';
import { useCeremonyState, useSecond, useWords } from '../session/hooks.ts';
import type { Words } from '../words/words.ts';

export function goOnText(session: Session, words: Words): string {
  return session.exit.kind === 'redirect' && session.exit.origin ? words.goOn(hostOf(session.exit.origin)) : words.close;
}

function hostOf(origin: string): string {
  try {
    return new URL(origin).host;
  } catch {
    return origin;
  }
}

/** Only addresses of the web: the server has checked them; a page does not run what it is told. */
export function leaveTo(url: string): void {
  try {
    const { protocol } = new URL(url, location.href);
    if (protocol === 'https:' || protocol === 'http:') location.assign(url);
  } catch {
    // No address: the person closes the window.
  }
}

/** The button that goes on; with `seconds`, by itself after them, unless the person stays. */
export function GoOn({ end, seconds = 0 }: { end: SessionEnd | null; seconds?: number }) {
  const { session } = useCeremonyState();
  const words = useWords();
  const now = useSecond();
  const [from] = useState(now);
  const [stays, setStays] = useState(false);
  const listened = hostListens(session?.messageOrigins ?? []);
  const url = end?.url ?? '';
  const left = Math.max(0, seconds - Math.round((now - from) / 1000));
  const goes = seconds > 0 && !stays && url !== '' && !listened;
  useEffect(() => {
    if (goes && left === 0) leaveTo(url);
  }, [goes, left === 0]);
  if (listened || url === '') return <p class="muted">{words.youMayClose}</p>;
  return (
    <>
      <div class="buttons">
        <a class="button accent" href={url} onClick={(event) => (event.preventDefault(), leaveTo(url))}>
          {words.goOn(hostOf(url))}
        </a>
        {goes && (
          <button type="button" class="button" onClick={() => setStays(true)}>
            {words.stay}
          </button>
        )}
      </div>
      {goes && <p class="muted small">{words.goingOn(left)}</p>}
    </>
  );
}
