// Finish, and what is said while it is under way. It is never disabled: pressed too early it says what is missing.
import { Notice } from '@switchyard/design/notice';
import { useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';

export function FinishBar({ ready, short = false }: { ready: boolean; short?: boolean }) {
  const ceremony = useCeremony();
  const { finishing } = useCeremonyState();
  const words = useWords();
  if (finishing === 'uncertain') {
    return (
      <Notice tone="warn" kind={words.finishUncertainKind} live="alert">
        <p>{words.finishUncertain}</p>
        <div>
          <button type="button" class="button accent" onClick={() => void ceremony.finishAgain()}>
            {words.tryAgain}
          </button>
        </div>
      </Notice>
    );
  }
  const sending = finishing === 'sending';
  return (
    <div class="finish">
      {!short && <p class="small muted">{words.finishText}</p>}
      <button type="button" id="finish" class={ready ? 'button accent' : 'button'} aria-disabled={sending || undefined} onClick={() => void ceremony.finish()}>
        {sending ? words.finishing : words.finish}
      </button>
    </div>
  );
}
