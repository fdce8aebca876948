import { h } from '../dom/element.js';
import { cut, pieces } from './visible.js';

/** How much of one text a page shows before somebody asks for the rest: far more than a person reads, far less than what makes a page slow. */
export const SHOWN = 20000;

/**
 * Text as nodes: what would hide or turn something stands as a mark with its name.
 * @param {string} text any text
 * @returns {Node[]}
 */
export function shown(text) {
  return pieces(text).map((piece) => (piece.mark === null
    ? document.createTextNode(piece.text)
    : h('span', { class: 'mark', title: 'a character that cannot be seen, shown by its name' }, piece.mark)));
}

/**
 * A block of recorded text. A long one shows its beginning, and the rest when asked.
 * @param {string} text any text
 * @param {{ class?: string, limit?: number }} [options] further classes; how many characters are shown at once
 * @returns {HTMLElement}
 */
export function textBlock(text, options = {}) {
  const limit = options.limit ?? SHOWN;
  const body = h('div', { class: `said ${options.class ?? ''}`.trim(), dir: 'auto' }, ...shown(text.length > limit ? cut(text, limit) : text));
  if (text.length <= limit) return body;
  const more = h('button', { type: 'button', class: 'quiet', on: { click: () => body.replaceWith(textBlock(text, { ...options, limit: limit * 10 })) } },
    `Show more (${(text.length - limit).toLocaleString('en')} characters)`);
  return h('div', { class: 'said-whole' }, body, more);
}

/**
 * A short text in a line, its direction kept from what stands beside it.
 * @param {string} text any text
 * @param {string} [className] further classes
 * @returns {HTMLElement}
 */
export function inline(text, className) {
  return h('bdi', { class: className }, ...shown(text));
}
