// What a signer downloads before the document: everything that the page names, and that in turn, brotli as the server sends it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';

const folder = process.env.SIGN_ASSETS ?? path.resolve(import.meta.dirname, '../../build/release/web/sign');
const read = (name) => readFileSync(path.join(folder, name));
const size = (bytes) => brotliCompressSync(bytes).length;
const shell = read('index.html').toString();
const named = [...shell.matchAll(/\/esign\/signing\/assets\/([\w./-]+)/g)].map((match) => match[1]);

// Chunks that a script imports at its top, not those that it loads later.
function withImports(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const match of read(name).toString().matchAll(/(?:^|[;}])import(?:[\w{}\s,*$]*from)?["'`]\.\/([\w.-]+\.js)["'`]/g)) withImports(path.join(path.dirname(name), match[1]), seen);
  return seen;
}

test('the ceremony’s JavaScript is under 120 kB before pdf.js, and pdf.js is not among it', () => {
  const scripts = [...new Set(named.filter((name) => name.endsWith('.js')).flatMap((name) => [...withImports(name)]))];
  assert.ok(scripts.length > 0);
  const bytes = scripts.reduce((sum, name) => sum + size(read(name)), 0);
  console.log(`ceremony: ${bytes} bytes of JavaScript in ${scripts.length} files`);
  assert.ok(bytes < 40_000, `${bytes} bytes: above what it needs today, far below the promise of 120,000`);
  assert.ok(scripts.every((name) => !read(name).includes('pdfjsVersion')), 'pdf.js came with the page');
});

test('style and the script for hosts are small', () => {
  const styles = named.filter((name) => name.endsWith('.css')).reduce((sum, name) => sum + size(read(name)), 0);
  assert.ok(styles < 6_000, `${styles} bytes of style`);
  assert.ok(size(read('embed.js')) < 1_500);
});

test('the page has no inline script and no inline style', () => {
  assert.doesNotMatch(shell, /<style|style=|\son\w+=/);
  for (const [whole] of shell.matchAll(/<script[^>]*>/g)) assert.match(whole, /src=|application\/json/);
});
