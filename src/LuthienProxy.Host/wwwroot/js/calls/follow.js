import { createStream } from '../live/stream.js';

/** A call that grows is read again at most this often: the record is at most a second behind. */
export const READ_MS = 1000;

/**
 * When to read a growing call again: at once after a rest, else when the rest is over, and never twice for what happened within one.
 * @param {() => Promise<unknown>} read reads it
 * @param {{ set: (action: () => void, ms: number) => any, now: () => number }} [clock] the clock
 * @param {number} [restMs] how long it rests between two readings
 * @returns {() => void} tells that something happened
 */
export function paced(read, clock = { set: (action, ms) => setTimeout(action, ms), now: () => Date.now() }, restMs = READ_MS) {
  let last = -Infinity;
  let isWaiting = false;
  let isReading = false;
  let isAsked = false;
  const run = async () => {
    isWaiting = false;
    isReading = true;
    isAsked = false;
    last = clock.now();
    try {
      await read();
    } finally {
      isReading = false;
      if (isAsked) ask();
    }
  };
  const ask = () => {
    isAsked = true;
    if (isWaiting || isReading) return;
    isWaiting = true;
    clock.set(() => void run(), Math.max(0, last + restMs - clock.now()));
  };
  return ask;
}

/**
 * Hears what happens to one call until it has ended.
 * @param {string} transactionId which call
 * @param {{ onEvent: (event: import('../live/stream.js').ActivityEvent) => void, onState?: (connection: import('../live/connection.js').Connection) => void, onUnauthorized: () => void }} listeners
 * @returns {ReturnType<typeof createStream>}
 */
export function follow(transactionId, listeners) {
  return createStream({ query: { transaction_id: transactionId }, ...listeners });
}
