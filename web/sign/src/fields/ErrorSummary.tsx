// What keeps Finish from being taken, on top, with a link to each field and the same words as at the field. It takes the focus when it appears.
import { useEffect, useRef } from 'preact/hooks';
import { useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';
import { controlId, goToTab } from './act.ts';
import { faultText, labelOf } from './FieldControl.tsx';

export function ErrorSummary() {
  const ceremony = useCeremony();
  const { missing, trouble, session } = useCeremonyState();
  const words = useWords();
  const box = useRef<HTMLDivElement>(null);
  const before = useRef(0);
  const count = missing.length + (trouble ? 1 : 0);
  useEffect(() => {
    if (count > 0 && before.current === 0) box.current?.focus();
    before.current = count;
  }, [count]);
  if (count === 0) return null;
  const nameOf = (tabId: string, label: string) => {
    const tab = session?.tabs.find((each) => each.tabId === tabId);
    return tab ? labelOf(tab, words.kinds) : label;
  };
  return (
    <div class="notice danger" ref={box} tabIndex={-1} role="group" aria-labelledby="error-summary">
      <p class="kind" id="error-summary">
        {words.errorKind}
      </p>
      {trouble && <p>{trouble}</p>}
      {missing.length > 0 && (
        <ul>
          {missing.map((each) => (
            <li key={each.tabId}>
              <a
                href={`#${controlId(each.tabId)}`}
                onClick={(event) => {
                  event.preventDefault();
                  goToTab(ceremony, each.tabId);
                }}
              >
                {faultText(each, nameOf(each.tabId, each.label), words.missing)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
