import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ActivityLog } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/activity-log.js';
import { addressOf, readAddress } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/address.js';
import { applyEvent } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/apply.js';
import { chipsOf } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/chips.js';
import { matches, parseFilter, valueOf, withValue, without } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/filter.js';
import { statusOf } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/live-status.js';
import { SECONDS, createRate } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/rate.js';
import { emptyRow, needsRecord, standingOf } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/row.js';
import { USUAL, forgetFilter, saveFilter, savedFilters } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/saved-filters.js';
import { pathOf } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/sparkline.js';
import { gapText, linesOf } from '../../../src/LuthienProxy.Host/wwwroot/js/activity/table.js';
import { camel } from '../../../src/LuthienProxy.Host/wwwroot/js/api/names.js';
import { INITIAL } from '../../../src/LuthienProxy.Host/wwwroot/js/live/connection.js';
import { blocked, call, idOf, timeOf } from '../mock/fixtures.js';
import { ALL_HOSTILE, HOSTILE } from '../mock/hostile.js';
import { lifeOf } from '../mock/traffic.js';
import { tableOf } from './root.js';

const events = (number, options) => lifeOf(number, options).map(camel);
const logOf = (...lives) => lives.flat().reduce((log, event) => (log.take(event), log), new ActivityLog());
const table = await tableOf('### A row of the monitor');
const STATES = ['open', 'deciding', 'connecting', 'streaming', 'completed', 'blocked', 'failed', 'cancelled', 'interrupted'];
const INPUTS = [...STATES.slice(1, 4).map((state) => `transaction.state ${state}`), ...STATES.slice(4).map((state) => `transaction.${state}`), 'transaction.opened', 'transaction.progress', 'policy.decided'];

for (const state of STATES) {
  for (const input of INPUTS) {
    const to = table.find(([from, what]) => from.split(', ').includes(state) && what === input)?.[2] ?? state;
    test(`a row that is ${state}, ${input}: ${to}`, () => {
      const [type, next] = input.split(' ');
      assert.equal(applyEvent({ ...emptyRow('a', 0), state }, { id: '', type, state: next, at: timeOf(0) }).state, to);
    });
  }
}

test('a life makes a row with all that is known', () => {
  const { rows: [row] } = logOf(events(1, { end: 'blocked', at: 1000 }));
  assert.deepEqual([row.state, row.outcome, row.model, row.firstByteMs, row.inputTokens, row.outputTokens, row.status, row.chain, row.policies, row.reasons], ['blocked', 'block', 'claude-sonnet-4-5', 240, 1200, 90, 200, 'careful v2', ['SqlProtection'], ['The statement drops the table users.']]);
});

test('events in any order make the same end', () => {
  const life = events(1, { end: 'failed', at: 1000 });
  const wanted = { ...logOf(life).rows[0], types: [] };
  for (const order of [life.toReversed(), [...life.slice(3), ...life.slice(0, 3)]]) assert.deepEqual({ ...logOf(order).rows[0], types: [] }, { ...wanted, firstByteMs: logOf(order).rows[0].firstByteMs });
});

test('a policy that only looks on changes no outcome', () => {
  const { rows: [row] } = logOf([{ id: '', type: 'policy.decided', transactionId: 'a', verdict: 'block', isShadow: true, policy: 'P' }]);
  assert.deepEqual([row.outcome, row.shadows], ['none', 1]);
});

test('the record fills in what was not heard, and does not turn back what was', () => {
  const log = logOf(events(5).slice(0, 3));
  log.seed([call(5, { state: 'open', status: null }), blocked(3)].map(camel));
  assert.deepEqual(log.rows.map(({ id, state, outcome }) => [id, state, outcome]), [[idOf(5), 'streaming', 'none'], [idOf(3), 'blocked', 'block']]);
  log.seed([camel(call(5, { state: 'completed' }))]);
  assert.equal(log.rows[0].state, 'completed');
  assert.equal(log.rows[0].title, call(5).title);
});

