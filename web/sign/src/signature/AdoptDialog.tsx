// The signer adopts a signature: typed, drawn or uploaded. What is adopted is what the PDF shows; the sentence says what it means.
import { Dialog } from '@switchyard/design/dialog';
import { useState } from 'preact/hooks';
import type { AdoptRequest, Session, Stroke } from '../api-types.ts';
import { placeSignature } from '../fields/act.ts';
import { useAct, useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';
import { TextField } from '../views/TextField.tsx';
import './hands.css';
import { DrawPad } from './DrawPad.tsx';
import { initialsOf, pictureOf, styleClass } from './styles.ts';
import { pictureFromFile } from './upload.ts';

type How = 'typed' | 'drawn' | 'uploaded';
type Fault = '' | 'name' | 'initials' | 'draw' | 'drawInitials' | 'upload' | 'uploadBad';

interface Made {
  readonly how: How;
  readonly name: string;
  readonly initials: string;
  readonly style: string;
  readonly signature: readonly Stroke[];
  readonly initialsStrokes: readonly Stroke[];
  readonly file: File | null;
  readonly initialsFile: File | null;
}

const asksInitials = (session: Session) => session.tabs.some((tab) => tab.kind === 'initial');

function faultOf(made: Made, session: Session): Fault {
  if (made.name.trim() === '') return 'name';
  if (made.initials.trim() === '') return 'initials';
  if (made.how === 'drawn' && made.signature.length === 0) return 'draw';
  if (made.how === 'drawn' && asksInitials(session) && made.initialsStrokes.length === 0) return 'drawInitials';
  if (made.how === 'uploaded' && !made.file) return 'upload';
  return '';
}

async function requestOf(made: Made): Promise<AdoptRequest> {
  const { name, initials, style } = made;
  const who = { name: name.trim(), initials: initials.trim() };
  if (made.how === 'typed') {
    return { kind: 'typed', ...who, style, signaturePng: await pictureOf(who.name, style), initialsPng: await pictureOf(who.initials, style) };
  }
  if (made.how === 'drawn') {
    const drawn = { kind: 'drawn' as const, ...who, signature: [...made.signature] };
    return made.initialsStrokes.length > 0 ? { ...drawn, initialsStrokes: [...made.initialsStrokes] } : drawn;
  }
  const signatureImage = made.file ? await pictureFromFile(made.file) : '';
  const uploaded = { kind: 'uploaded' as const, ...who, signatureImage };
  return made.initialsFile ? { ...uploaded, initialsImage: await pictureFromFile(made.initialsFile) } : uploaded;
}

export default function AdoptDialog({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const { currentTab } = useCeremonyState();
  const words = useWords();
  const before = session.signature;
  const name = before?.name || session.signer.name;
  const [made, setMade] = useState<Made>({
    how: before?.kind ?? 'typed',
    name,
    initials: before?.initials || initialsOf(name),
    style: before?.style || session.signatureStyles[0] || 'flowing',
    signature: [],
    initialsStrokes: [],
    file: null,
    initialsFile: null,
  });
  const [fault, setFault] = useState<Fault>('');
  const act = useAct();
  const change = (part: Partial<Made>) => {
    setMade({ ...made, ...part });
    setFault('');
  };
  const close = () => ceremony.set({ dialog: null });
  const adopt = (event: Event) => {
    event.preventDefault();
    const found = faultOf(made, session);
    setFault(found);
    if (found) {
      document.getElementById(`adopt-${found}`)?.focus();
      return;
    }
    act.run(async () => {
      let request: AdoptRequest;
      try {
        request = await requestOf(made);
      } catch {
        setFault('uploadBad');
        return;
      }
      await ceremony.adopt(request);
      close();
      const tab = session.tabs.find((each) => each.tabId === currentTab);
      if (tab && (tab.kind === 'sign' || tab.kind === 'initial')) placeSignature(ceremony, tab);
    });
  };
  return (
    <Dialog title={words.adoptTitle} onClose={close}>
      <form class="stack" noValidate onSubmit={adopt}>
        <div class="pair">
          <TextField id="adopt-name" label={words.fullName} value={made.name} max={100} autocomplete="name" fault={fault === 'name' ? words.nameEmpty : ''} onInput={(value) => change({ name: value })} />
          <TextField id="adopt-initials" label={words.initials} value={made.initials} max={8} fault={fault === 'initials' ? words.initialsEmpty : ''} onInput={(value) => change({ initials: value })} />
        </div>
        <HowChoice how={made.how} onChange={(how) => change({ how })} />
        {made.how === 'typed' && <TypedStyles session={session} made={made} onChange={(style) => change({ style })} />}
        {made.how === 'drawn' && <Drawn session={session} made={made} fault={fault} change={change} />}
        {made.how === 'uploaded' && <Uploaded session={session} made={made} fault={fault} change={change} />}
        <p class="small">{words.adoptionSentence}</p>
        {act.fault && (
          <p class="fault" role="alert">
            {act.fault}
          </p>
        )}
        <div class="buttons">
          <button type="submit" class="button accent">
            {words.adoptGo}
          </button>
          <button type="button" class="button" onClick={close}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function HowChoice({ how, onChange }: { how: How; onChange: (how: How) => void }) {
  const words = useWords();
  const choices: [How, string][] = [
    ['typed', words.adoptType],
    ['drawn', words.adoptDraw],
    ['uploaded', words.adoptUpload],
  ];
  return (
    <fieldset class="segments">
      <legend class="hidden-visually">{words.adoptHow}</legend>
      {choices.map(([value, label]) => (
        <label key={value} class="segment">
          <input type="radio" name="how" checked={how === value} onChange={() => onChange(value)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function TypedStyles({ session, made, onChange }: { session: Session; made: Made; onChange: (style: string) => void }) {
  const words = useWords();
  const names: Record<string, string> = words.styleNames;
  return (
    <fieldset class="styles">
      <legend class="hidden-visually">{words.style}</legend>
      {session.signatureStyles.map((style) => (
        <label key={style} class="style-choice">
          <input type="radio" name="style" checked={made.style === style} onChange={() => onChange(style)} aria-label={names[style] ?? style} />
          <span class={`style-sample ${styleClass(style)}`} aria-hidden="true">
            <span>{made.name || '\u00A0'}</span> <span>{made.initials}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface PartProps {
  readonly session: Session;
  readonly made: Made;
  readonly fault: Fault;
  readonly change: (part: Partial<Made>) => void;
}

function Drawn({ session, made, fault, change }: PartProps) {
  const words = useWords();
  return (
    <div class="stack">
      <p class="hint">{words.drawHint}</p>
      <DrawPad id="adopt-draw" label={words.drawSignature} strokes={made.signature} onChange={(signature) => change({ signature })} />
      {fault === 'draw' && <p class="fault" role="alert">{words.drawEmpty}</p>}
      {asksInitials(session) && (
        <>
          <h3>{words.drawInitials}</h3>
          <DrawPad id="adopt-drawInitials" label={words.drawInitials} narrow strokes={made.initialsStrokes} onChange={(initialsStrokes) => change({ initialsStrokes })} />
          {fault === 'drawInitials' && <p class="fault" role="alert">{words.drawInitialsEmpty}</p>}
        </>
      )}
    </div>
  );
}

function Uploaded({ session, fault, change }: PartProps) {
  const words = useWords();
  const picked = (event: Event) => (event.currentTarget as HTMLInputElement).files?.[0] ?? null;
  const bad = fault === 'upload' ? words.uploadEmpty : fault === 'uploadBad' ? words.uploadRefused : '';
  return (
    <div class="stack">
      <div class="field">
        <label for="adopt-upload">{words.uploadSignature}</label>
        <p class="hint" id="adopt-upload-hint">{words.uploadHint}</p>
        {bad && <p class="fault" id="adopt-upload-fault" role="alert">{bad}</p>}
        <input id="adopt-upload" class="input" type="file" accept="image/png,image/jpeg" aria-describedby={bad ? 'adopt-upload-hint adopt-upload-fault' : 'adopt-upload-hint'} aria-invalid={bad ? true : undefined} onChange={(event) => change({ file: picked(event) })} />
      </div>
      {asksInitials(session) && (
        <div class="field">
          <label for="adopt-upload-initials">{words.uploadInitials}</label>
          <input id="adopt-upload-initials" class="input" type="file" accept="image/png,image/jpeg" onChange={(event) => change({ initialsFile: picked(event) })} />
        </div>
      )}
    </div>
  );
}
