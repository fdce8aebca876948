import { h } from '../dom/element.js';

/** The places of the site: where they are, what they are called, and which paths below belong to them. */
export const PLACES = Object.freeze([
  { href: '/activity/monitor', name: 'Activity', roots: ['/activity/', '/calls/'] },
  { href: '/history', name: 'History', roots: ['/history', '/sessions/'] },
  { href: '/debug/diff', name: 'Diff', roots: ['/debug/diff'] },
  { href: '/policy-config', name: 'Policies', roots: ['/policy-config'] },
  { href: '/system', name: 'System', roots: ['/system'] },
]);

/**
 * The place that a path belongs to.
 * @param {string} path the path of an address
 * @returns {string | null} the place's href; null for none
 */
export function placeOf(path) {
  return PLACES.find((place) => place.roots.some((root) => path.startsWith(root)))?.href ?? null;
}

/**
 * The links to all places, the present one marked.
 * @param {string} path where the page is
 * @returns {HTMLElement}
 */
export function navigation(path) {
  const here = placeOf(path);
  return h('nav', { class: 'places', 'aria-label': 'Pages' },
    PLACES.map((place) => h('a', { href: place.href, 'aria-current': place.href === here ? 'page' : null }, place.name)));
}
