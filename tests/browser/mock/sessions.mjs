// Sessions of the signing page: opened once by a link, known by a secret, ended by want of activity.
import { randomUUID } from 'node:crypto';

export class Sessions {
  constructor(envelope, options, clock) {
    this.envelope = envelope;
    this.options = options;
    this.clock = clock;
    this.links = new Map();
    this.sessions = new Map();
  }

  link(signerId = '1') {
    const token = `t${randomUUID()}`;
    this.links.set(token, signerId);
    return token;
  }

  open(token) {
    const signerId = this.links.get(token);
    if (!signerId) return null;
    this.links.delete(token);
    const session = { id: randomUUID(), secret: `secret-${randomUUID()}`, signerId, lastActivity: this.clock.real(), passed: false, ended: null };
    this.sessions.set(session.id, session);
    return session;
  }

  bySecret(header) {
    return [...this.sessions.values()].find((session) => header === `Bearer ${session.secret}`);
  }

  idleMs() {
    return (this.options.idleSeconds ?? 1200) * 1000;
  }

  idle(session) {
    return {
      expiresAt: new Date(session.lastActivity + this.idleMs()).toISOString(),
      serverNow: new Date(this.clock.real()).toISOString(),
      warnSeconds: this.options.warnSeconds ?? 120,
    };
  }

  isTimedOut(session) {
    return this.clock.real() >= session.lastActivity + this.idleMs();
  }

  end(event) {
    const { returnUrl } = this.options;
    return { event, url: returnUrl ? `${returnUrl}${returnUrl.includes('?') ? '&' : '?'}event=${event}` : '' };
  }

  view(session) {
    const { envelope, options } = this;
    const signer = envelope.signer(session.signerId);
    const code = envelope.stopFor(signer);
    const kind = signer.accessCode ? 'access_code' : signer.emailCode ? 'email_code' : 'none';
    const passed = kind === 'none' || session.passed;
    const done = signer.state === 'completed' || options.readOnly;
    const phase = code ? 'stopped' : done ? 'done' : !passed ? 'authenticate' : signer.consented ? 'sign' : 'consent';
    const open = passed && (phase === 'sign' || (phase === 'done' && options.readOnly));
    const deadline = envelope.deadline;
    return {
      sessionId: session.id,
      phase,
      readOnly: Boolean(options.readOnly),
      ...(code ? { stop: { ...this.end('exception'), code, message: `Stopped: ${code}` } } : {}),
      language: options.language ?? 'en',
      envelope: { envelopeId: envelope.id, title: 'Electricity supply agreement, 24 months', message: options.message ?? '', status: envelope.status },
      sender: { name: 'Prairie Energy Brokers', email: 'contracts@example.com' },
      brand: { name: 'Prairie Energy', accent: options.accent ?? '#0a5a66', accentInk: '#ffffff', logoUrl: '', isTest: true },
      signer: { name: signer.name, email: signer.email, recipientId: signer.id },
      authentication: { kind, passed, emailHint: 'a•••@example.com', triesLeft: signer.attempts, ...session.code },
      ...(passed ? { disclosure: { version: '2026-01', text: options.disclosure, ...(signer.consented ? { acceptedAt: signer.consented } : {}) } } : {}),
      documents: open ? [this.document(signer)] : [],
      tabs: open ? envelope.tabs(signer) : [],
      ...(signer.signature ? { signature: signer.signature } : {}),
      signatureStyles: ['flowing', 'upright', 'plain'],
      others: envelope.signers.filter((other) => other !== signer).map(({ name, order, state }) => ({ name, routingOrder: order, state })),
      allowed: { finish: phase === 'sign' && !deadline?.passed, finishLater: true, decline: true, reassign: Boolean(options.allowReassign), download: passed && Boolean(signer.consented || options.readOnly) },
      ...(deadline ? { deadline } : {}),
      businessNow: new Date(this.clock.business()).toISOString(),
      idle: this.idle(session),
      reading: signer.reading ?? { documentId: '', page: 1 },
      exit: options.returnUrl ? { kind: 'redirect', origin: new URL(options.returnUrl).origin } : { kind: 'none', origin: '' },
      messageOrigins: options.messageOrigins ?? [],
      revision: envelope.revision,
    };
  }

  document(signer) {
    const pageCount = this.options.pageCount ?? 3;
    const pages = Array.from({ length: pageCount }, () => ({ width: 612, height: 792 }));
    return { documentId: '1', name: 'Supply agreement', pageCount, pages, sizeBytes: 9000, url: '/esign/signing/api/documents/1', seenToEnd: signer.seen };
  }
}
