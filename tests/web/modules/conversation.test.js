import assert from 'node:assert/strict';
import { test } from 'node:test';
import { camel } from '../../../src/LuthienProxy.Host/wwwroot/js/api/names.js';
import { Offsets } from '../../../src/LuthienProxy.Host/wwwroot/js/scroller/offsets.js';
import { MOST, windowOf } from '../../../src/LuthienProxy.Host/wwwroot/js/scroller/window.js';
import { createFinder, nextMatch } from '../../../src/LuthienProxy.Host/wwwroot/js/sessions/find.js';
import { FIRST, createLoader } from '../../../src/LuthienProxy.Host/wwwroot/js/sessions/loader.js';
import { createTranscript, heightOf, textOf } from '../../../src/LuthienProxy.Host/wwwroot/js/sessions/transcript.js';
import { conversation } from '../mock/conversation.js';

const calls = (count) => camel(conversation('s', count)).calls;
const offsetsOf = (...heights) => heights.reduce((offsets, height) => (offsets.push(height), offsets), new Offsets());

test('heights know where each entry begins and which stands at a height', () => {
  const offsets = offsetsOf(10, 20, 30, 40);
  assert.deepEqual([0, 1, 2, 3, 4].map((index) => offsets.before(index)), [0, 10, 30, 60, 100]);
  assert.deepEqual([-5, 0, 9, 10, 29, 30, 99, 100, 9999].map((y) => offsets.at(y)), [0, 0, 0, 1, 1, 2, 3, 3, 3]);
  assert.equal(new Offsets().at(10), -1);
});

test('an entry that turns out taller moves what stands behind it', () => {
  const offsets = offsetsOf(10, 20, 30);
  assert.equal(offsets.set(1, 25), 5);
  assert.equal(offsets.set(1, 25), 0);
  assert.deepEqual([offsets.before(1), offsets.before(2), offsets.total], [10, 35, 65]);
});

test('heights agree with plain sums, whatever happens to them', () => {
  const offsets = new Offsets();
  const plain = [];
  let seed = 3;
  const random = (most) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % most; };
  const sum = (to) => plain.slice(0, to).reduce((total, height) => total + height, 0);
  for (let round = 0; round < 3000; round += 1) {
    if (plain.length === 0 || random(3) > 0) {
      plain.push(random(50));
      offsets.push(plain.at(-1));
    } else {
      const index = random(plain.length);
      plain[index] = random(50);
      offsets.set(index, plain[index]);
    }
    const index = random(plain.length + 1);
    assert.equal(offsets.before(index), sum(index));
  }
  const y = random(sum(plain.length));
  const at = offsets.at(y);
  assert.ok(sum(at) <= y && y < sum(at + 1));
});

test('what is drawn is what can be seen and some around it', () => {
  const offsets = offsetsOf(...Array.from({ length: 10000 }, () => 100));
  assert.deepEqual(windowOf(offsets, 500000, 800, 600), { from: 4994, to: 5015 });
  assert.deepEqual(windowOf(offsets, 0, 800, 600), { from: 0, to: 15 });
  assert.deepEqual(windowOf(offsets, 999200, 800, 600), { from: 9986, to: 10000 });
  assert.deepEqual(windowOf(new Offsets(), 0, 800, 600), { from: 0, to: 0 });
});

test('never more is drawn than the most, however small the entries are', () => {
  const { from, to } = windowOf(offsetsOf(...Array.from({ length: 5000 }, () => 1)), 2500, 2000, 600);
  assert.equal(to - from, MOST);
  assert.ok(from <= 2500 && to > 2500);
  const flat = windowOf(offsetsOf(...Array.from({ length: 500 }, () => 0)), 0, 800, 600);
  assert.ok(flat.to - flat.from <= MOST);
});

test('a conversation says each thing once, in order', () => {
  const transcript = createTranscript();
  const items = transcript.add(calls(4));
  assert.deepEqual(items.slice(0, 7).map(({ kind }) => kind), ['turn', 'system', 'message', 'answer', 'turn', 'message', 'answer']);
  assert.deepEqual(items.filter(({ kind }) => kind === 'turn').map(({ turn }) => turn), [1, 2, 3, 4]);
  assert.deepEqual(transcript.add(calls(4)), []);
  assert.deepEqual(transcript.add(calls(5)).map(({ kind, turn }) => [kind, turn]), [['turn', 5], ['message', 5], ['answer', 5]]);
});

test('a call that still runs is asked at once and answered when it has ended', () => {
  const [first, second] = calls(2);
  const transcript = createTranscript();
  const running = { ...second, call: { ...second.call, state: 'open' }, response: { ...second.response, isComplete: false } };
  assert.deepEqual(transcript.add([first, running]).map(({ kind }) => kind), ['turn', 'system', 'message', 'answer', 'turn', 'message']);
  assert.deepEqual(transcript.add([first, running]), []);
  assert.deepEqual(transcript.add([first, second]).map(({ kind, turn }) => [kind, turn]), [['answer', 2]]);
  assert.deepEqual(transcript.add([first, second]), []);
});

test('errands are one line, and count as no turn', () => {
  const [first, second] = calls(2);
  const transcript = createTranscript();
  const items = transcript.add([{ ...first, call: { ...first.call, kind: 'title' } }, second]);
  assert.deepEqual(items.map(({ kind }) => kind), ['errand', 'turn', 'message', 'answer']);
  assert.equal(transcript.turns(), 1);
});

