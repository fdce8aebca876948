/** How many of the latest events are kept to look for one's own among them. */
export const KEPT = 2000;

/**
 * The latest events of the activity stream, to find those of one call by its id: the answer to a trial tells the id, and its events may have come before it.
 * @param {number} [capacity] how many are kept
 * @returns {{ take: (event: import('../live/stream.js').ActivityEvent) => void, of: (transactionId: string) => import('../live/stream.js').ActivityEvent[] }}
 */
export function createOwnEvents(capacity = KEPT) {
  /** @type {import('../live/stream.js').ActivityEvent[]} */
  let events = [];
  return {
    take(event) {
      events.push(event);
      // Cut in large steps: moving the rest for every event would cost its length each time.
      if (events.length > capacity * 2) events = events.slice(-capacity);
    },
    of: (transactionId) => events.filter((event) => event.transactionId === transactionId),
  };
}
