/** How many of the latest events are kept to look for one's own among them: those that may come between a call's beginning and the head of its answer. */
export const KEPT = 2000;

/** @typedef {import('../live/stream.js').ActivityEvent} ActivityEvent */
/** @typedef {ReturnType<typeof createOwnEvents>} OwnEvents */

/**
 * The events of one call among those of all: from the time on that its id is known they are kept apart, and nothing that happens elsewhere pushes them out.
 * @param {number} [capacity] how many events are kept of all calls, and of the one
 */
export function createOwnEvents(capacity = KEPT) {
  /** @type {ActivityEvent[]} */
  let events = [];
  /** @type {ActivityEvent[]} */
  let own = [];
  let followed = '';
  return {
    /** @param {ActivityEvent} event */
    take(event) {
      if (followed !== '' && event.transactionId === followed) {
        if (own.length < capacity) own.push(event);
        return;
      }
      events.push(event);
      // Cut in large steps: moving the rest for every event would cost its length each time.
      if (events.length > capacity * 2) events = events.slice(-capacity);
    },
    /** @param {string} transactionId of the call whose events are wanted from now on; those that have come are among the latest of all */
    follow(transactionId) {
      followed = transactionId;
      own = events.filter((event) => event.transactionId === transactionId);
    },
    /** @returns {ActivityEvent[]} those of the call that is followed */
    followed: () => own,
  };
}
