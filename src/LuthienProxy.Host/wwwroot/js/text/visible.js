/**
 * @typedef {{ text: string, mark: string | null }} Piece
 * A run of text as it is; or, where `mark` is set, one character that would have hidden or turned something, by its name.
 */

// What reorders text, hides in it or steers a terminal. Joiners (200C, 200D) stay: many scripts and emoji need them.
const TROUBLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}\u{E0100}-\u{E01EF}]|\r(?!\n)|[\uD800-\uDFFF]/gu;

/** @type {Record<number, string>} */
const NAMES = {
  0x1b: 'ESC', 0x0d: 'CR', 0x7f: 'DEL', 0xad: 'SHY', 0x61c: 'ALM', 0x200b: 'ZWSP', 0x200e: 'LRM', 0x200f: 'RLM', 0x2028: 'LSEP', 0x2029: 'PSEP', 0x202a: 'LRE', 0x202b: 'RLE',
  0x202c: 'PDF', 0x202d: 'LRO', 0x202e: 'RLO', 0x2060: 'WJ', 0x2066: 'LRI', 0x2067: 'RLI', 0x2068: 'FSI', 0x2069: 'PDI', 0xfeff: 'BOM',
};

/**
 * Cuts text where it holds characters that a reader must see instead of obey: control characters and escape sequences of terminals, directions of
 * writing, and what has no width. What is left is plain text that can hide nothing.
 * @param {string} text any text
 * @returns {Piece[]} its pieces in order
 */
export function pieces(text) {
  /** @type {Piece[]} */
  const found = [];
  let from = 0;
  for (const match of text.matchAll(TROUBLE)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index), mark: null });
    found.push({ text: match[0], mark: nameOf(match[0].codePointAt(0) ?? 0) });
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push({ text: text.slice(from), mark: null });
  return found;
}

/**
 * The same as one line of plain text, for titles, attributes and tables: marks stand in brackets, white space is one blank.
 * @param {string} text any text
 * @param {number} [limit] how many characters it may have; the rest becomes an ellipsis
 * @returns {string}
 */
export function plain(text, limit = 300) {
  // Twice the limit is enough to fill it whatever is folded, and keeps a huge text from costing its length.
  const shown = pieces(text.slice(0, limit * 2)).map((piece) => (piece.mark === null ? piece.text : `[${piece.mark}]`)).join('').replace(/\s+/g, ' ').trim();
  return shown.length > limit || text.length > limit * 2 ? `${cut(shown, limit - 1)}…` : shown;
}

/**
 * The beginning of a text that ends between two characters, never inside one.
 * @param {string} text the text
 * @param {number} length how many UTF-16 units at most
 * @returns {string}
 */
export function cut(text, length) {
  const code = text.charCodeAt(length - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? length - 1 : length);
}

/**
 * @param {number} code
 * @returns {string}
 */
function nameOf(code) {
  return NAMES[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
