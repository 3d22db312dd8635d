// What stands on a page over its picture: a mark for each field, showing its value where the PDF will show it. Marks are for the pointer and the eye; the
// fields themselves are in the panel, where keyboard and screen reader meet them in order, each with its label.
import type { PageSize, Tab } from '../api-types.ts';
import { useCeremony, useCeremonyState, useWords } from '../session/hooks.ts';
import { valueOf } from '../session/state.ts';
import { SignaturePicture } from '../signature/Picture.tsx';
import { actOnTab } from './act.ts';

const percent = (part: number, whole: number) => `${(100 * part) / whole}%`;

export function Marks({ tabs, size }: { tabs: readonly Tab[]; size: PageSize }) {
  return (
    <>
      {tabs.map((tab) => (
        <Mark key={tab.tabId} tab={tab} size={size} />
      ))}
    </>
  );
}

function Mark({ tab, size }: { tab: Tab; size: PageSize }) {
  const ceremony = useCeremony();
  const state = useCeremonyState();
  const value = valueOf(state, tab);
  const place = {
    left: percent(tab.x, size.width),
    top: percent(tab.y, size.height),
    width: percent(tab.width, size.width),
    height: percent(tab.height, size.height),
    fontSize: `calc(${Math.min(tab.height * 0.62, 12)} / ${size.width} * 100cqw)`,
  };
  const id = `mark-${tab.tabId}`;
  if (tab.locked || tab.kind === 'note' || tab.kind === 'automatic' || tab.kind === 'dateSigned' || state.session?.readOnly || state.session?.phase !== 'sign') {
    return (
      <span id={id} class="mark locked" style={place}>
        <Shown tab={tab} value={value} />
      </span>
    );
  }
  const missing = state.missing.some((each) => each.tabId === tab.tabId);
  const classes = ['mark', value && value !== 'false' ? 'filled' : '', state.currentTab === tab.tabId ? 'current' : '', missing ? 'missing' : ''];
  return (
    <button id={id} type="button" class={classes.join(' ')} style={place} tabIndex={-1} aria-hidden="true" onClick={() => actOnTab(ceremony, tab)}>
      <Shown tab={tab} value={value} />
    </button>
  );
}

function Shown({ tab, value }: { tab: Tab; value: string }) {
  const words = useWords();
  if (tab.kind === 'sign' || tab.kind === 'initial') {
    if (value === 'placed') return <SignaturePicture of={tab.kind} />;
    return <span class="mark-word">{tab.kind === 'sign' ? words.signHere : words.initialHere}</span>;
  }
  if (tab.kind === 'checkbox') return <span class="mark-tick">{value === 'true' ? '\u2715' : ''}</span>;
  if (tab.kind === 'radio') return <span class="mark-tick">{value === 'true' ? '\u25CF' : ''}</span>;
  if (tab.kind === 'list') return <span class="mark-text">{tab.items.find((item) => item.value === value)?.text ?? value}</span>;
  return <span class="mark-text">{value}</span>;
}
