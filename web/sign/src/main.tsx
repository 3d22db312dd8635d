// Starts the ceremony: the seed, the secret, the session, the first view.
import '@switchyard/design/design.css';
import { render } from 'preact';
import type { Brand, Language } from './api-types.ts';
import { post } from './frame/messages.ts';
import { Api } from './session/api.ts';
import { Ceremony } from './session/ceremony.ts';
import { CeremonyContext } from './session/hooks.ts';
import { claimSecret, kept, readSeed } from './session/seed.ts';
import { watch } from './session/watch.ts';
import './style.css';
import { App } from './views/App.tsx';
import { applyBrand } from './views/brand.ts';

const seed = readSeed();
const secret = seed ? claimSecret(seed) : null;
const chosen = kept('switchyard.language') as Language | null;
const language: Language = chosen ?? seed?.language ?? 'en';
const ceremony = new Ceremony(new Api(seed?.api ?? '/esign/signing/api', secret ?? ''), language);

const app = document.getElementById('app');
if (app) {
  render(
    <CeremonyContext.Provider value={ceremony}>
      <App />
    </CeremonyContext.Provider>,
    app,
  );
}

if (!seed || !secret) {
  ceremony.end({ code: 'no_secret', detail: '', end: null });
} else {
  let brand: Brand | undefined;
  ceremony.subscribe(() => {
    const session = ceremony.state.session;
    if (!session || session.brand === brand) return;
    if (!brand) post(session.messageOrigins, { type: 'ready', sessionId: session.sessionId });
    brand = session.brand;
    applyBrand(session.brand);
  });
  void ceremony.load().catch(() => undefined);
  watch(ceremony);
}
