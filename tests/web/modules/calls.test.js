import assert from 'node:assert/strict';
import { test } from 'node:test';
import { camel } from '../../../src/LuthienProxy.Host/wwwroot/js/api/names.js';
import { contentText } from '../../../src/LuthienProxy.Host/wwwroot/js/calls/content.js';
import { gravest } from '../../../src/LuthienProxy.Host/wwwroot/js/calls/decisions.js';
import { READ_MS, paced } from '../../../src/LuthienProxy.Host/wwwroot/js/calls/follow.js';
import { grown } from '../../../src/LuthienProxy.Host/wwwroot/js/calls/growing.js';
import { gathered, timelineOf } from '../../../src/LuthienProxy.Host/wwwroot/js/calls/timeline.js';
import { sidesOf, tally, wordsOf } from '../../../src/LuthienProxy.Host/wwwroot/js/diff/sides.js';
import { encoded, idIn, pathTo } from '../../../src/LuthienProxy.Host/wwwroot/js/text/address.js';
import { nextChange } from '../../../src/LuthienProxy.Host/wwwroot/js/diff/walk.js';
import { addressOf, readQuery, requestOf } from '../../../src/LuthienProxy.Host/wwwroot/js/history/query.js';
import { titleOf } from '../../../src/LuthienProxy.Host/wwwroot/js/history/session-list.js';
import { decision, events, part } from '../mock/fixtures.js';
import { ALL_HOSTILE, HOSTILE } from '../mock/hostile.js';

const recorded = camel(events(0)).events;
const phase = (name, fromMs, toMs) => ({ name, fromMs, toMs });

test('a call’s course has its phases, each from where the one before ended', () => {
  const { totalMs, phases, marks } = timelineOf(recorded, null);
  assert.equal(totalMs, 1600);
  assert.deepEqual(phases, [phase('Deciding', 0, 4), phase('Waiting for the upstream', 4, 640), phase('Waiting for the first byte', 640, 700), phase('Streaming', 700, 1600)]);
  assert.equal(marks.length, 9);
});

test('a call that runs has run as long as the clock says', () => {
  assert.deepEqual(timelineOf(recorded.slice(0, 3), 5000).phases, [phase('Deciding', 0, 4), phase('Waiting for the upstream', 4, 5000)]);
});

test('a call that a policy stopped at once has one phase', () => {
  assert.deepEqual(timelineOf([recorded[0], { ...recorded[8], at: recorded[2].at }], null).phases, [phase('Deciding', 0, 4)]);
});

test('nothing on record, or times that are none, make no phases', () => {
  assert.deepEqual(timelineOf([], 5), { totalMs: 0, phases: [], marks: [] });
  assert.deepEqual(timelineOf([{ sequence: 0, at: HOSTILE.script, type: 'opened' }], 5).phases, []);
  assert.equal(timelineOf([recorded[0], { sequence: 1, at: 'never', type: HOSTILE.key }], 5).marks[1].atMs, 0);
});

test('pieces of an answer that follow one another are one entry', () => {
  const segments = Array.from({ length: 300 }, (_, index) => ({ name: 'Piece', type: 'original_segment', atMs: index, sequence: index }));
  const found = gathered([...segments, { name: 'Done', type: 'completed', atMs: 300, sequence: 300 }]);
  assert.deepEqual(found.map(({ count, untilMs }) => [count, untilMs]), [[300, 299], [1, 300]]);
});

test('the gravest decision is told first; shadows and passes are not', () => {
  const made = (verdict, more) => camel(decision(1, { verdict, ...more }));
  assert.equal(gravest([made('forward'), made('block', { is_shadow: true })]), null);
  assert.equal(gravest([made('replace'), made('block', { policy: 'B' }), made('error')]).policy, 'B');
});

test('an answer that only grew tells its end', () => {
  assert.deepEqual([grown('Hel', 'Hello'), grown('Hello', 'Hello'), grown('Hello', 'Help'), grown('', 'x'.repeat(30000))], ['lo', null, null, null]);
});

test('arguments are laid out, a picture tells where it is, all else is as it was said', () => {
  const text = (kind, said, more = {}) => contentText(camel(part(kind, said, more)));
  assert.deepEqual([text('tool_call', '{"a":1}'), text('tool_call', '{"half'), text('image', '', { reference: HOSTILE.address }), text('text', '{"a":1}')], ['{\n  "a": 1\n}', '{"half', HOSTILE.address, '{"a":1}']);
});

