// Which view stands in the page, what lies over it, and the landmarks around it.
import { Notice } from '@switchyard/design/notice';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../api-types.ts';
import { useAct, useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';
import type { CeremonyState } from '../session/state.ts';
import { AuthView } from './AuthView.tsx';
import { ClosingView } from './ClosingView.tsx';
import { ConsentView } from './ConsentView.tsx';
import { AssignDialog, DeclineDialog, HelpDialog, IdleDialog, LaterDialog } from './dialogs.tsx';
import { DoneView } from './DoneView.tsx';
import { Header } from './Header.tsx';
import { ExpiredView, ReadOnlyView, SignView } from './SignView.tsx';

export function App() {
  const state = useCeremonyState();
  const words = useWords();
  useEffect(() => {
    document.documentElement.lang = state.language;
    document.title = state.session ? words.pageTitle(state.session.envelope.title) : words.steps.sign;
  }, [state.language, state.session?.envelope.title]);
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <Header />
      <main id="main" key={state.session || state.closing ? 'ceremony' : 'opening'}>
        {!state.online && state.session && !state.closing && state.finishing !== 'uncertain' && (
          <div class="sheet no-print">
            <Notice tone="warn" kind={words.connectionLost} live="status">
              <p>{words.connectionLostText}</p>
            </Notice>
          </div>
        )}
        <View state={state} />
      </main>
      <Over state={state} />
    </>
  );
}

function View({ state }: { state: CeremonyState }) {
  const { session, closing, finished, deadlinePassed } = state;
  if (closing) return <ClosingView key={closing.code} closing={closing} />;
  if (!session) return <Loading online={state.online} />;
  if (finished) return <DoneView session={session} />;
  if (session.phase === 'done') return session.readOnly ? <ReadOnlyView session={session} /> : <DoneView session={session} />;
  if (session.phase === 'authenticate') return <AuthView session={session} />;
  if (deadlinePassed) return <ExpiredView session={session} />;
  if (session.phase === 'consent' && session.disclosure) return <ConsentView session={session} disclosure={session.disclosure} />;
  return <SignView session={session} />;
}

function Loading({ online }: { online: boolean }) {
  const ceremony = useCeremony();
  const words = useWords();
  const act = useAct();
  if (online) return <p class="sheet" role="status">{words.loading}</p>;
  const [title, text] = words.closings['unreachable'] ?? ['', ''];
  return (
    <div class="sheet stack">
      <h1>{title}</h1>
      <p>{text}</p>
      <div class="buttons">
        <button type="button" class="button accent" onClick={() => act.run(() => ceremony.load())}>
          {words.tryAgain}
        </button>
      </div>
    </div>
  );
}

function Over({ state }: { state: CeremonyState }) {
  const { session, dialog, idleWarning } = state;
  if (!session) return null;
  return (
    <>
      {dialog === 'adopt' && <Adopt session={session} />}
      {dialog === 'later' && <LaterDialog session={session} />}
      {dialog === 'decline' && <DeclineDialog session={session} />}
      {dialog === 'assign' && <AssignDialog />}
      {dialog === 'help' && <HelpDialog session={session} />}
      {idleWarning && <IdleDialog session={session} />}
    </>
  );
}

/** Its code and hands are fetched when a signature is first adopted. */
function Adopt({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const [Loaded, setLoaded] = useState<ComponentType<{ session: Session }> | null>(null);
  useEffect(() => {
    import('../signature/AdoptDialog.tsx').then(
      (module) => setLoaded(() => module.default),
      () => ceremony.set({ dialog: null, online: false }),
    );
  }, []);
  return Loaded && <Loaded session={session} />;
}
