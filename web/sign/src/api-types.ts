// What the signing page and the server say to each other: the types of web/sign/API.md. Instants are RFC 3339 text in UTC.

export type Language = 'en' | 'es';

// In the page's <script type="application/json" id="ceremony">. After a reload (`/esign/signing/session/{sessionId}`) there is no secret: the page
// keeps it in sessionStorage under its session id.
export interface PageSeed {
  sessionId: string;
  secret?: string;
  language: Language;
  api: string; // "/esign/signing/api"
  assets: string; // "/esign/signing/assets"
}

// Where the page is. `stopped` says why in `stop`; `done` is after this signer's Finish, or a read-only view of a finished envelope (`readOnly`).
export type Phase = 'authenticate' | 'consent' | 'sign' | 'done' | 'stopped';

export type SessionEndType =
  | 'signing_complete'
  | 'cancel'
  | 'decline'
  | 'exception'
  | 'session_timeout'
  | 'ttl_expired'
  | 'viewing_complete'
  | 'access_code_failed';

export type StopCode =
  | 'envelope_voided'
  | 'envelope_declined'
  | 'envelope_completed'
  | 'not_your_turn'
  | 'already_signed'
  | 'reassigned'
  | 'view_revoked'
  | 'session_timeout'
  | 'access_code_failed';

// How a session ends towards whoever opened it. `url` is empty where there is no way back: then the page shows its own closing page.
export interface SessionEnd {
  event: SessionEndType;
  url: string; // The return URL with event=… added, ready to go to.
}

export interface Stop extends SessionEnd {
  code: StopCode;
  message: string; // In the session's language.
}

export interface Brand {
  name: string;
  accent: string; // "#0a5a66"; the server has checked that white or black ink can be read on it.
  accentInk: string; // "#ffffff" or "#000000"
  logoUrl: string; // Same origin, or empty.
  isTest: boolean; // Show the ribbon "Test: not binding".
}

export interface Authentication {
  kind: 'none' | 'access_code' | 'email_code';
  passed: boolean;
  emailHint: string; // "a•••@example.com", for email_code.
  codeSentAt?: string;
  codeExpiresAt?: string;
  triesLeft: number;
  resendAfter?: string; // No new code before this instant.
}

export interface Disclosure {
  version: string;
  text: string; // Plain text, blank lines between paragraphs, lines beginning "## " are headings.
  acceptedAt?: string; // This signer has consented to this version.
}

export interface PageSize {
  width: number; // Points, as the page is shown (rotation applied).
  height: number;
}

export interface SessionDocument {
  documentId: string;
  name: string;
  pageCount: number;
  pages: PageSize[]; // May be empty: then the file itself tells.
  sizeBytes: number;
  url: string; // Relative to the origin; needs the Authorization header. Answers Range.
  seenToEnd: boolean;
}

// `automatic` shows what the service knows (full name, address, envelope id …): always locked, as dateSigned is.
export type TabKind =
  | 'sign'
  | 'initial'
  | 'dateSigned'
  | 'fullName'
  | 'automatic'
  | 'text'
  | 'number'
  | 'date'
  | 'note'
  | 'email'
  | 'company'
  | 'title'
  | 'checkbox'
  | 'radio'
  | 'list';

export interface Tab {
  tabId: string;
  kind: TabKind;
  documentId: string;
  page: number; // From 1.
  x: number; // Points from the page's top left.
  y: number;
  width: number;
  height: number;
  label: string; // What is asked, for the field and the screen reader.
  tooltip: string;
  required: boolean;
  locked: boolean; // Shown, not changed.
  maxLength: number;
  group: string; // Of radios that belong together; else empty.
  radioValue: string; // What a radio stands for.
  items: { text: string; value: string }[]; // Of a list.
  // The value now: the signer's draft, else the sender's. checkbox and radio: "true" or "false". sign and initial: "placed" or "". dateSigned: today in the
  // account's zone, as it will stand in the PDF.
  value: string;
}

export interface AdoptedSignature {
  kind: 'typed' | 'drawn' | 'uploaded';
  name: string;
  initials: string;
  style: string; // Of a typed one.
  adoptedAt: string;
  signatureUrl: string; // The picture to show; empty for a typed one without picture. Needs the Authorization header.
  initialsUrl: string;
}

export interface OtherSigner {
  name: string;
  routingOrder: number;
  state: 'waiting' | 'sent' | 'delivered' | 'completed' | 'declined';
  at?: string;
}

export interface Allowed {
  finish: boolean; // False from the deadline on, while the phase is not `sign`, and in read-only views.
  finishLater: boolean;
  decline: boolean;
  reassign: boolean;
  download: boolean;
}

