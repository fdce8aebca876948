import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CEILING_MS, INITIAL, LONGEST_WAIT_MS, backoff, next } from '../../../src/LuthienProxy.Host/wwwroot/js/live/connection.js';
import { tableOf } from './root.js';

const STATES = ['idle', 'connecting', 'live', 'waiting', 'refused'];
const INPUTS = ['start', 'stop', 'opened', 'dropped', 'unauthorized', 'busy', 'due', 'online', 'silent', 'steady'];
const table = await tableOf('### Connection to the activity stream');
const at = (state, more = {}) => ({ ...INITIAL, state, ...more });
const put = (connection, type, more = {}) => next(connection, { type, retryAfterMs: null, ...more }, () => 1);

test('the table in docs/pages.md has each state and input by its name', () => {
  assert.ok(table.length >= 15);
  assert.deepEqual(table.filter(([state, input, to]) => !STATES.includes(state) || !INPUTS.includes(input) || !STATES.includes(to)), []);
});

for (const state of STATES) {
  for (const input of INPUTS) {
    const row = table.find(([from, what]) => from === state && what === input);
    test(`${state}, ${input}: ${row?.[2] ?? 'stays'}`, () => assert.equal(put(at(state), input).state, row?.[2] ?? state));
  }
}

test('an input without a meaning changes nothing at all', () => {
  const live = at('live', { attempts: 2 });
  assert.equal(put(live, 'due'), live);
});

test('each failure doubles the wait, up to the ceiling', () => {
  let connection = at('connecting');
  const waits = Array.from({ length: 12 }, () => {
    connection = put(connection, 'dropped');
    const { waitMs } = connection;
    connection = put(connection, 'due');
    return waitMs;
  });
  assert.deepEqual(waits.slice(0, 5), [1000, 2000, 4000, 8000, 16000]);
  assert.equal(Math.max(...waits), CEILING_MS);
  assert.equal(connection.attempts, 12);
});

test('a random half is left out of each wait, so that pages do not come back all at once', () => {
  assert.equal(backoff(1, 1000, () => 0), 500);
  assert.equal(backoff(1, 1000, () => 1), 1000);
  assert.equal(backoff(4000, 1000, () => 0), CEILING_MS / 2);
});

test('opening alone forgets no failure; holding does', () => {
  const opened = put(at('connecting', { attempts: 5 }), 'opened');
  assert.equal(opened.attempts, 5);
  assert.equal(put(opened, 'dropped').attempts, 6);
  assert.equal(put(opened, 'steady').attempts, 0);
});

test('a machine that is online again tries at once and forgets its failures', () => {
  const { state, attempts } = put(at('waiting', { attempts: 9, waitMs: 30000 }), 'online');
  assert.deepEqual([state, attempts], ['connecting', 0]);
});

test('what the gateway asks for makes a wait longer, never shorter, and not endless', () => {
  assert.equal(put(at('connecting'), 'busy', { retryAfterMs: 7000 }).waitMs, 7000);
  assert.equal(put(at('connecting', { attempts: 4 }), 'busy', { retryAfterMs: 0 }).waitMs, 16000);
  assert.equal(put(at('connecting'), 'busy', { retryAfterMs: 1e9 }).waitMs, LONGEST_WAIT_MS);
});

test('the stream says the first wait, within reason', () => {
  assert.equal(put(at('live'), 'retry', { ms: 250 }).baseMs, 250);
  assert.equal(put(at('live'), 'retry', { ms: 0 }).baseMs, 100);
  assert.equal(put(at('live'), 'retry', { ms: 1e9 }).baseMs, CEILING_MS);
  assert.equal(put(at('live', { baseMs: 250 }), 'stop').baseMs, 250);
});