test('rows stand by the time of their calls, however they come', () => {
  const log = new ActivityLog();
  for (const number of [5, 1, 9, 3, 7, 2]) log.seed([camel(call(number))]);
  assert.deepEqual(log.rows.map(({ id }) => id), [9, 7, 5, 3, 2, 1].map(idOf));
});

test('the oldest that ended go first; what runs stays as long as it can', () => {
  const log = new ActivityLog(3);
  log.seed([call(1, { state: 'open' }), call(2), call(3), call(4)].map(camel));
  assert.deepEqual(log.rows.map(({ id }) => id), [4, 3, 1].map(idOf));
  log.seed([call(5, { state: 'open' }), call(6, { state: 'open' }), call(7, { state: 'open' })].map(camel));
  assert.equal(log.rows.length, 3);
  assert.equal(log.byId.size, 3);
  assert.equal(log.dropped, 4);
});

test('a flood of events leaves a bounded log', () => {
  const log = new ActivityLog();
  for (let number = 0; number < 6000; number += 1) for (const event of events(number, { at: number })) log.take(event);
  assert.deepEqual([log.rows.length, log.byId.size, log.dropped], [2000, 2000, 4000]);
  assert.ok(log.rows.every(({ types, reasons, policies }) => types.length <= 12 && reasons.length <= 12 && policies.length <= 12));
});

test('events that make no sense make no harm', () => {
  const log = new ActivityLog();
  for (const event of [{ type: 'transaction.opened' }, { type: 'policy.decided', transactionId: 'a' }, { type: 'transaction.completed', transactionId: 'a', tokens: 'x', durationMs: 'y' }, { type: 'x', transactionId: HOSTILE.key, model: {} }]) log.take({ id: '', ...event });
  assert.deepEqual(log.rows.map(({ id, model }) => [id, model]), [['a', null], [HOSTILE.key, null]]);
});

test('gaps are kept, the newest first, and stand among the rows by time', () => {
  const log = logOf(events(1, { at: 1000 }), events(2, { at: 5000 }));
  log.take({ id: '', type: 'gap', at: new Date(3000).toISOString(), missed: 4, reason: 'slow' });
  log.take({ id: '', type: 'gap', at: new Date(9000).toISOString(), missed: -1, reason: 'restart' });
  assert.deepEqual(linesOf(log.rows, log.gaps).map((line) => ('gap' in line ? 'gap' : line.row.at)), ['gap', 5000, 'gap', 1000]);
  assert.equal(new Set(linesOf(log.rows, log.gaps).map(({ key }) => key)).size, 4);
  assert.match(gapText(log.gaps[1]), /^4 events are missing here: this page was too slow/);
  assert.match(gapText(log.gaps[0]), /^Events are missing here: the gateway was started anew/);
});

test('a marker keeps its key while others come', () => {
  const gap = (at) => ({ at, missed: 1, reason: 'slow' });
  const keyOf = (gaps) => linesOf([], gaps).at(-1).key;
  assert.equal(keyOf([gap(1)]), keyOf([gap(2), gap(1)]));
});

test('a filter is read as it is written', () => {
  assert.deepEqual(parseFilter('status:blocked,failed "drop table" -model:"gpt 5" http://x MODEL:A -x'), [
    { key: 'status', values: ['blocked', 'failed'], isNot: false }, { key: null, values: ['drop table'], isNot: false }, { key: 'model', values: ['gpt 5'], isNot: true },
    { key: null, values: ['http://x'], isNot: false }, { key: 'model', values: ['a'], isNot: false }, { key: null, values: ['x'], isNot: true },
  ]);
  assert.deepEqual(parseFilter('  '), []);
  assert.deepEqual(parseFilter('""'), []);
});

test('a filter that is being typed, or hostile, is one that finds something or nothing', () => {
  for (const text of ['status:', '"', '-', 'model:"', ':', '::', ...Object.values(HOSTILE), ALL_HOSTILE]) assert.equal(typeof matches(emptyRow('a', 0), parseFilter(text)), 'boolean');
});

