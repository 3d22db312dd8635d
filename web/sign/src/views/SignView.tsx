// The document whole, and beside it what the signer fills in. Also the read-only views of a finished document and of one whose price has expired.
import { Notice } from '@switchyard/design/notice';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../api-types.ts';
import { DocumentView } from '../document/DocumentView.tsx';
import { FieldsPanel } from '../fields/FieldsPanel.tsx';
import { useAct, useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';
import { instantText } from '../words/words.ts';
import { goOnText } from './goOn.tsx';
import { SignersPanel } from './Signers.tsx';
import { Title } from './Title.tsx';

const ZOOMS = [1, 1.25, 1.5, 2, 3];

export function SignView({ session }: { session: Session }) {
  const words = useWords();
  return (
    <div class="sign">
      <div class="sign-main">
        <Documents session={session} heading={<Title>{words.steps.sign}</Title>} />
        <SignersPanel session={session} />
      </div>
      <FieldsPanel session={session} />
    </div>
  );
}

export function ReadOnlyView({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const words = useWords();
  const act = useAct();
  return (
    <div class="sign-main">
      <div class="sheet stack no-print">
        <Title>{words.viewTitle}</Title>
        <p>{words.viewText}</p>
        <div class="buttons">
          <button type="button" class="button accent" onClick={() => act.run(() => ceremony.close())}>
            {goOnText(session, words)}
          </button>
        </div>
        {act.fault && <p class="fault" role="alert">{act.fault}</p>}
      </div>
      <Documents session={session} heading={null} />
      <SignersPanel session={session} />
    </div>
  );
}

/** The clear stop: it says until when, that nothing was signed, and what comes next. The document can still be read. */
export function ExpiredView({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const { language } = useCeremonyState();
  const words = useWords();
  const act = useAct();
  return (
    <div class="sign-main">
      <div class="sheet stack no-print">
        <Title>{words.expiredTitle}</Title>
        <Notice tone="danger" kind={words.steps.sign + ': ' + words.stepState.open} live="alert">
          <p>{words.expiredText(instantText(session.deadline?.signBy ?? '', language))}</p>
          <p>{words.expiredNext(session.sender.name)}</p>
        </Notice>
        <div class="buttons">
          <button type="button" class="button accent" onClick={() => act.run(() => ceremony.finishLater())}>
            {goOnText(session, words)}
          </button>
        </div>
        {act.fault && <p class="fault" role="alert">{act.fault}</p>}
      </div>
      <Documents session={session} heading={null} />
    </div>
  );
}

function Documents({ session, heading }: { session: Session; heading: ComponentChildren }) {
  const words = useWords();
  const [zoom, setZoom] = useState(0);
  const { printing, onAllDrawn } = usePrinting(session);
  if (session.documents.length === 0) return null;
  return (
    <>
      <div class="document-tools no-print">
        {heading}
        <div class="buttons tight zoom" role="group" aria-label={words.zoom}>
          <button type="button" class="button" disabled={zoom === 0} aria-label={words.zoomOut} onClick={() => setZoom(zoom - 1)}>
            <span aria-hidden="true">−</span>
          </button>
          <output class="small">{words.zoomNow(100 * (ZOOMS[zoom] ?? 1))}</output>
          <button type="button" class="button" disabled={zoom === ZOOMS.length - 1} aria-label={words.zoomIn} onClick={() => setZoom(zoom + 1)}>
            <span aria-hidden="true">+</span>
          </button>
        </div>
      </div>
      {printing && <p role="status" class="no-print">{words.printing}</p>}
      {session.documents.map((document) => (
        <DocumentView key={document.documentId} document={document} tabs={session.tabs} zoom={printing ? 1 : (ZOOMS[zoom] ?? 1)} printing={printing} onAllDrawn={onAllDrawn} />
      ))}
    </>
  );
}

/** Printing draws every page first, then calls the browser's own dialog. */
function usePrinting(session: Session): { printing: boolean; onAllDrawn: (documentId: string) => void } {
  const [printing, setPrinting] = useState(false);
  const drawn = useRef(new Set<string>());
  useEffect(() => {
    const start = () => {
      drawn.current.clear();
      setPrinting(true);
    };
    addEventListener('switchyard-print', start);
    return () => removeEventListener('switchyard-print', start);
  }, []);
  const onAllDrawn = (documentId: string) => {
    drawn.current.add(documentId);
    if (!printing || drawn.current.size < session.documents.length) return;
    drawn.current.clear();
    requestAnimationFrame(() => {
      print();
      setPrinting(false);
    });
  };
  return { printing, onAllDrawn };
}
