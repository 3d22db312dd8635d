// What a press on a field does, wherever it is pressed: on its mark on the page or in the panel.
import type { Tab } from '../api-types.ts';
import type { Ceremony } from '../session/ceremony.ts';
import { questionOf, valueOf } from '../session/state.ts';

export const controlId = (tabId: string): string => `field-${tabId}`;

/** Goes to a field: marks it on its page, brings the page into view, and moves the focus to its control. */
export function goToTab(ceremony: Ceremony, tabId: string): void {
  ceremony.set({ currentTab: tabId });
  // After the views have drawn the field that is now the present one.
  requestAnimationFrame(() => {
    showOnPage(tabId);
    document.getElementById(controlId(tabId))?.focus({ preventScroll: isBeside() });
  });
}

export function showOnPage(tabId: string): void {
  const smooth = matchMedia('(prefers-reduced-motion: no-preference)').matches;
  document.getElementById(`mark-${tabId}`)?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: smooth ? 'smooth' : 'auto' });
}

const isBeside = () => matchMedia('(min-width: 60rem)').matches;

export function actOnTab(ceremony: Ceremony, tab: Tab): void {
  if (tab.kind === 'sign' || tab.kind === 'initial') placeSignature(ceremony, tab);
  else if (tab.kind === 'checkbox') {
    ceremony.type(tab.tabId, valueOf(ceremony.state, tab) === 'true' ? 'false' : 'true');
    ceremony.set({ currentTab: tab.tabId });
  } else if (tab.kind === 'radio' && ceremony.state.session) ceremony.choose(questionOf(ceremony.state.session, tab), tab.tabId);
  else goToTab(ceremony, tab.tabId);
}

/** Places the adopted signature; where none is adopted, asks for one first and places it then. */
export function placeSignature(ceremony: Ceremony, tab: Tab): void {
  ceremony.set({ currentTab: tab.tabId });
  if (ceremony.state.session?.signature) ceremony.type(tab.tabId, 'placed');
  else ceremony.set({ dialog: 'adopt' });
}