test('each key finds what it names', () => {
  const { rows: [row] } = logOf(events(1, { end: 'blocked' }));
  for (const text of ['model:sonnet', 'session:session-1', 'status:blocked', 'status:200', 'type:policy.decided', 'type:opened', 'policy:sqlprotection', 'policy:careful', 'policy:block', 'kind:turn', 'node:gw', 'format:anthropic', `id:${idOf(1)}`, 'drops', '-status:failed', 'status:failed,blocked', '/v1/messages'].filter((text) => text !== 'node:gw')) assert.ok(matches(row, parseFilter(text)), text);
  for (const text of ['model:gpt', 'status:completed', '-status:blocked', 'nothing', 'status:running', 'drops -drops']) assert.ok(!matches(row, parseFilter(text)), text);
});

test('one blocked call among a thousand is found by one chip', () => {
  const log = new ActivityLog();
  log.seed(Array.from({ length: 1000 }, (_, number) => camel(number === 321 ? blocked(number) : call(number))));
  const chip = chipsOf(log.rows, []).find(({ value }) => value === 'blocked');
  assert.equal(chip.count, 1);
  const found = log.rows.filter((row) => matches(row, parseFilter(withValue('', chip.key, chip.value))));
  assert.deepEqual(found.map(({ id }) => id), [idOf(321)]);
});

test('chips count within the rest of the filter, and know when they are on', () => {
  const log = new ActivityLog();
  log.seed(Array.from({ length: 40 }, (_, number) => camel(call(number))));
  const terms = parseFilter('status:failed model:claude-haiku-4-5');
  const chips = chipsOf(log.rows, terms);
  const of = (value) => chips.find((chip) => chip.value === value);
  assert.deepEqual([of('failed').isOn, of('completed').isOn, of('claude-haiku-4-5').isOn], [true, false, true]);
  assert.equal(of('completed').count, log.rows.filter((row) => row.model === 'claude-haiku-4-5' && row.state === 'completed').length);
  assert.equal(of('gpt-5-codex').count, log.rows.filter((row) => row.model === 'gpt-5-codex' && row.state === 'failed').length);
});

test('a model that is chosen keeps its chip when it is not among the commonest', () => {
  const log = new ActivityLog();
  log.seed(Array.from({ length: 40 }, (_, number) => camel(call(number, { model: `m${number % 8}` }))));
  assert.ok(chipsOf(log.rows, parseFilter('model:rare')).some(({ value, isOn }) => value === 'rare' && isOn));
});

test('a value is put into a filter, taken out, and quoted where it must be', () => {
  assert.equal(withValue('drop status:failed x', 'status', 'blocked'), 'drop x status:blocked');
  assert.equal(withValue('status:blocked', 'status', null), '');
  assert.equal(withValue('a', 'model', 'my model'), 'a model:"my model"');
  assert.equal(withValue('model:"my model" a', 'model', null), 'a');
  assert.equal(valueOf(parseFilter('status:a,b'), 'status'), null);
  assert.deepEqual(without(parseFilter('status:a -status:b'), 'status').length, 1);
});

test('an address shows what it was made of, whatever that is', () => {
  for (const filter of ['', 'status:blocked "drop table"', ALL_HOSTILE.trim().replaceAll('\ud83d ', ' ')]) {
    const shown = { filter, isPaused: filter !== '' };
    assert.deepEqual(readAddress(addressOf('/m', shown).slice(2)), shown);
  }
  assert.equal(addressOf('/m', { filter: ' ', isPaused: false }), '/m');
});

