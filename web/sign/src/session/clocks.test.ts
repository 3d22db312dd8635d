import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockFace, nowOf, secondsLeft, spokenMark, tell } from './clocks.ts';

test('a told clock goes on with the computer’s, wherever that one stands', () => {
  const clock = tell('2026-11-24T16:00:00Z', 5_000);
  assert.equal(secondsLeft(clock, 5_000, '2026-11-24T16:01:00Z'), 60);
  assert.equal(secondsLeft(clock, 64_001, '2026-11-24T16:01:00Z'), 1);
  assert.equal(secondsLeft(clock, 65_000, '2026-11-24T16:01:00Z'), 0);
  assert.equal(secondsLeft(clock, 999_000, '2026-11-24T16:01:00Z'), 0);
});

test('a computer’s clock set back gives no time that is not there', () => {
  const clock = tell('2026-11-24T16:00:00Z', 5_000);
  assert.equal(nowOf(clock, 1_000), Date.parse('2026-11-24T16:00:00Z'));
});

test('a countdown shows hours only where there are some', () => {
  assert.equal(clockFace(0), '0:00');
  assert.equal(clockFace(65), '1:05');
  assert.equal(clockFace(3729), '1:02:09');
});

test('a countdown is spoken at an hour, ten, five and one minute, once each', () => {
  assert.equal(spokenMark(3601, 3600), 3600);
  assert.equal(spokenMark(3600, 3599), null);
  assert.equal(spokenMark(700, 590), 600);
  assert.equal(spokenMark(61, 60), 60);
  assert.equal(spokenMark(60, 0), null);
});
