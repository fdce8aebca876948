import { camel } from '../api/names.js';
import { queryOf } from '../api/client.js';
import { INITIAL, STEADY_MS, next } from './connection.js';
import { createSeen } from './seen.js';
import { createSseParser } from './sse-parser.js';

/**
 * @typedef {{ id: string, type: string } & Record<string, any>} ActivityEvent
 *
 * @typedef {object} StreamOptions
 * @property {Record<string, string | null | undefined>} [query] what the gateway is asked to leave out
 * @property {(event: ActivityEvent) => void} onEvent hears each event once
 * @property {(connection: import('./connection.js').Connection) => void} [onState] hears of every change of the connection
 * @property {() => void} [onUnauthorized] hears that a sign-in is needed
 * @property {typeof fetch} [send] how the request goes out
 * @property {{ set: (action: () => void, ms: number) => any, clear: (timer: any) => void }} [timers] the clock
 * @property {() => number} [random] from 0 to 1
 */

const PATH = '/activity/stream';
const LONGEST_OPENING_MS = 15000;
/** How many expected signs of life may be missing before a connection counts as dead. */
const MISSED_BEATS = 3;

/**
 * Follows the activity of the gateway for as long as somebody looks. It reads the stream with fetch: EventSource would hide the status (is it a wrong key, or a
 * limit?), the gateway's Retry-After and its signs of life, without which a dead connection looks like a quiet one.
 * @param {StreamOptions} options
 * @returns {{ start: () => void, stop: () => void, wake: () => void, connection: () => import('./connection.js').Connection }}
 * `wake` tries at once when the machine is online again
 */
export function createStream(options) {
  const send = options.send ?? ((...request) => fetch(...request));
  const timers = options.timers ?? { set: (action, ms) => setTimeout(action, ms), clear: (timer) => clearTimeout(timer) };
  const seen = createSeen();
  let connection = INITIAL;
  let lastId = '';
  let beatMs = 0;
  /** @type {AbortController | null} */
  let running = null;
  /** @type {Map<string, any>} */
  const set = new Map();

  /**
   * @param {'due' | 'steady' | 'silent'} name
   * @param {number} ms
   */
  const arm = (name, ms) => {
    disarm(name);
    set.set(name, timers.set(() => put({ type: name }), ms));
  };
  /** @param {string} name */
  const disarm = (name) => {
    timers.clear(set.get(name));
    set.delete(name);
  };

  /** @param {import('./connection.js').Input} input */
  const put = (input) => {
    const before = connection;
    connection = next(before, input, options.random);
    if (connection === before) return;
    if (connection.state !== before.state) enter(connection);
    options.onState?.(connection);
  };

  /** @param {import('./connection.js').Connection} now */
  const enter = ({ state, waitMs }) => {
    ['due', 'steady', 'silent'].forEach(disarm);
    if (state !== 'live') running?.abort();
    if (state === 'waiting') arm('due', waitMs);
    if (state === 'live') arm('steady', STEADY_MS);
    if (state === 'refused') options.onUnauthorized?.();
    if (state === 'connecting') {
      arm('silent', LONGEST_OPENING_MS);
      running = new AbortController();
      void follow(running.signal);
    }
  };

  /** @param {AbortSignal} signal */
  const follow = async (signal) => {
    /** @param {import('./connection.js').Input} input */
    const tell = (input) => signal.aborted || put(input);
    try {
      const headers = new Headers({ accept: 'text/event-stream' });
      if (lastId !== '') headers.set('last-event-id', lastId);
      const answer = await send(PATH + queryOf(options.query), { headers, signal, cache: 'no-store', credentials: 'same-origin' });
      if (answer.status === 401) return tell({ type: 'unauthorized' });
      if (!answer.ok || !answer.body) return tell({ type: 'busy', retryAfterMs: waitOf(answer.headers.get('retry-after')) });
      tell({ type: 'opened' });
      await read(answer.body, signal, tell);
      tell({ type: 'dropped' });
    } catch {
      tell({ type: 'dropped' });
    }
  };

  /**
   * @param {ReadableStream<Uint8Array>} body
   * @param {AbortSignal} signal
   * @param {(input: import('./connection.js').Input) => unknown} tell
   */
  const read = async (body, signal, tell) => {
    const parser = createSseParser();
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (let piece = await reader.read(); !piece.done && !signal.aborted; piece = await reader.read()) {
      if (beatMs > 0) arm('silent', beatMs * MISSED_BEATS);
      for (const said of parser.push(decoder.decode(piece.value, { stream: true }))) {
        if (said.kind === 'retry') tell({ type: 'retry', ms: said.ms });
        else if (said.kind === 'comment') beatMs = beatOf(said.text) ?? beatMs;
        else if (said.kind === 'place') lastId = said.id;
        else take(said);
      }
    }
  };

  /** @param {{ id: string, type: string, data: string }} said */
  const take = ({ id, type, data }) => {
    if (!seen.isNew(id)) return;
    const event = parse(data);
    if (event) options.onEvent({ ...event, id, type: event.type ?? type });
  };

  return {
    start: () => put({ type: 'start' }),
    stop: () => put({ type: 'stop' }),
    wake: () => put({ type: 'online' }),
    connection: () => connection,
  };
}

/**
 * The interval that a sign of life names (`beat 15000`), or null.
 * @param {string} comment
 * @returns {number | null}
 */
function beatOf(comment) {
  const ms = Number(/^beat (\d{1,7})$/.exec(comment)?.[1] ?? 0);
  return ms > 0 ? ms : null;
}

/**
 * @param {string | null} seconds
 * @returns {number | null}
 */
function waitOf(seconds) {
  return seconds !== null && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : null;
}

/**
 * @param {string} data
 * @returns {Record<string, any> | null}
 */
function parse(data) {
  try {
    const event = camel(JSON.parse(data));
    return typeof event === 'object' && event !== null && !Array.isArray(event) ? event : null;
  } catch {
    return null;
  }
}
