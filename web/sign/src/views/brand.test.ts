import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast, inkOn, readableAccent, rgbOf } from './brand.ts';

const rgb = (hex: string) => rgbOf(hex) ?? [0, 0, 0];

test('contrast is that of WCAG', () => {
  assert.equal(contrast(rgb('#000000'), rgb('#ffffff')), 21);
  assert.ok(Math.abs(contrast(rgb('#777777'), rgb('#ffffff')) - 4.48) < 0.01);
});

test('every accent can be read on every ground, and its ink on it', () => {
  const steps = ['00', '33', '66', '99', 'cc', 'ff'];
  for (const r of steps) for (const g of steps) for (const b of steps) {
    for (const [scheme, grounds] of [['light', ['#f7f6f2', '#ffffff', '#eeece6']], ['dark', ['#111412', '#191d1b', '#0c0f0d']]] as const) {
      const accent = readableAccent(`#${r}${g}${b}`, scheme) ?? '';
      for (const ground of grounds) assert.ok(contrast(rgb(accent), rgb(ground)) >= 4.5, `${accent} on ${ground}`);
      assert.ok(contrast(rgb(accent), rgb(inkOn(accent))) >= 4.5, `ink on ${accent}`);
    }
  }
});

test('a good accent stays as it is; what is no colour is refused', () => {
  assert.equal(readableAccent('#0a5a66', 'light'), '#0a5a66');
  assert.equal(readableAccent('red;background:url(//x)', 'light'), null);
});
