/**
 * @typedef {{ kind: 'event', id: string, type: string, data: string } | { kind: 'place', id: string } | { kind: 'comment', text: string } | { kind: 'retry', ms: number }} Said
 * What a stream of server-sent events says: an event, with its own id or an empty one; how far the stream is, for coming back; a comment; or how long to wait
 * before coming back.
 */

/** The longest event that a page takes; a longer one is left out, so that no server can fill its memory. */
export const LONGEST = 1024 * 1024;

/**
 * Reads server-sent events out of text that comes in any pieces.
 * @returns {{ push: (text: string) => Said[] }} takes a piece and gives what it completed
 */
export function createSseParser() {
  let rest = '';
  let data = '';
  let hasData = false;
  let type = '';
  /** @type {string | null} the id of what is being read; null while it has said none */
  let id = null;
  let isTooLong = false;

  /** @returns {Said[]} */
  const dispatch = () => {
    /** @type {Said[]} */
    const said = hasData && !isTooLong ? [{ kind: 'event', id: id ?? '', type: type || 'message', data }] : [];
    // An id without data is no event; it says how far the stream is, where a filter kept the rest back.
    if (id !== null) said.push({ kind: 'place', id });
    id = null;
    data = '';
    hasData = false;
    type = '';
    isTooLong = false;
    return said;
  };

  /**
   * @param {string} line
   * @returns {Said[]}
   */
  const take = (line) => {
    if (line === '') return dispatch();
    if (line.startsWith(':')) return [{ kind: 'comment', text: line.slice(1).trim() }];
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      isTooLong ||= data.length + value.length > LONGEST;
      data = isTooLong ? '' : hasData ? `${data}\n${value}` : value;
      hasData = true;
    } else if (field === 'event') {
      type = value;
    } else if (field === 'id' && !value.includes('\0')) {
      id = value;
    } else if (field === 'retry' && /^\d+$/.test(value)) {
      return [{ kind: 'retry', ms: Number(value) }];
    }
    return [];
  };

  return {
    push(text) {
      const lines = (rest + text).split(/\r\n|\n|\r(?=[^\n])/);
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST) {
        rest = 'data:';
        isTooLong = true;
        hasData = true;
      }
      return lines.flatMap(take);
    },
  };
}
