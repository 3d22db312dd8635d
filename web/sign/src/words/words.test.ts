import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from './en.ts';
import { es } from './es.ts';
import { instantText } from './words.ts';

function members(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => members(inner, `${path}.${key}`));
}

test('both catalogues have the same members, none empty', () => {
  assert.deepEqual(members(es, ''), members(en, ''));
  for (const path of members(en, '')) {
    const words = path.slice(1).split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], es);
    assert.notEqual(words, '', path);
  }
});

test('an instant is shown with its zone', () => {
  assert.equal(instantText('2026-11-24T23:00:00Z', 'en', 'America/Chicago').replace(/\s/g, ' '), 'Nov 24, 2026, 5:00 PM CST');
  assert.match(instantText('2026-07-01T22:00:00Z', 'es', 'America/Chicago'), /2026.*CDT/);
});
