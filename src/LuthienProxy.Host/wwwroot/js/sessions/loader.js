import { pathTo } from '../text/address.js';

/** @typedef {import('../api/types.js').SessionCall} SessionCall */
/** @typedef {import('../api/types.js').SessionSummary} SessionSummary */

/** The first page is small, so that something stands there at once, also where each call brings hundreds of messages; those behind it are large. */
export const FIRST = 6;
const REST = 100;

/** Where reading on stops by itself: more than anybody reads, and what a page's memory holds easily. */
export const MOST_CALLS = 10000;

/**
 * Reads a session page by page, the oldest calls first.
 * @param {import('../api/client.js').Client} client the API
 * @param {string} id the session
 * @param {(page: { session: SessionSummary, calls: SessionCall[], isWhole: boolean }) => void} onPage hears of each page
 * @returns {{ read: () => Promise<void>, more: () => Promise<void> }} `read` reads from where it is to the end; `more` looks whether the session has grown
 */
export function createLoader(client, id, onPage) {
  const path = pathTo('/api/sessions', id);
  /** @typedef {{ cursor: string | null, passed: number, known: number }} Place where a page begins, how many calls stand before it, and how many it begins with that are known and have ended */
  /** @type {Place} the page that is to be read, and again when the session grows */
  let place = { cursor: null, passed: 0, known: 0 };
  let isReading = false;

  async function read() {
    if (isReading) return;
    isReading = true;
    try {
      // A call that still runs may stand on the page before the last.
      let back = place;
      for (;;) {
        // What is known is asked for by itself: behind it begins a page that holds only what is new.
        const page = await client.get(path, { limit: place.known || (place.cursor === null ? FIRST : REST), cursor: place.cursor });
        const passed = place.passed + page.calls.length;
        const isWhole = page.next === null || passed >= MOST_CALLS;
        onPage({ session: page.session, calls: page.calls, isWhole });
        const open = page.calls.findIndex((/** @type {SessionCall} */ { call }) => call.state === 'open');
        place.known = open < 0 ? page.calls.length : open;
        if (isWhole) {
          place = back;
          return;
        }
        const next = { cursor: page.next, passed, known: 0 };
        back = open < 0 ? next : place;
        place = next;
      }
    } finally {
      isReading = false;
    }
  }

  return { read, more: read };
}
