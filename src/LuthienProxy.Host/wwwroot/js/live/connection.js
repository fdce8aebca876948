/**
 * The connection to the activity stream as a table of states: pure, so that the test holds it against the table in docs/pages.md.
 *
 * @typedef {'idle' | 'connecting' | 'live' | 'waiting' | 'refused'} State
 * `refused`: the gateway wants a sign-in, and nothing but one helps.
 *
 * @typedef {{ type: 'start' } | { type: 'stop' } | { type: 'opened' } | { type: 'dropped' } | { type: 'unauthorized' } | { type: 'busy', retryAfterMs: number | null }
 *   | { type: 'due' } | { type: 'online' } | { type: 'silent' } | { type: 'steady' } | { type: 'retry', ms: number }} Input
 *
 * @typedef {object} Connection
 * @property {State} state where it stands
 * @property {number} attempts how many tries in a row have failed
 * @property {number} baseMs the wait after the first failure, as the gateway wants it
 * @property {number} waitMs how long the present wait is; 0 in every other state
 */

/** A try is made at least this often, however long nobody answers. */
export const CEILING_MS = 30000;

/** How long a connection must hold before its failures are forgotten: one that opens and breaks at once must not be tried at full speed. */
export const STEADY_MS = 3000;

/** A wait that the gateway asks for is obeyed up to this. */
export const LONGEST_WAIT_MS = 300000;

const LEAST_BASE_MS = 100;

/** @type {Connection} */
export const INITIAL = Object.freeze({ state: 'idle', attempts: 0, baseMs: 1000, waitMs: 0 });

/**
 * The wait before the next try: doubled with each failure up to the ceiling, and a random half of it left out, so that pages that lost one gateway at once
 * do not come back at once.
 * @param {number} attempts how many tries have failed, from 1
 * @param {number} baseMs the first wait
 * @param {() => number} random from 0 to 1
 * @returns {number} milliseconds
 */
export function backoff(attempts, baseMs, random) {
  const full = Math.min(CEILING_MS, baseMs * 2 ** Math.min(attempts - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
}

/**
 * What becomes of the connection. An input that means nothing in a state changes nothing.
 * @param {Connection} now where it stands
 * @param {Input} input what happened
 * @param {() => number} [random] from 0 to 1
 * @returns {Connection}
 */
export function next(now, input, random = Math.random) {
  if (input.type === 'stop') return { ...INITIAL, baseMs: now.baseMs };
  if (input.type === 'retry') return { ...now, baseMs: Math.min(Math.max(input.ms, LEAST_BASE_MS), CEILING_MS) };
  switch (now.state) {
    case 'idle':
    case 'refused':
      return input.type === 'start' ? connecting(now, 0) : now;
    case 'connecting':
      if (input.type === 'opened') return { ...now, state: 'live', waitMs: 0 };
      if (input.type === 'unauthorized') return { ...now, state: 'refused', attempts: 0, waitMs: 0 };
      if (input.type === 'busy') return waiting(now, input.retryAfterMs, random);
      return input.type === 'dropped' || input.type === 'silent' ? waiting(now, null, random) : now;
    case 'live':
      if (input.type === 'steady') return { ...now, attempts: 0 };
      if (input.type === 'unauthorized') return { ...now, state: 'refused', attempts: 0, waitMs: 0 };
      return input.type === 'dropped' || input.type === 'silent' ? waiting(now, null, random) : now;
    case 'waiting':
      if (input.type === 'due' || input.type === 'start') return connecting(now, now.attempts);
      return input.type === 'online' ? connecting(now, 0) : now;
  }
}

/**
 * @param {Connection} now
 * @param {number} attempts
 * @returns {Connection}
 */
function connecting(now, attempts) {
  return { ...now, state: 'connecting', attempts, waitMs: 0 };
}

/**
 * @param {Connection} now
 * @param {number | null} askedMs what the gateway asked for
 * @param {() => number} random
 * @returns {Connection}
 */
function waiting(now, askedMs, random) {
  const attempts = now.attempts + 1;
  const own = backoff(attempts, now.baseMs, random);
  return { ...now, state: 'waiting', attempts, waitMs: askedMs === null ? own : Math.min(Math.max(askedMs, own), LONGEST_WAIT_MS) };
}