export interface Session {
  sessionId: string;
  phase: Phase;
  readOnly: boolean;
  stop?: Stop;
  language: Language;
  envelope: { envelopeId: string; title: string; message: string; status: string };
  sender: { name: string; email: string };
  brand: Brand;
  signer: { name: string; email: string; recipientId: string };
  authentication: Authentication;
  // From here on empty (documents, tabs) or absent until authentication.passed.
  disclosure?: Disclosure;
  documents: SessionDocument[];
  tabs: Tab[];
  signature?: AdoptedSignature;
  signatureStyles: string[]; // Ids of the styles that a typed signature may have: "flowing", "upright", "plain".
  others: OtherSigner[];
  allowed: Allowed;
  // The last instant before which Finish is taken, and the clock that it is on (business time: not the computer's). Count down from
  // `businessNow` by the page's own monotonic clock.
  deadline?: { signBy: string; passed: boolean };
  businessNow: string;
  idle: { expiresAt: string; serverNow: string; warnSeconds: number }; // Real time; warn so many seconds before.
  reading: { documentId: string; page: number }; // Where the signer was; documentId empty: at the beginning.
  exit: { kind: 'redirect' | 'none'; origin: string }; // Where a finished session goes; the origin only, for words.
  messageOrigins: string[]; // The only targets of postMessage. Empty: post nothing.
  revision: number; // Grows with each change of the envelope; see Events.
}

// ---- Acts ----------------------------------------------------------------------------------------------------------------------------------

export interface AuthenticateRequest {
  accessCode?: string;
  emailCode?: string; // 6 digits
}

export interface ConsentRequest {
  version: string; // Of the disclosure that was shown.
}

export interface ViewedRequest {
  documentId: string;
  page: number;
  toEnd: boolean; // The last page's end has been on the screen.
}

// Only what changed; the server keeps the rest. Two windows of one signer never lose each other's fields.
export interface DraftRequest {
  values: Record<string, string>; // tabId -> value, as in Tab.value.
  reading?: { documentId: string; page: number };
}

export interface Stroke {
  points: [number, number][]; // 0..1000 of the field's width and height, whole numbers.
}

export type AdoptRequest =
  | {
      kind: 'typed';
      name: string;
      initials: string;
      style: string;
      signaturePng?: string; // Base64: what the signer saw, set in the page's own script font on a transparent ground. It is what the PDF shows.
      initialsPng?: string;
    }
  | { kind: 'drawn'; name: string; initials: string; signature: Stroke[]; initialsStrokes?: Stroke[] }
  // Base64 of a PNG. The page turns a JPEG into one by a canvas, which also leaves its metadata behind.
  | { kind: 'uploaded'; name: string; initials: string; signatureImage: string; initialsImage?: string };

export interface FinishRequest {
  key: string; // 8 to 64 characters, made once for a press of Finish and kept for its repeats.
  values: Record<string, string>; // As a last draft.
}

export interface FinishAnswer extends SessionEnd {
  envelopeStatus: string; // "completed" where this was the last signer.
  signedAt: string;
  waitingFor: string[]; // Names of those who sign after.
}

export interface DeclineRequest {
  reason: string; // 1 to 500 characters.
}

export interface ReassignRequest {
  name: string;
  email: string;
  reason: string;
}

// decline, reassign, finish-later and close answer this.
export type EndAnswer = SessionEnd;

export interface ExtendAnswer {
  idle: Session['idle'];
}

// GET events?since=REVISION
export interface Events {
  revision: number;
  changed: boolean; // Ask GET session again.
  phase: Phase;
  stop?: Stop;
  others: OtherSigner[];
  deadlinePassed: boolean;
  sealed: boolean; // The finished file can be had.
  idle: Session['idle'];
  nextInSeconds: number; // When to ask again.
}

export interface MissingTab {
  tabId: string;
  documentId: string;
  page: number;
  label: string;
  why: 'empty' | 'too_long' | 'pattern' | 'signature' | 'not_number';
}

export type ProblemCode =
  | 'session_unknown' // 401: no such session, or a wrong secret. Show the closing page.
  | 'session_ended' // 410, with `end`
  | 'session_timeout' // 410, with `end`
  | 'authentication_required' // 403
  | 'access_code_wrong' // 403, with triesLeft
  | 'access_code_failed' // 410, with `end`
  | 'email_code_wrong' // 403, with triesLeft
  | 'email_code_expired' // 403
  | 'email_code_too_soon' // 429, Retry-After
  | 'consent_required' // 409
  | 'consent_outdated' // 409: another version is in force; GET session
  | 'price_expired' // 409
  | 'not_your_turn' // 409
  | 'envelope_voided' // 409, with `end`
  | 'envelope_declined' // 409, with `end`
  | 'envelope_completed' // 409, with `end`
  | 'already_signed' // 409, with `end`
  | 'reassigned' // 409, with `end`
  | 'tabs_missing' // 422, with `tabs`
  | 'signature_missing' // 422
  | 'tab_unknown' // 422
  | 'tab_locked' // 422
  | 'document_unseen' // 422
  | 'signature_image_refused' // 422
  | 'signature_image_too_large' // 413
  | 'not_allowed' // 403: decline or reassign where the sender forbade it; anything in a read-only view
  | 'not_ready' // 202 is no problem; this is for what will never be had
  | 'document_not_found' // 404
  | 'invalid_body' // 400
  | string;

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string; // What to do, in the session's language where it has one.
  requestId: string;
  end?: SessionEnd;
  tabs?: MissingTab[];
  triesLeft?: number;
  retryAfterSeconds?: number;
}

// What the page posts to each of Session.messageOrigins (and to nothing else) when it is framed.
export type PageMessage =
  | { type: 'ready'; sessionId: string }
  | { type: 'sessionEnd'; sessionEndType: SessionEndType; returnUrl: string }
  | { type: 'heightChanged'; height: number };
