// The signer proves who they are: an access code from the sender, or a code sent by e-mail.
import { useState } from 'preact/hooks';
import type { Session } from '../api-types.ts';
import { Refusal } from '../session/api.ts';
import { secondsLeft } from '../session/clocks.ts';
import { useAct, useCeremony, useCeremonyState, useSecond, useWords } from '../session/hooks.ts';
import { instantText, type Words } from '../words/words.ts';
import { TextField } from './TextField.tsx';
import { Title } from './Title.tsx';

function faultOf(error: Refusal, words: Words): string {
  const { code, triesLeft, retryAfterSeconds, detail } = error.problem;
  const tries = triesLeft === undefined ? '' : ` ${words.triesLeft(triesLeft)}`;
  if (code === 'access_code_wrong') return words.accessCodeWrong + tries;
  if (code === 'email_code_wrong') return words.emailCodeWrong + tries;
  if (code === 'email_code_expired') return words.emailCodeExpired;
  if (code === 'email_code_too_soon') return words.emailCodeTooSoon(retryAfterSeconds ?? 60);
  return detail || words.somethingWrong;
}

export function AuthView({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const words = useWords();
  const { language } = useCeremonyState();
  const [code, setCode] = useState('');
  const act = useAct();
  const isEmail = session.authentication.kind === 'email_code';
  const sent = isEmail && session.authentication.codeSentAt;

  const attempt = (work: () => Promise<void>) =>
    act.run(async () => {
      try {
        await ceremony.attempt(work);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        act.setFault(faultOf(error, words));
        document.getElementById('auth-code')?.focus();
      }
    });
  const submit = (event: Event) => {
    event.preventDefault();
    const typed = code.replace(/\s/g, '');
    if (typed === '' || (isEmail && !/^\d{6}$/.test(typed))) {
      act.setFault(isEmail ? words.emailCodeEmpty : words.accessCodeEmpty);
      document.getElementById('auth-code')?.focus();
      return;
    }
    attempt(async () => {
      await ceremony.api.authenticate(isEmail ? { emailCode: typed } : { accessCode: code.trim() });
      ceremony.take(await ceremony.api.session());
    });
  };
  const send = () =>
    attempt(async () => {
      const authentication = await ceremony.api.sendCode();
      ceremony.set({ session: { ...session, authentication } });
    });

  return (
    <form class="sheet stack" noValidate onSubmit={submit}>
      <Title>{words.authTitle}</Title>
      <p>{isEmail ? words.emailCodeText(session.authentication.emailHint) : words.accessCodeText(session.sender.name)}</p>
      {(!isEmail || sent) && (
        <TextField
          id="auth-code"
          label={isEmail ? words.emailCode : words.accessCode}
          value={code}
          kind={isEmail ? 'digits' : 'code'}
          autocomplete={isEmail ? 'one-time-code' : 'off'}
          fault={act.fault}
          hint={sent && session.authentication.codeExpiresAt ? words.emailCodeHint(instantText(session.authentication.codeExpiresAt, language)) : ''}
          onInput={setCode}
        />
      )}
      {isEmail && !sent && act.fault && (
        <p class="fault" role="alert">
          {act.fault}
        </p>
      )}
      <div class="buttons">
        {isEmail && !sent ? (
          <button type="button" class="button accent" onClick={send}>
            {words.emailCodeSend}
          </button>
        ) : (
          <button type="submit" class="button accent" aria-disabled={act.busy || undefined}>
            {words.continue}
          </button>
        )}
        {sent && <Resend session={session} send={send} />}
      </div>
    </form>
  );
}

function Resend({ session, send }: { session: Session; send: () => void }) {
  const ceremony = useCeremony();
  const words = useWords();
  const now = useSecond();
  const { resendAfter } = session.authentication;
  const wait = resendAfter ? secondsLeft(ceremony.realClock, now, resendAfter) : 0;
  if (wait > 0) return <p class="muted resend">{words.emailCodeTooSoon(wait)}</p>;
  return (
    <button type="button" class="button" onClick={send}>
      {words.emailCodeResend}
    </button>
  );
}
