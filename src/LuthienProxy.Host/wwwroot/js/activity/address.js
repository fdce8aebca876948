/**
 * The part of a page's address that tells what it shows, so that a link shows somebody else the same. Never holds a key.
 * @param {string} search the query of the address, with or without its question mark
 * @returns {{ filter: string, isPaused: boolean }}
 */
export function readAddress(search) {
  const query = new URLSearchParams(search);
  return { filter: query.get('q') ?? '', isPaused: query.get('paused') === '1' };
}

/**
 * The address that shows what a page shows.
 * @param {string} path the page's path
 * @param {{ filter: string, isPaused: boolean }} shown
 * @returns {string}
 */
export function addressOf(path, { filter, isPaused }) {
  const query = new URLSearchParams();
  if (filter.trim() !== '') query.set('q', filter.trim());
  if (isPaused) query.set('paused', '1');
  return query.size === 0 ? path : `${path}?${query}`;
}
