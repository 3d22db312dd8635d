// A page for each way in which nothing more can be done here: what happened, what it means, what comes next.
import { useEffect } from 'preact/hooks';
import { hostListens } from '../frame/messages.ts';
import type { Closing } from '../session/state.ts';
import { useCeremonyState, useWords } from '../session/hooks.ts';
import { GoOn, leaveTo } from './goOn.tsx';
import { Title } from './Title.tsx';

/** Ends that the person chose: they go on at once. */
const CHOSEN = new Set(['later', 'assigned', 'closed']);

export function ClosingView({ closing }: { closing: Closing }) {
  const { session } = useCeremonyState();
  const words = useWords();
  const [title, text] = words.closings[closing.code] ?? words.closings['other'] ?? ['', ''];
  const known = closing.code in words.closings;
  const goes = CHOSEN.has(closing.code) && closing.end?.url && !hostListens(session?.messageOrigins ?? []);
  useEffect(() => {
    if (goes && closing.end) leaveTo(closing.end.url);
  }, []);
  return (
    <div class="sheet stack">
      <Title>{title}</Title>
      <p>{text}</p>
      {!known && closing.detail && <p>{closing.detail}</p>}
      <GoOn end={closing.end} seconds={closing.code === 'declined' ? 8 : 0} />
    </div>
  );
}
