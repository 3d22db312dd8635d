// What happens by itself while the page is open: news from the server, the idle warning, the deadline, the last save. One watch a page.
import { NetworkLost, Refusal } from './api.ts';
import type { Ceremony } from './ceremony.ts';
import { secondsLeft, tell } from './clocks.ts';

const FIRST_LOOK_MS = 3000;
const TICK_MS = 1000;
const LOST_PAUSE_MS = 4000;

export function watch(ceremony: Ceremony): void {
  void news(ceremony);
  setInterval(() => tick(ceremony), TICK_MS);
  addEventListener('pagehide', () => ceremony.saveAtLeaving());
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') ceremony.saveAtLeaving();
  });
  // Back to a page that the browser had put aside: what it shows may be long over.
  addEventListener('pageshow', (event) => {
    if (event.persisted && !ceremony.state.finished) void ceremony.load().catch(() => undefined);
  });
  addEventListener('online', () => {
    ceremony.set({ online: true });
    void ceremony.finishAgain();
    void ceremony.save().catch(() => undefined);
  });
  addEventListener('offline', () => ceremony.set({ online: false }));
  for (const kind of ['pointerdown', 'keydown', 'scroll', 'wheel']) addEventListener(kind, () => ceremony.stir(), { passive: true, capture: true });
}

async function news(ceremony: Ceremony): Promise<void> {
  let waitMs = FIRST_LOOK_MS;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    const { session, closing } = ceremony.state;
    if (closing) return;
    if (session) waitMs = await look(ceremony, session.revision);
  }
}

async function look(ceremony: Ceremony, revision: number): Promise<number> {
  let waitMs = LOST_PAUSE_MS;
  try {
    const events = await ceremony.api.events(revision);
    waitMs = Math.max(1, events.nextInSeconds) * 1000;
    const { session, finished, online } = ceremony.state;
    if (!session) return waitMs;
    ceremony.realClock = tell(events.idle.serverNow, Date.now());
    ceremony.set({ sealed: events.sealed, session: { ...session, idle: events.idle, others: events.others }, ...(online ? {} : { online: true }) });
    if (events.deadlinePassed && !ceremony.state.deadlinePassed) ceremony.set({ deadlinePassed: true });
    if (finished) return waitMs;
    if (events.stop) ceremony.end({ code: events.stop.code, detail: events.stop.message, end: events.stop });
    else if (events.changed || events.phase !== session.phase) await ceremony.load();
    if (!online) void ceremony.save().catch(() => undefined);
  } catch (error) {
    if (error instanceof NetworkLost) ceremony.set({ online: false });
    else if (error instanceof Refusal) await ceremony.attempt(async () => Promise.reject(error)).catch(() => undefined);
  }
  return waitMs;
}

function tick(ceremony: Ceremony): void {
  const { session, closing, finished, idleWarning, deadlinePassed } = ceremony.state;
  if (!session || closing || finished) return;
  const now = Date.now();
  if (session.deadline && !deadlinePassed && secondsLeft(ceremony.businessClock, now, session.deadline.signBy) === 0) {
    // The server's word counts; until it comes the page offers no Finish that would be refused.
    ceremony.set({ deadlinePassed: true });
  }
  if (session.phase !== 'sign' && session.phase !== 'consent') return;
  const left = secondsLeft(ceremony.realClock, now, session.idle.expiresAt);
  if (left === 0) void ceremony.load().catch(() => undefined);
  else if (left <= session.idle.warnSeconds && !idleWarning) ceremony.set({ idleWarning: true });
  else if (left > session.idle.warnSeconds && idleWarning) ceremony.set({ idleWarning: false });
}
