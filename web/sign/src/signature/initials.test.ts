import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialsOf } from './styles.ts';

test('initials are the first letters of the first three names', () => {
  assert.equal(initialsOf('Ana María Lopez'), 'AML');
  assert.equal(initialsOf('  jean-luc  '), 'JL');
  assert.equal(initialsOf('Übermut'), 'Ü');
  assert.equal(initialsOf('😀 Smith'), '😀S');
  assert.equal(initialsOf(''), '');
});
