// Calls to the server. A refusal is a Refusal with the server's Problem; a lost network is NetworkLost, after a few repeats of calls that are safe to repeat.
import type {
  AdoptedSignature,
  AdoptRequest,
  Authentication,
  AuthenticateRequest,
  DraftRequest,
  EndAnswer,
  Events,
  ExtendAnswer,
  FinishAnswer,
  FinishRequest,
  Problem,
  ReassignRequest,
  Session,
  ViewedRequest,
} from '../api-types.ts';

export class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

export class NetworkLost extends Error {}

const REPEAT_PAUSES_MS = [400, 1200, 3000];
const TIMEOUT_MS = 30_000;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = { type: 'about:blank', title: '', status: response.status, code: `http_${response.status}`, detail: '', requestId: '' };
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>) };
  } catch {
    return fallback;
  }
}

export class Api {
  readonly #base: string;
  readonly #secret: string;

  constructor(base: string, secret: string) {
    this.#base = base.endsWith('/') ? base : `${base}/`;
    this.#secret = secret;
  }

  get headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.#secret}` };
  }

  /** `path` is below the API, or absolute on this origin. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const url = path.startsWith('/') ? path : this.#base + path;
    let response: Response;
    try {
      response = await fetch(url, {
        ...init,
        headers: { ...this.headers, ...(init.body ? { 'Content-Type': 'application/json' } : {}) },
        credentials: 'omit',
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (cause) {
      throw new NetworkLost(String(cause));
    }
    // A gateway in between, not the service, answered.
    if (response.status === 502 || response.status === 503 || response.status === 504) throw new NetworkLost(`HTTP ${response.status}`);
    if (!response.ok) throw new Refusal(await problemOf(response));
    return response;
  }

  async #call<Answer>(method: string, path: string, body?: unknown, repeats = REPEAT_PAUSES_MS): Promise<Answer> {
    const init: RequestInit = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    for (const ms of repeats) {
      try {
        return (await (await this.fetch(path, init)).json()) as Answer;
      } catch (error) {
        if (!(error instanceof NetworkLost)) throw error;
      }
      await pause(ms);
    }
    return (await (await this.fetch(path, init)).json()) as Answer;
  }

  session = () => this.#call<Session>('GET', 'session');
  events = (since: number) => this.#call<Events>('GET', `events?since=${since}`, undefined, []);
  // Not repeated blindly: a try counts, and a letter goes out.
  authenticate = (request: AuthenticateRequest) => this.#call<Authentication>('POST', 'authenticate', request, []);
  sendCode = () => this.#call<Authentication>('POST', 'authenticate/code', {}, []);
  consent = (version: string) => this.#call<Session>('POST', 'consent', { version });
  viewed = (request: ViewedRequest) => this.#call<{ seenToEnd: boolean }>('POST', 'viewed', request);
  draft = (request: DraftRequest) => this.#call<{ revision: number }>('PUT', 'draft', request, []);
  adopt = (request: AdoptRequest) => this.#call<AdoptedSignature>('POST', 'adopt', request);
  // Its key makes a repeat harmless; the page decides how long to go on.
  finish = (request: FinishRequest) => this.#call<FinishAnswer>('POST', 'finish', request, []);
  decline = (reason: string) => this.#call<EndAnswer>('POST', 'decline', { reason });
  reassign = (request: ReassignRequest) => this.#call<EndAnswer>('POST', 'reassign', request);
  finishLater = (values: Record<string, string>) => this.#call<EndAnswer>('POST', 'finish-later', { values });
  close = () => this.#call<EndAnswer>('POST', 'close', {});
  extend = () => this.#call<ExtendAnswer>('POST', 'extend', {});

  /** Leaves with the page: for the last values when a tab is closed. */
  draftAtLeaving(request: DraftRequest): void {
    void fetch(`${this.#base}draft`, {
      method: 'PUT',
      body: JSON.stringify(request),
      headers: { ...this.headers, 'Content-Type': 'application/json' },
      credentials: 'omit',
      keepalive: true,
    }).catch(() => undefined);
  }

  async blob(path: string): Promise<Blob> {
    return (await this.fetch(path)).blob();
  }
}
