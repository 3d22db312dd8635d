// The ceremony for the views: its state, its words, and the time as it passes.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type Words, wordsIn } from '../words/words.ts';
import { Refusal } from './api.ts';
import type { Ceremony } from './ceremony.ts';
import type { CeremonyState } from './state.ts';

export const CeremonyContext = createContext<Ceremony | null>(null);

export function useCeremony(): Ceremony {
  const ceremony = useContext(CeremonyContext);
  if (!ceremony) throw new Error('no ceremony above this view');
  return ceremony;
}

export function useCeremonyState(): CeremonyState {
  const ceremony = useCeremony();
  const [state, setState] = useState(ceremony.state);
  useEffect(() => {
    setState(ceremony.state);
    return ceremony.subscribe(() => setState(ceremony.state));
  }, [ceremony]);
  return state;
}

export const useWords = (): Words => wordsIn(useCeremonyState().language);

/** The computer's clock once a second: for distances only. */
export function useSecond(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const listen = () => setMatches(list.matches);
    listen();
    list.addEventListener('change', listen);
    return () => list.removeEventListener('change', listen);
  }, [query]);
  return matches;
}

/** Runs an act of a form: `busy` while it runs, `fault` with what went wrong, in words. */
export function useAct(): { busy: boolean; fault: string; setFault: (fault: string) => void; run: (act: () => Promise<void>) => void } {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const run = (act: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setFault('');
    act()
      .catch((error: unknown) => setFault(error instanceof Refusal && error.message ? error.message : words.somethingWrong))
      .finally(() => setBusy(false));
  };
  return { busy, fault, setFault, run };
}
