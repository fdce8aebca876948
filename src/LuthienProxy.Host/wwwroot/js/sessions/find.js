/**
 * Looks for words in entries that have been read, all of them, drawn or not.
 * @returns {{ add: (texts: string[]) => void, find: (words: string) => number[], clear: () => void }} texts in lower case; the entries that hold the words, in order
 */
export function createFinder() {
  /** @type {string[]} */
  let texts = [];
  return {
    add(more) {
      texts = texts.concat(more);
    },
    find(words) {
      const wanted = words.trim().toLowerCase();
      return wanted === '' ? [] : texts.flatMap((text, index) => (text.includes(wanted) ? [index] : []));
    },
    clear() {
      texts = [];
    },
  };
}

/**
 * The match after the present one, round and round.
 * @param {number[]} matches entries in order
 * @param {number} at the present entry, or where the reader is
 * @param {1 | -1} way forwards or back
 * @param {boolean} isThere whether the present entry is one that has been shown already
 * @returns {number} the place in the matches, or -1 where there is none
 */
export function nextMatch(matches, at, way, isThere) {
  if (matches.length === 0) return -1;
  const found = way > 0 ? matches.findIndex((index) => (isThere ? index > at : index >= at)) : matches.findLastIndex((index) => index < at);
  return found >= 0 ? found : way > 0 ? 0 : matches.length - 1;
}
