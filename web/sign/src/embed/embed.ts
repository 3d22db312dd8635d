// The host page's script, <script src="…/esign/signing/embed.js">: holds a signing session in a frame and tells how it ended. The calls are those of the
// focused view that hosts know: load, signing, on, mount. It believes messages only from its own frame and the session's origin.

interface SigningOptions {
  /** The recipient view's url, fresh: it opens once. */
  readonly url: string;
  readonly displayFormat?: 'focused' | 'default';
}
interface SessionEndEvent {
  readonly type: 'sessionEnd';
  readonly sessionEndType: string;
  readonly returnUrl: string;
}
interface Handlers {
  ready: (event: { readonly type: 'ready' }) => void;
  sessionEnd: (event: SessionEndEvent) => void;
}

(() => {
  const END_TYPES = ['signing_complete', 'cancel', 'decline', 'exception', 'session_timeout', 'ttl_expired', 'viewing_complete', 'access_code_failed'];

  class Signing {
    readonly #url: URL;
    readonly #format: string;
    readonly #handlers: { [Kind in keyof Handlers]: Handlers[Kind][] } = { ready: [], sessionEnd: [] };
    #frame: HTMLIFrameElement | null = null;

    constructor(options: SigningOptions) {
      this.#url = new URL(options.url, location.href);
      this.#format = options.displayFormat ?? 'default';
      if (this.#url.protocol !== 'https:' && this.#url.protocol !== 'http:') throw new TypeError('signing: url must be an http(s) address');
    }

    on<Kind extends keyof Handlers>(kind: Kind, handler: Handlers[Kind]): this {
      if (!(kind in this.#handlers)) throw new TypeError(`signing: there is no event "${kind}"; use "ready" or "sessionEnd"`);
      this.#handlers[kind].push(handler);
      return this;
    }

    mount(place: Element | string): this {
      const element = typeof place === 'string' ? document.querySelector(place) : place;
      if (!element) throw new TypeError('signing: there is no such element to mount in');
      this.unmount();
      const frame = document.createElement('iframe');
      frame.title = 'Sign';
      frame.dataset['displayFormat'] = this.#format;
      frame.allow = 'fullscreen';
      frame.style.border = '0';
      frame.style.width = '100%';
      frame.style.height = '100%';
      frame.style.minHeight = '640px';
      frame.src = this.#url.href;
      this.#frame = frame;
      addEventListener('message', this.#listen);
      element.append(frame);
      return this;
    }

    unmount(): void {
      removeEventListener('message', this.#listen);
      this.#frame?.remove();
      this.#frame = null;
    }

    readonly #listen = (event: MessageEvent): void => {
      if (event.origin !== this.#url.origin || event.source !== this.#frame?.contentWindow) return;
      const message = event.data as { type?: unknown; sessionEndType?: unknown; returnUrl?: unknown } | null;
      if (message?.type === 'ready') for (const handler of this.#handlers.ready) handler({ type: 'ready' });
      if (message?.type !== 'sessionEnd' || !END_TYPES.includes(String(message.sessionEndType))) return;
      this.unmount();
      const end: SessionEndEvent = { type: 'sessionEnd', sessionEndType: String(message.sessionEndType), returnUrl: String(message.returnUrl ?? '') };
      for (const handler of this.#handlers.sessionEnd) handler(end);
    };
  }

  const signing = (options: SigningOptions) => new Signing(options);
  // The integration key is taken for likeness; the url alone opens the session.
  const loadDocuSign = async (_integrationKey?: string) => ({ signing });
  Object.defineProperty(globalThis, 'SwitchyardSign', { value: Object.freeze({ loadDocuSign, signing }), configurable: true });
})();
