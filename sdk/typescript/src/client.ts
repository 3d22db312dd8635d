// One application of a partner: calls with its token, tried again where that is harmless.
import { SwitchyardError } from './errors.ts';
import type { Event, EventOptions, EventPage } from './events.ts';
import { TokenSource, type Credentials } from './token.ts';

export interface ClientOptions extends Credentials {
  // Of one call, the first included; default 4.
  readonly triesMax?: number;
}

export interface CallOptions {
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly body?: unknown;
  // Of a write; made where none is given, and the same in each try.
  readonly idempotencyKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

const BACKOFF_MS = [200, 1000, 3000];
const WAIT_MAX_MS = 30_000;

function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => (clearTimeout(timer), reject(signal?.reason));
    const timer = setTimeout(() => (signal?.removeEventListener('abort', stop), resolve()), milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}

export class Client {
  readonly #options: ClientOptions;
  readonly #tokens: TokenSource;

  constructor(options: ClientOptions) {
    this.#options = { ...options, url: options.url.replace(/\/+$/, '') };
    this.#tokens = new TokenSource(this.#options);
  }

  // What the answer says; a refusal is thrown as SwitchyardError. Tried again after 429, 502, 503, 504 and a broken connection.
  async call<Answer = unknown>(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const key = method === 'GET' ? undefined : (options.idempotencyKey ?? crypto.randomUUID());
    const triesMax = this.#options.triesMax ?? 4;
    for (let tries = 1; ; ++tries) {
      const answer = await this.#send(method, path, options, key).catch((failure: unknown) => {
        if (options.signal?.aborted || tries >= triesMax || failure instanceof SwitchyardError) throw failure;
        return undefined;
      });
      const text = answer && (await answer.text());
      if (answer?.ok) return (text ? JSON.parse(text) : undefined) as Answer;
      if (answer?.status === 401 && tries === 1 && triesMax > 1) {
        this.#tokens.forget();
        continue;
      }
      const isPassing = !answer || [429, 502, 503, 504].includes(answer.status);
      if (answer && (!isPassing || tries >= triesMax)) throw new SwitchyardError(answer.status, parsed(text ?? ''));
      const asked = Number(answer?.headers.get('retry-after') ?? 0) * 1000;
      await pause(Math.min(Math.max(asked, BACKOFF_MS[tries - 1] ?? 3000), WAIT_MAX_MS), options.signal);
    }
  }

  // GET /v1/prices; the parameters as its documentation names them.
  prices<Offer = Record<string, unknown>>(query: NonNullable<CallOptions['query']>): Promise<{ readonly items: readonly Offer[] } & Record<string, unknown>> {
    return this.call('GET', '/v1/prices', { query });
  }

  // The data and the errors, as GraphQL has them. Mutations take their idempotencyKey in the input.
  graphql<Data = Record<string, unknown>>(document: string, variables: Readonly<Record<string, unknown>> = {}): Promise<GraphqlAnswer<Data>> {
    return this.call('POST', '/graphql', { body: { query: document, variables }, headers: { accept: 'application/graphql-response+json' } });
  }

  // Event after event with the cursor behind each page: keep it, and go on from it.
  async *events(options: EventOptions = {}): AsyncGenerator<{ readonly event: Event; readonly nextCursor: string }, string, void> {
    let cursor = options.cursor;
    for (;;) {
      const since = cursor === undefined ? options.since?.toISOString() : undefined;
      const page: EventPage = await this.call('GET', '/v1/events', {
        query: { type: options.types ?? [], subject: options.subject, cursor, since, limit: 200 },
        ...(options.signal && { signal: options.signal }),
      });
      for (const event of page.items) yield { event, nextCursor: page.nextCursor };
      cursor = page.nextCursor;
      if (page.items.length > 0) continue;
      if (!options.pollMs) return cursor;
      await pause(options.pollMs, options.signal);
    }
  }

  async #send(method: string, path: string, { query = {}, body, headers = {}, signal }: CallOptions, key: string | undefined): Promise<Response> {
    const address = new URL(this.#options.url + path);
    for (const [name, value] of Object.entries(query)) {
      for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) address.searchParams.append(name, String(each));
    }
    return fetch(address, {
      method,
      headers: {
        'x-api-key': this.#options.apiKey,
        authorization: `Bearer ${await this.#tokens.token()}`,
        ...(key && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      redirect: 'manual',
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
