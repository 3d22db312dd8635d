// What can always be done besides signing: download, print, finish later, assign, decline. A disclosure with plain buttons: no roving focus to learn.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DialogName } from '../session/state.ts';
import { useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';
import { useDownload } from './download.ts';

export function Menu() {
  const ceremony = useCeremony();
  const { session, finished } = useCeremonyState();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { download, text } = useDownload();
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    addEventListener('pointerdown', outside);
    addEventListener('focusin', outside);
    return () => {
      removeEventListener('pointerdown', outside);
      removeEventListener('focusin', outside);
    };
  }, [open]);
  if (!session) return null;
  const ends = session.phase === 'authenticate' || session.phase === 'consent' || session.phase === 'sign';
  const ask = (dialog: DialogName) => () => {
    // The menu's own button is there again when the dialog gives the focus back.
    document.getElementById('menu-button')?.focus();
    setOpen(false);
    ceremony.set({ dialog });
  };
  const items: [boolean, string, () => void][] = [
    [session.allowed.download, words.download, () => download('document')],
    [session.documents.length > 0 && !finished && session.phase !== 'consent', words.print, () => dispatchEvent(new Event('switchyard-print'))],
    [ends && session.allowed.finishLater, words.finishLater, ask('later')],
    [ends && session.allowed.reassign, words.assign, ask('assign')],
    [ends && session.allowed.decline, words.decline, ask('decline')],
    [true, words.help, ask('help')],
  ];
  const shown = items.filter(([allowed]) => allowed);
  if (finished) return null;
  return (
    <div
      class="menu"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        document.getElementById('menu-button')?.focus();
      }}
    >
      <button id="menu-button" type="button" class="button" aria-expanded={open} aria-controls="menu-items" onClick={() => setOpen(!open)}>
        {words.more}
      </button>
      <ul id="menu-items" class="menu-items" hidden={!open}>
        {shown.map(([, label, act]) => (
          <li key={label}>
            <button
              type="button"
              class="menu-item"
              onClick={() => {
                setOpen(false);
                act();
              }}
            >
              {label}
            </button>
          </li>
        ))}
      </ul>
      {text && (
        <p class="small menu-said" role="status">
          {text}
        </p>
      )}
    </div>
  );
}
