import { h, setText } from './element.js';

/** @type {HTMLElement | null} */
let region = null;

/**
 * Tells those who listen to a page instead of looking at it what has changed. The latest message wins.
 * @param {string} message a short sentence
 * @returns {void}
 */
export function announce(message) {
  if (!region) {
    region = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
    document.body.append(region);
  }
  setText(region, message);
}
