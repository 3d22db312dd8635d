// The ceremony's acts over its state. Views read `state` and call these; nothing else talks to the server. Typed values go to the server as a draft soon
// after they are typed and are kept by the tab besides, so that neither a lost network nor an ended session loses them.
import type { AdoptRequest, DraftRequest, Language, Problem, ReassignRequest, Session, SessionEnd, Tab } from '../api-types.ts';
import { postSessionEnd } from '../frame/messages.ts';
import { Api, NetworkLost, Refusal } from './api.ts';
import { type ToldClock, tell } from './clocks.ts';
import { forget, keep, kept } from './seed.ts';
import { type CeremonyState, emptyState, mergedValues, missingTabs } from './state.ts';

const DRAFT_PAUSE_MS = 800;
const FINISH_PAUSES_MS = [1000, 2000, 4000, 8000];
const EXTEND_EVERY_MS = 60_000;

export class Ceremony {
  #state: CeremonyState;
  readonly #listeners = new Set<() => void>();
  readonly api: Api;
  #draftTimer: ReturnType<typeof setTimeout> | undefined;
  #loading: Promise<void> | null = null;
  #reading: DraftRequest['reading'];
  #finishKey = '';
  #finishTurn = 0;
  #lastActivity = Date.now();
  businessClock: ToldClock = tell('1970-01-01T00:00:00Z', 0);
  realClock: ToldClock = tell('1970-01-01T00:00:00Z', 0);

  constructor(api: Api, language: Language) {
    this.api = api;
    this.#state = emptyState(language);
  }

