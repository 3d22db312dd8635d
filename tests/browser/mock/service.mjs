// A stand-in for the server of the signing page: the same addresses, answers and page policy, over HTTP, with clocks that a test moves.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { calls } from './calls.mjs';
import { DISCLOSURE, Envelope } from './envelope.mjs';
import { makePdf } from './pdf.mjs';
import { Sessions } from './sessions.mjs';

const ASSETS = process.env.SIGN_ASSETS ?? path.resolve(import.meta.dirname, '../../../build/release/web/sign');
const KINDS = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.pdf': 'application/pdf', '.html': 'text/html; charset=utf-8' };

const policy = (ancestors) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; ` +
  `base-uri 'none'; form-action 'self'; frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : "'none'"}; require-trusted-types-for 'script'; trusted-types switchyard pdfjs 'allow-duplicates'`;

export async function startService(options = {}) {
  const offsets = { real: 0, business: Date.parse(options.businessNow ?? '2026-11-24T16:00:00Z') - Date.now() };
  const clock = { real: () => Date.now() + offsets.real, business: () => Date.now() + offsets.business };
  const whole = { disclosure: DISCLOSURE, ...options };
  const envelope = new Envelope(whole, clock);
  const sessions = new Sessions(envelope, whole, clock);
  const context = { envelope, sessions, clock, options: whole, pdf: makePdf(options.pageCount ?? 3), log: [], failing: null };

  const server = http.createServer((request, response) => {
    answer(context, request, response).catch((error) => {
      response.writeHead(500).end(String(error?.stack));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin, envelope, sessions, log: context.log, options: whole,
    link: (signerId) => `${origin}/esign/signing/${sessions.link(signerId)}`,
    passRealSeconds: (seconds) => void (offsets.real += 1000 * seconds),
    passBusinessSeconds: (seconds) => void (offsets.business += 1000 * seconds),
    // Calls of this name reach the server and are carried out, but their answer is lost; or never reach it.
    loseAnswers: (name) => void (context.failing = { name, carriedOut: true }),
    loseCalls: (name) => void (context.failing = { name, carriedOut: false }),
    heal: () => void (context.failing = null),
    end: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

async function answer(context, request, response) {
  const url = new URL(request.url, 'http://x');
  const place = url.pathname.replace('/esign/signing/', '');
  if (!url.pathname.startsWith('/esign/signing/')) return response.writeHead(404).end();
  if (place.startsWith('api/')) return answerCall(context, request, response, place.slice(4), url);
  if (place === 'embed.js') return asset(response, 'embed.js');
  if (place.startsWith('assets/')) return asset(response, place.slice(7));
  if (place.startsWith('session/')) return servePage(context, response, { sessionId: place.slice(8) });
  const session = context.sessions.open(place);
  if (!session) {
    const { url: back } = context.sessions.end('ttl_expired');
    return back ? response.writeHead(303, { Location: back }).end() : response.writeHead(410).end('This link has been used.');
  }
  return servePage(context, response, { sessionId: session.id, secret: session.secret });
}

async function servePage(context, response, seed) {
  const shell = await readFile(path.join(ASSETS, 'index.html'), 'utf8');
  const whole = { ...seed, language: context.options.language ?? 'en', api: '/esign/signing/api', assets: '/esign/signing/assets' };
  response.writeHead(200, { 'Content-Type': KINDS['.html'], 'Content-Security-Policy': policy(context.options.frameAncestors ?? []), 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  response.end(shell.replace('%CEREMONY%', () => JSON.stringify(whole).replace(/</g, '\\u003c')));
}

const compressed = new Map();

async function asset(response, name) {
  const file = path.join(ASSETS, path.normalize(`/${name}`));
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) return response.writeHead(404).end();
  const kind = KINDS[path.extname(file)] ?? 'application/octet-stream';
  const headers = { 'Content-Type': kind, 'Cache-Control': 'public, max-age=31536000' };
  if (!/javascript|css/.test(kind)) return response.writeHead(200, headers).end(bytes);
  if (!compressed.has(file)) compressed.set(file, brotliCompressSync(bytes));
  return response.writeHead(200, { ...headers, 'Content-Encoding': 'br' }).end(compressed.get(file));
}

async function answerCall(context, request, response, place, url) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
  const name = `${request.method} ${place}`;
  const { failing } = context;
  if (failing?.name === name && !failing.carriedOut) return request.socket.destroy();
  context.log.push({ name, body });
  const outcome = calls(context, { name, place, body, url, authorization: request.headers.authorization });
  if (failing?.name === name) return request.socket.destroy();
  if (outcome.bytes) return response.writeHead(outcome.status ?? 200, { 'Content-Type': outcome.type, ...outcome.headers }).end(outcome.bytes);
  const status = outcome.problem ? outcome.problem.status : (outcome.status ?? 200);
  const type = outcome.problem ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...outcome.headers });
  return response.end(JSON.stringify(outcome.problem ?? outcome.json ?? {}));
}
