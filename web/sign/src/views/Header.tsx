// Who sends what, in whose name, how long the price is good, and where one is in the ceremony.
import { Busbar, type BusNode, type NodeState } from '@switchyard/design/busbar';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Language, Phase } from '../api-types.ts';
import { clockFace, secondsLeft, spokenMark } from '../session/clocks.ts';
import { useCeremony, useCeremonyState, useSecond, useWords } from '../session/hooks.ts';
import { keep } from '../session/seed.ts';
import { instantText, LANGUAGES, wordsIn } from '../words/words.ts';
import { Menu } from './Menu.tsx';

export function Header() {
  const { session, closing } = useCeremonyState();
  const words = useWords();
  // Nothing stands before it is known how tall it is: what is painted first does not move.
  if (!session && !closing) return null;
  return (
    <header class="top no-print">
      {session?.brand.isTest && <p class="test-ribbon">{words.testRibbon}</p>}
      <div class="top-in">
        <div class="brand">
          {session?.brand.logoUrl ? <img class="logo" src={session.brand.logoUrl} alt={session.brand.name} /> : <span class="brand-name">{session?.brand.name}</span>}
        </div>
        <div class="buttons tight top-acts">
          <LanguageChoice />
          {session && !closing && <Menu />}
        </div>
      </div>
      {session && (
        <div class="top-in about">
          <p class="title">
            {session.envelope.title} <span class="muted small">{words.from(session.sender.name)}</span>
          </p>
          <Countdown />
        </div>
      )}
      <Steps />
    </header>
  );
}

function LanguageChoice() {
  const ceremony = useCeremony();
  const { language } = useCeremonyState();
  const words = useWords();
  const choose = (chosen: Language) => {
    keep('switchyard.language', chosen);
    ceremony.set({ language: chosen });
  };
  return (
    <label class="language">
      <span class="hidden-visually">{words.language}</span>
      <select class="input" value={language} onChange={(event) => choose((event.currentTarget as HTMLSelectElement).value as Language)}>
        {LANGUAGES.map((each) => (
          <option key={each} value={each} lang={each}>
            {wordsIn(each).languageName}
          </option>
        ))}
      </select>
    </label>
  );
}

const ORDER: readonly Exclude<Phase, 'stopped'>[] = ['authenticate', 'consent', 'sign', 'done'];

function Steps() {
  const { session, closing, finished, deadlinePassed } = useCeremonyState();
  const words = useWords();
  if (!session || session.readOnly) return null;
  const steps = session.authentication.kind === 'none' ? ORDER.slice(1) : ORDER;
  const stopped = closing !== null || (deadlinePassed && !finished && session.phase !== 'done');
  const phase = finished ? 'done' : session.phase === 'stopped' ? 'sign' : session.phase;
  const at = ORDER.indexOf(phase);
  const nodes: BusNode[] = steps.map((step) => {
    const index = ORDER.indexOf(step);
    const state: NodeState = index < at || (phase === 'done' && index === at) ? 'done' : index > at ? 'ahead' : stopped ? 'open' : 'now';
    return { id: step, label: words.steps[step], state, spoken: words.stepState[state] };
  });
  return (
    <div class="top-in">
      <Busbar label={words.stepsLabel} nodes={nodes} />
    </div>
  );
}

const DAY_S = 86_400;

function Countdown() {
  const ceremony = useCeremony();
  const { session, language, deadlinePassed, finished, closing } = useCeremonyState();
  const words = useWords();
  const now = useSecond();
  const deadline = session?.deadline;
  const left = deadline ? secondsLeft(ceremony.businessClock, now, deadline.signBy) : 0;
  const before = useRef(left);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const mark = spokenMark(before.current, left);
    before.current = left;
    if (mark) setSpoken(words.spokenLeft(mark / 60));
  }, [left]);
  if (!deadline || deadlinePassed || finished || closing || session.phase === 'done') return null;
  const rest = left >= DAY_S ? words.daysLeft(Math.floor(left / DAY_S)) : words.priceLeft(clockFace(left));
  return (
    <p class={left < 600 ? 'countdown soon' : 'countdown'}>
      <span>
        {words.priceUntil} <strong>{instantText(deadline.signBy, language)}</strong>
      </span>{' '}
      <span class="left" aria-hidden={left < DAY_S ? true : undefined}>
        {rest}
      </span>
      <span class="hidden-visually" role="status">
        {spoken}
      </span>
    </p>
  );
}
