/** The only thing that a page keeps in the browser's storage: which theme somebody chose. */
const PLACE = 'luthien.theme';

/** @typedef {'system' | 'light' | 'dark'} Theme */

/** @type {Theme[]} */
const ROUND = ['system', 'light', 'dark'];

/**
 * The theme after the given one, round and round.
 * @param {Theme} theme
 * @returns {Theme}
 */
export function themeAfter(theme) {
  return ROUND[(ROUND.indexOf(theme) + 1) % ROUND.length];
}

/**
 * The theme that somebody chose, or the system's.
 * @param {Pick<Storage, 'getItem'>} [storage] where it is kept
 * @returns {Theme}
 */
export function chosenTheme(storage = localStorage) {
  try {
    const kept = storage.getItem(PLACE);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

/**
 * Shows the page in a theme, and keeps it for the next one.
 * @param {Theme} theme
 * @returns {void}
 */
export function useTheme(theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, theme);
  } catch {
    // Storage may be forbidden; then the choice lasts as long as the page.
  }
}
