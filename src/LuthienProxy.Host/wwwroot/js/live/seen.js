/**
 * Remembers the ids of the latest events, so that one which comes again after a reconnection is shown once.
 * @param {number} [capacity] how many ids are remembered: more than a gateway sends again
 * @returns {{ isNew: (id: string) => boolean }} says whether an id comes for the first time, and remembers it
 */
export function createSeen(capacity = 20000) {
  /** @type {Set<string>} */
  const ids = new Set();
  return {
    isNew(id) {
      // An event without an id cannot be recognised; it is better shown twice than never.
      if (id === '') return true;
      if (ids.has(id)) return false;
      ids.add(id);
      if (ids.size > capacity) ids.delete(/** @type {string} */ (ids.values().next().value));
      return true;
    },
  };
}
