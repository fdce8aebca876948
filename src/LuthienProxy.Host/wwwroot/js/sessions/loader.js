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
  /** @type {string | null} the cursor of the page that is to be read, and again when the session grows */
  let cursor = null;
  let isFirst = true;
  let calls = 0;
  let isReading = false;

  async function read() {
    if (isReading) return;
    isReading = true;
    try {
      for (;;) {
        const page = await client.get(path, { limit: isFirst ? FIRST : REST, cursor });
        isFirst = false;
        calls += page.calls.length;
        const isWhole = page.next === null || calls >= MOST_CALLS;
        onPage({ session: page.session, calls: page.calls, isWhole });
        if (isWhole) return;
        cursor = page.next;
      }
    } finally {
      isReading = false;
    }
  }

  return { read, more: read };
}
