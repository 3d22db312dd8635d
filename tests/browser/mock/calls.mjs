// The calls of web/sign/API.md over the mock's envelope and sessions.

const problem = (status, code, detail, more = {}) => ({ problem: { type: 'about:blank', title: code, status, code, detail, requestId: 'r-1', ...more } });

export function calls(context, { name, place, body, url, authorization }) {
  const { sessions, envelope } = context;
  const session = sessions.bySecret(authorization);
  if (!session || session.ended) return problem(401, 'session_unknown', 'No such session.');
  if (sessions.isTimedOut(session)) return problem(410, 'session_timeout', 'The session is over.', { end: sessions.end('session_timeout') });
  if (!name.includes('events')) session.lastActivity = context.clock.real();
  const signer = envelope.signer(session.signerId);
  const acts = { session, signer, body, url, ...context };
  if (name === 'GET session') return { json: sessions.view(session) };
  if (name === 'GET events') return events(acts);
  if (name === 'POST authenticate/code') return sendCode(acts);
  if (name === 'POST authenticate') return authenticate(acts);
  if (name === 'POST extend') return { json: { idle: sessions.idle(session) } };
  if (name === 'POST close') return end(acts, context.options.readOnly ? 'viewing_complete' : 'signing_complete');
  if (name === 'GET download') return download(acts);
  const code = envelope.stopFor(signer);
  if (code) return problem(409, code, `Stopped: ${code}`, { end: sessions.end('exception') });
  if (name === 'POST consent') {
    signer.consented = new Date(context.clock.business()).toISOString();
    return { json: sessions.view(session) };
  }
  if (!signer.consented && !context.options.readOnly) return problem(409, 'consent_required', 'Agree to electronic records first.');
  if (place.startsWith('documents/')) return { bytes: context.pdf, type: 'application/pdf' };
  if (name === 'GET signature' || name === 'GET signature/initials') return picture(acts, name);
  return signersAct(acts, name);
}

function signersAct(acts, name) {
  const { signer, body, envelope, session, sessions } = acts;
  if (name === 'POST viewed') {
    signer.seen ||= body.toEnd;
    return { json: { seenToEnd: signer.seen } };
  }
  if (name === 'PUT draft') {
    Object.assign(signer.draft, body.values);
    if (body.reading) signer.reading = body.reading;
    envelope.change();
    return { json: { revision: envelope.revision } };
  }
  if (name === 'POST adopt') {
    signer.picture = body.signaturePng ?? body.signatureImage ?? '';
    signer.initialsPicture = body.initialsPng ?? '';
    const { kind, name: full, initials, style = '' } = body;
    const has = (bytes, place) => (bytes ? `/esign/signing/api/${place}` : '');
    signer.signature = { kind, name: full, initials, style, adoptedAt: new Date().toISOString(), signatureUrl: has(signer.picture, 'signature'), initialsUrl: has(signer.initialsPicture, 'signature/initials') };
    return { json: signer.signature };
  }
  if (name === 'POST finish') return finish(acts);
  if (name === 'POST finish-later') {
    Object.assign(signer.draft, body.values);
    return end(acts, 'cancel');
  }
  if (name === 'POST decline') {
    envelope.acts.push({ act: 'decline', signer: signer.id, reason: body.reason });
    signer.state = 'declined';
    envelope.status = 'declined';
    envelope.change();
    session.ended = true;
    return { json: sessions.end('decline') };
  }
  if (name === 'POST reassign') {
    envelope.acts.push({ act: 'reassign', signer: signer.id, ...body });
    signer.reassigned = true;
    return end(acts, 'cancel');
  }
  return problem(404, 'document_not_found', name);
}

function end({ session, sessions }, event) {
  session.ended = true;
  return { json: sessions.end(event) };
}

function finish({ signer, body, envelope, sessions, clock }) {
  const before = signer.finishedWith.get(body.key);
  if (before) return { json: before };
  if (signer.state === 'completed') return problem(409, 'already_signed', 'You have signed.', { end: sessions.end('signing_complete') });
  if (envelope.deadline?.passed) return problem(409, 'price_expired', 'The price has expired.');
  const tabs = envelope.missing(signer, body.values);
  if (tabs.length > 0) return problem(422, 'tabs_missing', 'Fields are missing.', { tabs });
  Object.assign(signer.draft, body.values);
  signer.state = 'completed';
  envelope.acts.push({ act: 'sign', signer: signer.id, values: { ...signer.draft } });
  const waitingFor = envelope.signers.filter((other) => other.state !== 'completed').map((other) => other.name);
  if (waitingFor.length === 0) envelope.status = 'completed';
  envelope.change();
  const answer = { ...sessions.end('signing_complete'), envelopeStatus: envelope.status, signedAt: new Date(clock.business()).toISOString(), waitingFor };
  signer.finishedWith.set(body.key, answer);
  return { json: answer };
}

function events({ session, sessions, envelope, signer, url }) {
  const view = sessions.view(session);
  return {
    json: {
      revision: envelope.revision, changed: Number(url.searchParams.get('since')) < envelope.revision, phase: view.phase, ...(view.stop ? { stop: view.stop } : {}),
      others: view.others, deadlinePassed: envelope.deadline?.passed ?? false, sealed: envelope.status === 'completed', idle: sessions.idle(session), nextInSeconds: 1, signer: signer.id,
    },
  };
}

function sendCode({ session, signer, clock }) {
  const now = clock.real();
  if (session.code && now < Date.parse(session.code.resendAfter)) return problem(429, 'email_code_too_soon', 'Wait.', { retryAfterSeconds: 60 });
  const at = (seconds) => new Date(now + 1000 * seconds).toISOString();
  session.code = { codeSentAt: at(0), codeExpiresAt: at(600), resendAfter: at(60) };
  return { json: { kind: 'email_code', passed: false, emailHint: 'a•••@example.com', triesLeft: signer.attempts, ...session.code } };
}

function authenticate({ session, signer, body, sessions }) {
  const given = signer.accessCode ? body.accessCode : body.emailCode;
  if (given === (signer.accessCode ?? signer.emailCode)) {
    session.passed = true;
    return { json: { ...sessions.view(session).authentication, passed: true } };
  }
  signer.attempts--;
  if (signer.attempts > 0) return problem(403, signer.accessCode ? 'access_code_wrong' : 'email_code_wrong', 'Wrong.', { triesLeft: signer.attempts });
  session.ended = true;
  return problem(410, 'access_code_failed', 'Too many.', { end: sessions.end('access_code_failed') });
}

function picture({ signer }, name) {
  return { bytes: Buffer.from(name === 'GET signature' ? signer.picture : signer.initialsPicture, 'base64'), type: 'image/png' };
}

function download(acts) {
  acts.looks = acts.envelope.looks = (acts.envelope.looks ?? 0) + 1;
  // The first look after completion comes before the seal.
  if (acts.envelope.status === 'completed' && acts.envelope.looks === 1) return { status: 202, json: {}, headers: { 'Retry-After': '1' } };
  return { bytes: acts.pdf, type: 'application/pdf' };
}
