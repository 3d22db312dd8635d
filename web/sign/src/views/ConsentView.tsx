// Electronic records: the disclosure first, a test page that shows whether this device opens PDF, and the consent, unticked (15 U.S.C. 7001(c)).
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Disclosure, Session } from '../api-types.ts';
import { drawPage, layText, openPdf, warmUp } from '../document/pdf.ts';
import sampleUrl from '../document/sample.pdf?url';
import { useAct, useCeremony, useWords } from '../session/hooks.ts';
import { saveAs } from './download.ts';
import { Title } from './Title.tsx';

export function ConsentView({ session, disclosure }: { session: Session; disclosure: Disclosure }) {
  const ceremony = useCeremony();
  const words = useWords();
  const [sample, setSample] = useState<'no' | 'opening' | 'shown' | 'failed'>('no');
  const [ticked, setTicked] = useState(false);
  const act = useAct();
  useEffect(warmUp, []);
  // Another version of the text is another question.
  useEffect(() => setTicked(false), [disclosure.version]);
  const agree = (event: Event) => {
    event.preventDefault();
    const fault = sample !== 'shown' ? words.consentUnopened : ticked ? '' : words.consentUnticked;
    act.setFault(fault);
    if (fault) document.getElementById(sample === 'shown' ? 'consent-tick' : 'sample-open')?.focus();
    else act.run(async () => ceremony.attempt(async () => ceremony.take(await ceremony.api.consent(disclosure.version))));
  };
  return (
    <form class="sheet stack" noValidate onSubmit={agree}>
      <Title>{words.consentTitle}</Title>
      <p>{words.consentIntro}</p>
      {session.envelope.message && (
        <blockquote class="message">
          <p class="small muted">{words.message}</p>
          <p>{session.envelope.message}</p>
        </blockquote>
      )}
      <div class="disclosure-head no-print">
        <h2>{words.disclosure}</h2>
        <div class="buttons tight">
          <button type="button" class="button plain" onClick={() => print()}>
            {words.printDisclosure}
          </button>
          <button type="button" class="button plain" onClick={() => saveAs(new Blob([disclosure.text], { type: 'text/plain;charset=utf-8' }), 'electronic-records.txt')}>
            {words.downloadDisclosure}
          </button>
        </div>
      </div>
      <div class="disclosure" role="region" aria-label={words.disclosureRegion} tabIndex={0}>
        <DisclosureText text={disclosure.text} />
      </div>
      <section class="stack no-print" aria-label={words.sampleTitle}>
        <h2>{words.sampleTitle}</h2>
        <p>{words.sampleText}</p>
        {sample !== 'shown' && (
          <div>
            <button id="sample-open" type="button" class="button" aria-describedby={act.fault && sample === 'no' ? 'consent-fault' : undefined} onClick={() => setSample('opening')}>
              {words.sampleOpen}
            </button>
          </div>
        )}
        {(sample === 'opening' || sample === 'shown') && <SamplePage shown={() => setSample('shown')} failed={() => setSample('failed')} />}
        <p role="status" class={sample === 'failed' ? 'fault' : 'small muted'}>
          {sample === 'shown' ? words.sampleShown : sample === 'failed' ? words.sampleFailed : ''}
        </p>
      </section>
      <div class="no-print stack">
        <label class="tick">
          <input id="consent-tick" type="checkbox" checked={ticked} aria-describedby={act.fault ? 'consent-fault' : undefined} onChange={(event) => setTicked((event.currentTarget as HTMLInputElement).checked)} />
          <span>{words.consentTick}</span>
        </label>
        {act.fault && (
          <p class="fault" id="consent-fault" role="alert">
            {act.fault}
          </p>
        )}
        <div class="buttons">
          <button type="submit" class="button accent" aria-disabled={act.busy || undefined}>
            {words.consentGo}
          </button>
        </div>
      </div>
    </form>
  );
}

/** Blank lines part paragraphs; a line that begins "## " is a heading. */
function DisclosureText({ text }: { text: string }) {
  const parts = text.split(/\n\s*\n/).flatMap((block) => {
    const lines = block.split('\n');
    const heading = lines[0]?.startsWith('## ') ? lines.shift()?.slice(3) : undefined;
    const rest = lines.join(' ').trim();
    return [...(heading ? [{ heading: true, words: heading }] : []), ...(rest ? [{ heading: false, words: rest }] : [])];
  });
  return (
    <>
      {parts.map((part, index) => (part.heading ? <h3 key={index}>{part.words}</h3> : <p key={index}>{part.words}</p>))}
    </>
  );
}

const SAMPLE_WIDTH_PX = 288;

function SamplePage({ shown, failed }: { shown: () => void; failed: () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void (async () => {
      try {
        const bytes = new Uint8Array(await (await fetch(sampleUrl)).arrayBuffer());
        const page = await (await openPdf({ bytes })).getPage(1);
        if (!canvas.current || !text.current) return;
        await drawPage(page, canvas.current, SAMPLE_WIDTH_PX).done;
        await layText(page, text.current, SAMPLE_WIDTH_PX);
        shown();
      } catch {
        failed();
      }
    })();
  }, []);
  return (
    <div class="page sample">
      <canvas ref={canvas} class="page-picture" aria-hidden="true" />
      <div ref={text} class="textLayer" />
    </div>
  );
}
