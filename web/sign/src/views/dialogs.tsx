// The questions that are asked over the page: finish later, decline, assign, and whether the signer is still there.
import { Dialog } from '@switchyard/design/dialog';
import { useState } from 'preact/hooks';
import type { Session } from '../api-types.ts';
import { clockFace, secondsLeft } from '../session/clocks.ts';
import { useAct, useCeremony, useCeremonyState, useSecond, useWords } from '../session/hooks.ts';
import { instantText } from '../words/words.ts';
import { TextField } from './TextField.tsx';

const REASON_MAX = 500;

interface AskProps {
  readonly fault: string;
  readonly busy: boolean;
  readonly go: string;
  readonly tone: 'accent' | 'danger';
}

function AskButtons({ fault, busy, go, tone }: AskProps) {
  const ceremony = useCeremony();
  const words = useWords();
  return (
    <>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class={`button ${tone}`} aria-disabled={busy || undefined}>
          {go}
        </button>
        <button type="button" class="button" onClick={() => ceremony.set({ dialog: null })}>
          {words.cancel}
        </button>
      </div>
    </>
  );
}

export function LaterDialog({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const { language } = useCeremonyState();
  const words = useWords();
  const act = useAct();
  const go = (event: Event) => {
    event.preventDefault();
    act.run(() => ceremony.finishLater());
  };
  return (
    <Dialog title={words.finishLater} onClose={() => ceremony.set({ dialog: null })}>
      <form class="stack" noValidate onSubmit={go}>
        <p>{words.laterText}</p>
        {session.deadline && <p>{words.laterDeadline(instantText(session.deadline.signBy, language))}</p>}
        <AskButtons fault={act.fault} busy={act.busy} go={words.laterGo} tone="accent" />
      </form>
    </Dialog>
  );
}

export function DeclineDialog({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const words = useWords();
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const act = useAct();
  const go = (event: Event) => {
    event.preventDefault();
    setEmpty(reason.trim() === '');
    if (reason.trim() === '') document.getElementById('decline-reason')?.focus();
    else act.run(() => ceremony.decline(reason.trim()));
  };
  return (
    <Dialog title={words.decline} onClose={() => ceremony.set({ dialog: null })}>
      <form class="stack" noValidate onSubmit={go}>
        <p>{words.declineText(session.sender.name)}</p>
        <TextField id="decline-reason" label={words.declineReason} kind="area" max={REASON_MAX} value={reason} fault={empty ? words.declineEmpty : ''} onInput={setReason} />
        <AskButtons fault={act.fault} busy={act.busy} go={words.declineGo} tone="danger" />
      </form>
    </Dialog>
  );
}

export function AssignDialog() {
  const ceremony = useCeremony();
  const words = useWords();
  const [to, setTo] = useState({ name: '', email: '', reason: '' });
  const [pressed, setPressed] = useState(false);
  const act = useAct();
  const faults = {
    name: to.name.trim() === '' ? words.assignNameEmpty : '',
    email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to.email.trim()) ? '' : words.assignEmailWrong,
    reason: to.reason.trim() === '' ? words.assignReasonEmpty : '',
  };
  const shown = (fault: string) => (pressed ? fault : '');
  const go = (event: Event) => {
    event.preventDefault();
    setPressed(true);
    const first = faults.name ? 'assign-name' : faults.email ? 'assign-email' : faults.reason ? 'assign-reason' : '';
    if (first) document.getElementById(first)?.focus();
    else act.run(() => ceremony.reassign({ name: to.name.trim(), email: to.email.trim(), reason: to.reason.trim() }));
  };
  return (
    <Dialog title={words.assign} onClose={() => ceremony.set({ dialog: null })}>
      <form class="stack" noValidate onSubmit={go}>
        <p>{words.assignText}</p>
        <TextField id="assign-name" label={words.assignName} max={100} value={to.name} fault={shown(faults.name)} onInput={(name) => setTo({ ...to, name })} />
        <TextField id="assign-email" label={words.assignEmail} kind="email" max={254} value={to.email} fault={shown(faults.email)} onInput={(email) => setTo({ ...to, email })} />
        <TextField id="assign-reason" label={words.assignReason} max={REASON_MAX} value={to.reason} fault={shown(faults.reason)} onInput={(reason) => setTo({ ...to, reason })} />
        <AskButtons fault={act.fault} busy={act.busy} go={words.assignGo} tone="accent" />
      </form>
    </Dialog>
  );
}

export function HelpDialog({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const words = useWords();
  const close = () => ceremony.set({ dialog: null });
  return (
    <Dialog title={words.help} onClose={close}>
      <ol class="help-steps">
        {words.helpSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{words.helpKept}</p>
      <p>
        {words.helpAsk(session.sender.name)} <a href={`mailto:${session.sender.email}`}>{session.sender.email}</a>
      </p>
      <div class="buttons">
        <button type="button" class="button accent" onClick={close}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}

export function IdleDialog({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const words = useWords();
  const now = useSecond();
  const act = useAct();
  const left = secondsLeft(ceremony.realClock, now, session.idle.expiresAt);
  const extend = () => act.run(() => ceremony.extend());
  return (
    <Dialog title={words.idleTitle} onClose={extend}>
      <p aria-hidden="true">{words.idleText(clockFace(left))}</p>
      <p class="hidden-visually" role="alert">
        {words.idleSpoken}
      </p>
      {act.fault && <p class="fault">{act.fault}</p>}
      <div class="buttons">
        <button type="button" class="button accent" onClick={extend}>
          {words.extend}
        </button>
      </div>
    </Dialog>
  );
}
