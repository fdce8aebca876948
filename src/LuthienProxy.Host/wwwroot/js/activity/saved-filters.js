/**
 * Filters that somebody named, for this tab: the theme is all that stays in a browser when the tab is gone. What should live longer is a bookmark, as every filter
 * is an address.
 */

/** @typedef {{ name: string, filter: string }} Saved */

const PLACE = 'luthien.filters';
const MOST = 50;
const LONGEST = 500;

/** What everybody wants to see sooner or later. */
export const USUAL = Object.freeze([
  { name: 'Stopped by a policy', filter: 'status:blocked' },
  { name: 'Changed by a policy', filter: 'policy:replace,drop' },
  { name: 'Went wrong', filter: 'status:failed,interrupted' },
  { name: 'Running now', filter: 'status:running' },
]);

/**
 * The filters that were saved. Whatever else stands in their place counts as none.
 * @param {Pick<Storage, 'getItem'>} storage where they are kept
 * @returns {Saved[]}
 */
export function savedFilters(storage) {
  try {
    const kept = JSON.parse(storage.getItem(PLACE) ?? '[]');
    return Array.isArray(kept) ? kept.filter((item) => typeof item?.name === 'string' && typeof item?.filter === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/**
 * Saves a filter; one of the same name is replaced.
 * @param {Pick<Storage, 'getItem' | 'setItem'>} storage where they are kept
 * @param {Saved} saved
 * @returns {Saved[]} all that are saved now
 */
export function saveFilter(storage, saved) {
  const entry = { name: saved.name.trim().slice(0, 60), filter: saved.filter.trim().slice(0, LONGEST) };
  if (entry.name === '' || entry.filter === '') return savedFilters(storage);
  return keep(storage, [entry, ...savedFilters(storage).filter((item) => item.name !== entry.name)].slice(0, MOST));
}

/**
 * Forgets a filter.
 * @param {Pick<Storage, 'getItem' | 'setItem'>} storage where they are kept
 * @param {string} name its name
 * @returns {Saved[]} all that are left
 */
export function forgetFilter(storage, name) {
  return keep(storage, savedFilters(storage).filter((item) => item.name !== name));
}

/**
 * @param {Pick<Storage, 'setItem'>} storage
 * @param {Saved[]} filters
 * @returns {Saved[]}
 */
function keep(storage, filters) {
  try {
    storage.setItem(PLACE, JSON.stringify(filters));
  } catch {
    // Storage may be forbidden or full; then they last as long as the page.
  }
  return filters;
}
