// The signer's fields in order, the guide to the next one, and Finish. Beside the document where there is room, as a dock below it with one field at a time
// where there is little, and after the document where the window is low (400 % zoom).
import type { Session, Tab } from '../api-types.ts';
import { useCeremony, useCeremonyState, useMedia, useWords } from '../session/hooks.ts';
import { asks, nextAsking, ownTabs } from '../session/state.ts';
import { FinishBar } from '../views/FinishBar.tsx';
import { goToTab } from './act.ts';
import { ErrorSummary } from './ErrorSummary.tsx';
import { FieldControl } from './FieldControl.tsx';

export function FieldsPanel({ session }: { session: Session }) {
  const wide = useMedia('(min-width: 60rem)');
  const low = useMedia('(max-height: 30rem)');
  const tabs = ownTabs(session);
  if (wide || low) return <WholePanel session={session} tabs={tabs} beside={wide} />;
  return <Dock session={session} tabs={tabs} />;
}

function useLeft(session: Session, tabs: readonly Tab[]): number {
  const { values } = useCeremonyState();
  return tabs.filter((tab) => asks(session, values, tab)).length;
}

function NextField({ session }: { session: Session }) {
  const ceremony = useCeremony();
  const { values, currentTab } = useCeremonyState();
  const words = useWords();
  const next = nextAsking(session, values, currentTab);
  if (!next) return null;
  return (
    <button type="button" class="button accent" onClick={() => goToTab(ceremony, next.tabId)}>
      {words.nextField}
    </button>
  );
}

function SaveState() {
  const { unsent, online } = useCeremonyState();
  const words = useWords();
  return <p class="small muted save-state">{unsent.size === 0 ? words.saved : online ? words.saving : words.unsaved}</p>;
}

function WholePanel({ session, tabs, beside }: { session: Session; tabs: readonly Tab[]; beside: boolean }) {
  const words = useWords();
  const left = useLeft(session, tabs);
  return (
    <section class={beside ? 'panel beside no-print' : 'panel no-print'} aria-label={words.fieldsTitle}>
      <div class="panel-head">
        <h2>{words.fieldsTitle}</h2>
        <p class="muted">{tabs.length === 0 ? words.noFields : words.fieldsLeft(left)}</p>
        {tabs.length > 0 && <NextField session={session} />}
      </div>
      <ErrorSummary />
      <div class="panel-fields">
        {tabs.map((tab) => (
          <FieldControl key={tab.tabId} tab={tab} />
        ))}
      </div>
      <FinishBar ready={left === 0} />
      {tabs.length > 0 && <SaveState />}
    </section>
  );
}

function Dock({ session, tabs }: { session: Session; tabs: readonly Tab[] }) {
  const ceremony = useCeremony();
  const { currentTab } = useCeremonyState();
  const words = useWords();
  const left = useLeft(session, tabs);
  const index = tabs.findIndex((tab) => tab.tabId === currentTab);
  const tab = tabs[index];
  const go = (to: number) => {
    const target = tabs[to];
    if (target) goToTab(ceremony, target.tabId);
  };
  return (
    <section class="panel dock no-print" aria-label={words.fieldsTitle}>
      <ErrorSummary />
      {tab && (
        <>
          <div class="dock-head">
            <p class="small muted">{words.fieldOf(index + 1, tabs.length)}</p>
            <div class="buttons tight">
              <button type="button" class="button" disabled={index === 0} aria-label={words.previousField} onClick={() => go(index - 1)}>
                <span aria-hidden="true">‹</span>
              </button>
              <button type="button" class="button" disabled={index === tabs.length - 1} aria-label={words.nextField} onClick={() => go(index + 1)}>
                <span aria-hidden="true">›</span>
              </button>
            </div>
          </div>
          <FieldControl key={tab.tabId} tab={tab} />
        </>
      )}
      <div class="dock-foot">
        <p class="small muted">{tabs.length === 0 ? words.noFields : words.fieldsLeft(left)}</p>
        <div class="buttons tight">
          {left > 0 && <NextField session={session} />}
          <FinishBar ready={left === 0} short />
        </div>
      </div>
    </section>
  );
}