test('what stopped, failed, broke off or is missing is told', () => {
  const [entry] = calls(1);
  const told = (more) => createTranscript().add([{ ...entry, ...more }]).filter(({ kind }) => kind === 'note').map(({ text }) => text);
  assert.deepEqual(told({ gaps: ['Recorded as hashes.'] }), ['Recorded as hashes.']);
  assert.deepEqual(told({ call: { ...entry.call, state: 'blocked' } }), ['A policy stopped this call.']);
  assert.deepEqual(told({ call: { ...entry.call, error: 'It hung.' }, response: null }), ['It ended with an error: It hung.']);
  assert.deepEqual(told({ response: { ...entry.response, isComplete: false } }), ['The answer broke off here.']);
});

test('all that is said can be found, also the names of tools', () => {
  const finder = createFinder();
  finder.add(createTranscript().add(calls(30)).map(textOf));
  assert.equal(finder.find('NEEDLE in the haystack').length, 1);
  assert.ok(finder.find('bash').length > 5);
  assert.deepEqual([finder.find('  '), finder.find('no such words')], [[], []]);
});

test('matches are gone through in order, from where the reader is, round and round', () => {
  assert.deepEqual([nextMatch([3, 8], 0, 1, false), nextMatch([3, 8], 3, 1, false), nextMatch([3, 8], 3, 1, true), nextMatch([3, 8], 8, 1, true), nextMatch([3, 8], 3, -1, true), nextMatch([], 0, 1, false)], [0, 0, 1, 0, 1, -1]);
});

test('longer texts are taken for taller, up to what is shown of them', () => {
  const item = (length) => ({ ...createTranscript().add(calls(1))[2], contents: [{ kind: 'text', text: 'x'.repeat(length) }] });
  assert.ok(heightOf(item(10), 80) < heightOf(item(1000), 80));
  assert.equal(heightOf(item(1e6), 80), heightOf(item(2e6), 80));
});

test('a session is read page by page to its end, the first page small', async () => {
  const asked = [];
  const pages = [];
  const client = { get: async (_, query) => { asked.push([query.limit, query.cursor]); return { session: {}, calls: calls(1), next: asked.length < 3 ? `c${asked.length}` : null }; } };
  const loader = createLoader(client, 'a/b', ({ isWhole }) => pages.push(isWhole));
  await loader.read();
  assert.deepEqual([asked.map(([, cursor]) => cursor), asked[0][0], pages], [[null, 'c1', 'c2'], FIRST, [false, false, true]]);
  await loader.more();
  assert.equal(asked[3][1], 'c2');
});

test('a page with a call that still runs is read again, also when others came behind it', async () => {
  const asked = [];
  let state = 'open';
  const client = { get: async (_, { cursor }) => { asked.push(cursor); return cursor === null ? { session: {}, calls: [{ call: { state: 'completed' } }], next: 'c1' } : cursor === 'c1' ? { session: {}, calls: [{ call: { state } }], next: 'c2' } : { session: {}, calls: [], next: null }; } };
  const loader = createLoader(client, 's', () => undefined);
  await loader.read();
  state = 'completed';
  await loader.more();
  await loader.more();
  assert.deepEqual(asked, [null, 'c1', 'c2', 'c1', 'c2', 'c2']);
});

test('of a session that grows only what is new is read again', async () => {
  const asked = [];
  let count = 90;
  const client = { get: async (_, { limit, cursor }) => {
    const from = Number(cursor ?? 0);
    const to = Math.min(from + limit, count);
    asked.push(to - from);
    return { session: {}, calls: calls(to).slice(from), next: to < count ? String(to) : null };
  } };
  const shown = [];
  const transcript = createTranscript();
  const loader = createLoader(client, 's', (page) => shown.push(...transcript.add(page.calls).filter(({ kind }) => kind === 'turn').map(({ turn }) => turn)));
  await loader.read();
  for (; count < 100; count += 1) await loader.more();
  assert.deepEqual(asked.slice(0, 6), [FIRST, 84, 84, 84, 1, 1]);
  assert.deepEqual(shown, Array.from({ length: 99 }, (_, turn) => turn + 1));
});

test('however often the end is read again, a session is read on when it grows', async () => {
  let pages = 1;
  const seen = [];
  const hundred = Array.from({ length: 100 }, () => ({ call: { state: 'completed' } }));
  const client = { get: async (_, { cursor }) => { const at = Number(cursor ?? 0); seen.push(at); return { session: {}, calls: hundred, next: at + 1 < pages ? String(at + 1) : null }; } };
  const loader = createLoader(client, 's', () => undefined);
  for (let time = 0; time < 200; time += 1) await loader.more();
  pages = 2;
  await loader.more();
  assert.equal(seen.at(-1), 1);
});

test('a page that fails can be read again, and two readings are never under way at once', async () => {
  let tries = 0;
  const client = { get: async () => { tries += 1; if (tries === 1) throw new Error('away'); return { session: {}, calls: [], next: null }; } };
  const loader = createLoader(client, 's', () => undefined);
  await assert.rejects(loader.read());
  await Promise.all([loader.read(), loader.read()]);
  assert.equal(tries, 2);
});