test('a call that grows is read at once, then at most once a second, and never twice at a time', async () => {
  const due = [];
  let now = 10000;
  let reads = 0;
  let finish;
  const ask = paced(() => { reads += 1; return new Promise((resolve) => { finish = resolve; }); }, { now: () => now, set: (action, ms) => due.push([action, ms]) });
  ask();
  ask();
  assert.deepEqual(due.map(([, ms]) => ms), [0]);
  due.pop()[0]();
  ask();
  assert.deepEqual([due.length, reads], [0, 1]);
  now += 300;
  finish();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(due.map(([, ms]) => ms), [READ_MS - 300]);
});

test('the sides of a comparison hold what was and what is', () => {
  const words = [{ change: 'same', text: 'a ' }, { change: 'removed', text: 'b' }, { change: 'added', text: 'c' }];
  assert.deepEqual(sidesOf(words), { before: [{ text: 'a ', isChanged: false }, { text: 'b', isChanged: true }], after: [{ text: 'a ', isChanged: false }, { text: 'c', isChanged: true }] });
});

test('words of the gateway are used where they make what is shown, else words are found here', () => {
  const given = [{ change: 'removed', text: 'a b' }, { change: 'added', text: 'a c' }];
  assert.equal(wordsOf(given, 'a b', 'a c'), given);
  assert.deepEqual(wordsOf(given, 'a\nb', 'a\nc').map(({ change }) => change), ['same', 'removed', 'added']);
  assert.deepEqual(wordsOf([], 'x', 'x'), [{ change: 'same', text: 'x' }]);
});

test('changes are counted in words', () => {
  assert.equal(tally([{ change: 'same' }]), '');
  assert.equal(tally(['changed', 'removed', 'changed'].map((change) => ({ change }))), '2 changed, 1 removed');
});

test('going through changes goes round', () => {
  assert.deepEqual([nextChange(-1, 3, 1), nextChange(-1, 3, -1), nextChange(2, 3, 1), nextChange(0, 3, -1), nextChange(0, 0, 1)], [0, 2, 0, 2, -1]);
});

test('what somebody looks for is the address, and the address what is asked', () => {
  const query = readQuery('?text=drop+table&state=blocked&from=2026-01-31&to=2026-01-31&intervened=true&model=m');
  assert.deepEqual(readQuery(addressOf(query).slice('/history'.length)), query);
  const { path, parameters } = requestOf(query);
  assert.deepEqual([path, parameters.text, parameters.state, parameters.intervened], ['/api/search', 'drop table', 'blocked', 'true']);
  assert.equal(Date.parse(parameters.to) - Date.parse(parameters.from), 86400000);
});

test('without words the calls are listed, without any wish the sessions', () => {
  assert.equal(requestOf(readQuery('?state=failed')).path, '/debug/calls');
  assert.deepEqual(requestOf(readQuery('')), { path: '/api/sessions', parameters: {}, isOfCalls: false });
});

test('an id is part of an address whatever it holds, and comes back', () => {
  for (const id of Object.values(HOSTILE)) assert.equal(idIn(pathTo('/calls', id)), id.toWellFormed());
  assert.equal(pathTo('/calls', '../admin?x#y'), '/calls/..%2Fadmin%3Fx%23y');
  assert.deepEqual([encoded('\ud83d'), idIn('/calls/%E0%A4%A'), idIn('/')], ['%EF%BF%BD', '%E0%A4%A', '']);
});

test('an address that makes no sense asks for nothing strange', () => {
  assert.deepEqual(readQuery('?state=nope&from=31.1.2026&to=2026-99-99&intervened=yes'), { text: '', model: '', state: '', session: '', from: '', to: '', intervened: false });
  assert.equal(readQuery(`?${new URLSearchParams({ text: ALL_HOSTILE })}`).text.length > 0, true);
});

test('a session without a title is called by its time', () => {
  assert.match(titleOf({ title: null, firstAt: '2026-01-31T12:00:00Z' }), /^Session of 2026-0/);
  assert.ok(titleOf({ title: ALL_HOSTILE, firstAt: '' }).length <= 140);
});
