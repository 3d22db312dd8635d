// After the signature: when it was taken, who is next, the copy, and the way on.
import type { Session } from '../api-types.ts';
import { useAct, useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';
import { instantText } from '../words/words.ts';
import { useDownload } from './download.ts';
import { GoOn, goOnText } from './goOn.tsx';
import { SignersLine } from './Signers.tsx';
import { Title } from './Title.tsx';

const GO_ON_SECONDS = 8;

export function DoneView({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const { finished, language } = useCeremonyState();
  const words = useWords();
  const act = useAct();
  const { download, text } = useDownload();
  const waiting = finished?.waitingFor ?? session.others.filter((other) => other.state !== 'completed').map((other) => other.name);
  return (
    <div class="sheet stack">
      <Title>{words.doneTitle}</Title>
      {finished && <p>{words.doneText(instantText(finished.signedAt, language))}</p>}
      <p>{waiting.length > 0 ? words.doneWaiting(waiting.join(', ')) : words.doneAll}</p>
      {session.others.length > 1 && <SignersLine others={session.others} />}
      {session.allowed.download && (
        <div class="buttons">
          <button type="button" class="button" onClick={() => download('document')}>
            {words.download}
          </button>
          {waiting.length === 0 && (
            <button type="button" class="button" onClick={() => download('certificate')}>
              {words.downloadCertificate}
            </button>
          )}
        </div>
      )}
      <p role="status" class="small">
        {text}
      </p>
      {finished ? (
        <GoOn end={finished} seconds={GO_ON_SECONDS} />
      ) : (
        <div class="buttons">
          <button type="button" class="button accent" onClick={() => act.run(() => ceremony.close())}>
            {goOnText(session, words)}
          </button>
        </div>
      )}
      {act.fault && <p class="fault" role="alert">{act.fault}</p>}
    </div>
  );
}
