import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Session, Tab } from '../api-types.ts';
import { mergedValues, missingTabs, nextAsking, ownTabs } from './state.ts';

const tab = (tabId: string, more: Partial<Tab> = {}): Tab => ({
  tabId, kind: 'text', documentId: 'a', page: 1, x: 0, y: 0, width: 100, height: 20, label: tabId, tooltip: '', required: true, locked: false, maxLength: 0, group: '', radioValue: '', items: [], value: '', ...more,
});
const session = (...tabs: Tab[]) => ({ documents: [{ documentId: 'a' }, { documentId: 'b' }], tabs }) as unknown as Session;
const ids = (tabs: readonly { tabId: string }[]) => tabs.map(({ tabId }) => tabId);

test('fields are in reading order: document, page, row, place in the row', () => {
  const found = ownTabs(session(tab('late', { documentId: 'b' }), tab('right', { x: 300, y: 101 }), tab('left', { y: 100 }), tab('second', { page: 2 }), tab('top', { y: 10 }), tab('date', { locked: true })));
  assert.deepEqual(ids(found), ['top', 'left', 'right', 'second', 'late']);
});

test('an unticked box, an empty text and an unplaced signature are missing; optional and locked fields are not', () => {
  const here = session(tab('text', { y: 1 }), tab('box', { kind: 'checkbox', value: 'false', y: 20 }), tab('sign', { kind: 'sign', y: 40 }), tab('free', { required: false }), tab('locked', { locked: true }));
  assert.deepEqual(missingTabs(here, { text: '  ' }).map(({ tabId, why }) => [tabId, why]), [['text', 'empty'], ['box', 'empty'], ['sign', 'signature']]);
  assert.deepEqual(missingTabs(here, { text: 'x', box: 'true', sign: 'placed' }), []);
});

test('a number that is none and a text that is too long are told before the server is asked', () => {
  const here = session(tab('n', { kind: 'number', y: 1 }), tab('t', { maxLength: 3, y: 20 }));
  assert.deepEqual(missingTabs(here, { n: 'about ten', t: 'four' }).map(({ why }) => why), ['not_number', 'too_long']);
  assert.deepEqual(missingTabs(here, { n: '1,250.5', t: 'äöü' }), []);
});

test('the guide goes on from the present field and begins anew at the end', () => {
  const here = session(tab('1', { y: 10 }), tab('2', { y: 30 }), tab('3', { y: 50 }));
  assert.equal(nextAsking(here, {}, '1')?.tabId, '2');
  assert.equal(nextAsking(here, { 2: 'x' }, '1')?.tabId, '3');
  assert.equal(nextAsking(here, {}, '3')?.tabId, '1');
  assert.equal(nextAsking(here, { 1: 'x', 2: 'x', 3: 'x' }, null), null);
});

test('what was typed and not sent stays over the server’s value; what was sent is the server’s', () => {
  const here = session(tab('a', { value: 'theirs' }), tab('b', { value: 'theirs' }), tab('locked', { locked: true }));
  assert.deepEqual(mergedValues(here, { a: 'mine', b: 'old', locked: 'x', gone: 'y' }, new Set(['a', 'locked', 'gone'])), { a: 'mine' });
});

test('radios of a group are one question, answered by any of them', () => {
  const here = session(tab('yes', { kind: 'radio', group: 'tax', value: 'false', y: 10 }), tab('no', { kind: 'radio', group: 'tax', value: 'false', required: false, y: 30 }), tab('note', { kind: 'note', value: 'Read this', y: 50 }));
  assert.deepEqual(ids(ownTabs(here)), ['yes']);
  assert.deepEqual(missingTabs(here, {}).map(({ tabId }) => tabId), ['yes']);
  assert.deepEqual(missingTabs(here, { no: 'true' }), []);
});