  get state(): CeremonyState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  set(change: Partial<CeremonyState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  // ---- The session --------------------------------------------------------------------------------------------------------------------------

  /** One at a time: a second call waits for the first. */
  load(): Promise<void> {
    this.#loading ??= this.attempt(async () => this.take(await this.api.session())).finally(() => (this.#loading = null));
    return this.#loading;
  }

  /** A session as the server tells it, over what was typed here. */
  take(session: Session): void {
    const now = Date.now();
    this.businessClock = tell(session.businessNow, now);
    this.realClock = tell(session.idle.serverNow, now);
    const left = this.#leftBehind(session);
    const unsent = new Set([...this.#state.unsent, ...Object.keys(left)]);
    const values = mergedValues(session, { ...left, ...this.#state.values }, unsent);
    const still = new Set(Object.keys(values));
    this.set({ session, values, unsent: still, online: true, deadlinePassed: session.deadline?.passed ?? false });
    if (session.phase === 'stopped' && session.stop) {
      this.end({ code: session.stop.code, detail: session.stop.message, end: session.stop });
    } else if (still.size > 0 && session.phase === 'sign') this.#saveSoon();
  }

  /** Runs an act; what stops the whole page is shown by it, what concerns the act alone is thrown on as a Refusal or NetworkLost. */
  async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      if (!this.#state.online) this.set({ online: true });
    } catch (error) {
      if (error instanceof NetworkLost) {
        this.set({ online: false });
        throw error;
      }
      if (error instanceof Refusal && this.#ends(error.problem)) return;
      throw error;
    }
  }

  #ends(problem: Problem): boolean {
    if (problem.code === 'price_expired') {
      this.set({ deadlinePassed: true, finishing: 'no' });
      return true;
    }
    if (problem.code !== 'session_unknown' && !problem.end) return false;
    this.end({ code: problem.code, detail: problem.detail, end: problem.end ?? null });
    return true;
  }

  end(closing: { code: string; detail: string; end: SessionEnd | null }): void {
    if (this.#state.closing) return;
    this.#keepUnsent();
    this.set({ closing, dialog: null, idleWarning: false, finishing: 'no' });
    this.#tellHost(closing.end);
  }

  #tellHost(end: SessionEnd | null): void {
    const session = this.#state.session;
    if (session && end) postSessionEnd(session.messageOrigins, end);
  }

  // ---- What is typed ------------------------------------------------------------------------------------------------------------------------

  type(tabId: string, value: string): void {
    this.#typeAll({ [tabId]: value });
  }

  /** Of radios that belong together one is chosen. */
  choose(question: readonly Tab[], tabId: string): void {
    this.#typeAll(Object.fromEntries(question.map((tab) => [tab.tabId, String(tab.tabId === tabId)])));
  }

  #typeAll(typed: Record<string, string>): void {
    const unsent = new Set([...this.#state.unsent, ...Object.keys(typed)]);
    const missing = this.#state.missing.filter((each) => !(each.tabId in typed));
    this.set({ values: { ...this.#state.values, ...typed }, unsent, missing });
    this.#keepUnsent();
    this.#saveSoon();
  }

  #saveSoon(): void {
    clearTimeout(this.#draftTimer);
    this.#draftTimer = setTimeout(() => void this.save().catch(() => undefined), DRAFT_PAUSE_MS);
  }

  #unsentValues(): Record<string, string> {
    return Object.fromEntries([...this.#state.unsent].map((tabId) => [tabId, this.#state.values[tabId] ?? '']));
  }

  async save(): Promise<void> {
    clearTimeout(this.#draftTimer);
    const values = this.#unsentValues();
    if (Object.keys(values).length === 0 || this.#state.closing || this.#state.finished) return;
    let taken = false;
    try {
      await this.attempt(async () => {
        this.#tookDraft((await this.api.draft(this.#draft(values))).revision);
        taken = true;
      });
    } catch (error) {
      if (error instanceof NetworkLost) return;
      throw error;
    }
    if (!taken) return;
    // What was typed while the call was under way is still to be sent.
    const unsent = new Set([...this.#state.unsent].filter((tabId) => this.#state.values[tabId] !== values[tabId]));
    this.set({ unsent });
    this.#keepUnsent();
  }

  #draft(values: Record<string, string>): DraftRequest {
    return this.#reading ? { values, reading: this.#reading } : { values };
  }

  /** The change that this page made is no news to it; anybody else's in between is. */
  #tookDraft(revision: number): void {
    const session = this.#state.session;
    if (session && revision === session.revision + 1) this.set({ session: { ...session, revision } });
  }

  /** The page that the signer has before them, told with the next draft: a later session begins there. */
  readsPage(documentId: string, page: number): void {
    this.#reading = { documentId, page };
  }

  saveAtLeaving(): void {
    const values = this.#unsentValues();
    if (this.#state.session?.phase !== 'sign' || this.#state.finished || this.#state.closing) return;
    if (Object.keys(values).length > 0 || this.#reading) this.api.draftAtLeaving(this.#draft(values));
  }

  #draftKey(session: Session): string {
    return `switchyard.draft.${session.envelope.envelopeId}.${session.signer.recipientId}`;
  }

  #keepUnsent(): void {
    const session = this.#state.session;
    if (!session) return;
    if (this.#state.unsent.size === 0) forget(this.#draftKey(session));
    else keep(this.#draftKey(session), JSON.stringify(this.#unsentValues()));
  }

  /** What an earlier session of this tab could not send. */
  #leftBehind(session: Session): Record<string, string> {
    const text = session.phase === 'sign' ? kept(this.#draftKey(session)) : null;
    return text ? (JSON.parse(text) as Record<string, string>) : {};
  }

  // ---- Acts ---------------------------------------------------------------------------------------------------------------------------------

  async adopt(request: AdoptRequest): Promise<void> {
    await this.attempt(async () => {
      const signature = await this.api.adopt(request);
      const session = this.#state.session;
      if (session) this.set({ session: { ...session, signature } });
    });
  }

  async sawEnd(documentId: string, page: number): Promise<void> {
    const mark = () => {
      const session = this.#state.session;
      if (!session) return;
      const documents = session.documents.map((each) => (each.documentId === documentId ? { ...each, seenToEnd: true } : each));
      this.set({ session: { ...session, documents } });
    };
    await this.attempt(async () => {
      if ((await this.api.viewed({ documentId, page, toEnd: true })).seenToEnd) mark();
    }).catch(() => undefined);
  }

  /** One press of Finish: checks, then one key until an answer has come. */
  async finish(): Promise<void> {
    const session = this.#state.session;
    if (!session || this.#state.finishing !== 'no') return;
    const missing = missingTabs(session, this.#state.values);
    this.set({ missing, trouble: '' });
    if (missing.length > 0) return;
    this.#finishKey = crypto.randomUUID();
    await this.#sendFinish(0);
  }

  async finishAgain(): Promise<void> {
    if (this.#state.finishing === 'uncertain') await this.#sendFinish(0);
  }

  async #sendFinish(round: number): Promise<void> {
    const turn = ++this.#finishTurn;
    if (round === 0 && this.#state.finishing === 'no') this.set({ finishing: 'sending' });
    try {
      await this.attempt(async () => {
        const finished = await this.api.finish({ key: this.#finishKey, values: this.#allValues() });
        this.set({ finished, finishing: 'no', unsent: new Set(), dialog: null, idleWarning: false });
        this.#keepUnsent();
        this.#tellHost(finished);
      });
    } catch (error) {
      if (error instanceof NetworkLost) {
        this.set({ finishing: 'uncertain' });
        const ms = FINISH_PAUSES_MS[Math.min(round, FINISH_PAUSES_MS.length - 1)];
        setTimeout(() => {
          if (turn === this.#finishTurn && this.#state.finishing === 'uncertain') void this.#sendFinish(round + 1);
        }, ms);
        return;
      }
      this.#finishRefused(error);
    }
  }

  #finishRefused(error: unknown): void {
    const problem = error instanceof Refusal ? error.problem : null;
    this.set({ finishing: 'no', missing: problem?.tabs ?? [], trouble: problem?.tabs?.length ? '' : (problem?.detail ?? String(error)) });
    if (problem?.code === 'consent_required' || problem?.code === 'consent_outdated') void this.load();
  }

  /** Of every field that the signer may change: the last draft is whole. */
  #allValues(): Record<string, string> {
    const session = this.#state.session;
    const own = session?.tabs.filter((tab) => !tab.locked) ?? [];
    return Object.fromEntries(own.map((tab) => [tab.tabId, this.#state.values[tab.tabId] ?? tab.value]));
  }

  decline = (reason: string) => this.#leave('declined', async () => this.api.decline(reason));
  reassign = (request: ReassignRequest) => this.#leave('assigned', async () => this.api.reassign(request));
  close = () => this.#leave('closed', async () => this.api.close());
  finishLater = () => this.#leave('later', async () => this.api.finishLater(this.#unsentValues()));

  async #leave(code: string, act: () => Promise<SessionEnd>): Promise<void> {
    await this.attempt(async () => {
      const end = await act();
      if (code === 'later') {
        this.set({ unsent: new Set() });
        this.#keepUnsent();
      }
      this.end({ code, detail: '', end });
    });
  }

  // ---- Staying awake ------------------------------------------------------------------------------------------------------------------------

  /** The signer does something that calls nothing: reads on, moves. At most one call a minute. */
  stir(): void {
    const session = this.#state.session;
    if (!session || this.#state.closing || this.#state.idleWarning) return;
    if (session.phase !== 'sign' && session.phase !== 'consent') return;
    if (Date.now() - this.#lastActivity < EXTEND_EVERY_MS) return;
    void this.extend().catch(() => undefined);
  }

  async extend(): Promise<void> {
    this.#lastActivity = Date.now();
    await this.attempt(async () => {
      const { idle } = await this.api.extend();
      this.realClock = tell(idle.serverNow, Date.now());
      const session = this.#state.session;
      if (session) this.set({ session: { ...session, idle }, idleWarning: false });
    });
  }
}
