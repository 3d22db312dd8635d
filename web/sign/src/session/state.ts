// What the page knows: the server's session, what was typed since, and what is shown over it.
import type { FinishAnswer, Language, MissingTab, Session, SessionEnd, Tab } from '../api-types.ts';

export type DialogName = 'adopt' | 'decline' | 'later' | 'assign' | 'help';

/** A place where nothing more can be done here. `code` chooses the words; `detail` is the server's own sentence where the page has none. */
export interface Closing {
  readonly code: string;
  readonly detail: string;
  readonly end: SessionEnd | null;
}

/** What became of a press of Finish. `uncertain`: the network was lost, and the signature may or may not have arrived. */
export type Finishing = 'no' | 'sending' | 'uncertain';

export interface CeremonyState {
  readonly session: Session | null;
  readonly closing: Closing | null;
  readonly finished: FinishAnswer | null;
  readonly language: Language;
  /** Values typed here, sent or not, over those of the session. */
  readonly values: Readonly<Record<string, string>>;
  /** Tabs whose value the server does not have yet. */
  readonly unsent: ReadonlySet<string>;
  readonly online: boolean;
  readonly dialog: DialogName | null;
  /** The session ends soon for want of activity; lies over any dialog. */
  readonly idleWarning: boolean;
  readonly finishing: Finishing;
  /** The error summary over the fields, and of the field that is asked for next. */
  readonly missing: readonly MissingTab[];
  readonly currentTab: string | null;
  /** A sentence of refusal that belongs to no field. */
  readonly trouble: string;
  readonly deadlinePassed: boolean;
  readonly sealed: boolean;
}

export const emptyState = (language: Language): CeremonyState => ({
  session: null,
  closing: null,
  finished: null,
  language,
  values: {},
  unsent: new Set(),
  online: true,
  dialog: null,
  idleWarning: false,
  finishing: 'no',
  missing: [],
  currentTab: null,
  trouble: '',
  deadlinePassed: false,
  sealed: false,
});

export const valueOf = (state: Pick<CeremonyState, 'values'>, tab: Tab): string => state.values[tab.tabId] ?? tab.value;

const SHOWN_ONLY: ReadonlySet<Tab['kind']> = new Set(['note', 'automatic', 'dateSigned']);

const isOwn = (tab: Tab): boolean => !tab.locked && !SHOWN_ONLY.has(tab.kind);

/** Tabs that are one question: the radios of a group; else the tab alone. */
export function questionOf(session: Session, tab: Tab): Tab[] {
  if (tab.kind !== 'radio' || tab.group === '') return [tab];
  return session.tabs.filter((each) => each.kind === 'radio' && each.group === tab.group && isOwn(each));
}

export function isFilled(session: Session, values: CeremonyState['values'], tab: Tab): boolean {
  const isTicked = (each: Tab) => valueOf({ values }, each) === 'true';
  if (tab.kind === 'checkbox') return isTicked(tab);
  if (tab.kind === 'radio') return questionOf(session, tab).some(isTicked);
  return valueOf({ values }, tab).trim() !== '';
}

const isAsked = (session: Session, tab: Tab): boolean => questionOf(session, tab).some((each) => each.required);

/** The signer's questions in reading order: document, page, from the top, from the left. Of a group of radios the first stands for all. */
export function ownTabs(session: Session): Tab[] {
  const order = new Map(session.documents.map((document, index) => [document.documentId, index]));
  const place = (tab: Tab) => order.get(tab.documentId) ?? 0;
  // Lines of one height count as one: a few points of difference do not make another row.
  const row = (tab: Tab) => Math.round(tab.y / 8);
  const groups = new Set<string>();
  return session.tabs
    .filter(isOwn)
    .sort((a, b) => place(a) - place(b) || a.page - b.page || row(a) - row(b) || a.x - b.x)
    .filter((tab) => {
      if (tab.kind !== 'radio' || tab.group === '') return true;
      const isFirst = !groups.has(tab.group);
      groups.add(tab.group);
      return isFirst;
    });
}

const NUMBER = /^[-+]?[\d., ]*\d[\d., ]*$/;

/** What still keeps Finish from being taken, as far as the page can tell; the server judges. */
export function missingTabs(session: Session, values: CeremonyState['values']): MissingTab[] {
  const found: MissingTab[] = [];
  for (const tab of ownTabs(session)) {
    const value = valueOf({ values }, tab);
    const at = { tabId: tab.tabId, documentId: tab.documentId, page: tab.page, label: tab.label };
    if (isAsked(session, tab) && !isFilled(session, values, tab)) found.push({ ...at, why: tab.kind === 'sign' || tab.kind === 'initial' ? 'signature' : 'empty' });
    else if (tab.kind === 'number' && value.trim() !== '' && !NUMBER.test(value.trim())) found.push({ ...at, why: 'not_number' });
    else if (tab.maxLength > 0 && [...value].length > tab.maxLength) found.push({ ...at, why: 'too_long' });
  }
  return found;
}

/** Whether a question is required and open. */
export const asks = (session: Session, values: CeremonyState['values'], tab: Tab): boolean => isAsked(session, tab) && !isFilled(session, values, tab);

/** The first question after `after` that still asks for something, else the first of all that does. */
export function nextAsking(session: Session, values: CeremonyState['values'], after: string | null): Tab | null {
  const tabs = ownTabs(session);
  const from = tabs.findIndex((tab) => tab.tabId === after) + 1;
  const isOpen = (tab: Tab) => asks(session, values, tab);
  return tabs.slice(from).find(isOpen) ?? tabs.find(isOpen) ?? null;
}

/** What was typed here stays over what the server says; all else is the server's. Values of fields that are gone are dropped. */
export function mergedValues(session: Session, values: CeremonyState['values'], unsent: ReadonlySet<string>): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const tab of session.tabs) {
    const typed = values[tab.tabId];
    if (!tab.locked && unsent.has(tab.tabId) && typed !== undefined) merged[tab.tabId] = typed;
  }
  return merged;
}