test('rates count by the second, and times stand at their medians', () => {
  const rate = createRate();
  for (let second = 0; second < 200; second += 1) for (let number = 0; number < 3; number += 1) rate.opened(second * 1000 + number);
  [10, 30, 20].forEach((ms) => rate.firstByte(199500, ms));
  const { counts, latencies, perSecond, medianMs } = rate.read(200500);
  assert.equal(counts.length, SECONDS);
  assert.deepEqual([counts.at(-1), perSecond, latencies.at(-1), latencies.at(-2), medianMs], [3, 3, 20, null, 20]);
  assert.deepEqual(createRate().read(0).medianMs, null);
});

test('a drawing breaks where nothing is known, and stays within its frame', () => {
  assert.equal(pathOf([], 1), '');
  assert.equal(pathOf([null, null], 1), '');
  assert.equal((pathOf([1, null, 2, 9], 2).match(/M/g) ?? []).length, 2);
  assert.ok(!pathOf([5, 0, NaN], 0).includes('Infinity'));
});

test('filters are saved by name, bounded, and whatever else stands there counts as none', () => {
  let kept = null;
  const storage = { getItem: () => kept, setItem: (_, value) => { kept = value; } };
  saveFilter(storage, { name: 'a', filter: 'x' });
  assert.deepEqual(saveFilter(storage, { name: 'a ', filter: 'y' }), [{ name: 'a', filter: 'y' }]);
  assert.deepEqual(saveFilter(storage, { name: ' ', filter: 'y' }).length, 1);
  for (let number = 0; number < 80; number += 1) saveFilter(storage, { name: `n${number}`, filter: 'z'.repeat(9999) });
  assert.equal(savedFilters(storage).length, 50);
  assert.equal(savedFilters(storage)[0].filter.length, 500);
  assert.equal(forgetFilter(storage, 'n79').length, 49);
  for (kept of ['{', '{}', '[1,null,{"name":1}]']) assert.deepEqual(savedFilters(storage), []);
});

test('the usual filters are filters', () => {
  for (const { filter } of USUAL) assert.ok(parseFilter(filter).every(({ key }) => key !== null));
});

test('the connection is told in words', () => {
  assert.deepEqual(['live', 'connecting', 'waiting', 'refused', 'idle'].map((state) => statusOf({ ...INITIAL, state, attempts: 2, waitMs: 4200 }).word), ['Live', 'Connecting again (try 3)', 'No connection, next try in 4 s', 'Signed out', 'Not connected']);
});

const standings = [
  ['a call that runs', { state: 'streaming', status: 200, outcome: 'none' }, 'running'], ['one that a policy stops a part of', { state: 'streaming', status: 200, outcome: 'block' }, 'blocked'],
  ['one of which a policy stopped a part', { state: 'completed', status: 200, outcome: 'block' }, 'blocked'], ['one that was changed', { state: 'completed', status: 200, outcome: 'replace' }, 'completed'],
  ['one that the provider refused', { state: 'completed', status: 529, outcome: 'none' }, 'failed'], ['one whose client left', { state: 'cancelled', status: 499, outcome: 'none' }, 'cancelled'],
];
for (const [name, row, standing] of standings) test(`${name} counts as ${standing}`, () => assert.equal(standingOf(row), standing));

test('what a policy stopped is found as blocked, what it touched by the record alone as acted upon', () => {
  const [stopped, touched] = ['a', 'b'].map((id) => ({ ...emptyRow(id, 0), state: 'completed', status: 200 }));
  stopped.outcome = 'block';
  touched.outcome = 'touched';
  const found = (filter) => [stopped, touched].filter((row) => matches(row, parseFilter(filter))).map((row) => row.id);
  assert.deepEqual([found('status:blocked'), found('status:completed'), found('policy:acted')], [['a'], ['b'], ['a', 'b']]);
});

test('the record is asked for what a call was about until it must be there', () => {
  const row = { ...emptyRow('a', 1000), state: 'completed', durationMs: 500 };
  assert.deepEqual([needsRecord(row, 2000), needsRecord(row, 20000), needsRecord({ ...row, title: 'known' }, 2000), needsRecord({ ...row, state: 'streaming' }, 2000)], [true, false, false, false]);
});
