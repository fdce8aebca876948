/** @typedef {{ from: number, to: number }} Range */

/** How many entries are ever drawn at once, however small they are and however large the screen. */
export const MOST = 200;

/**
 * Which entries to draw: those that can be seen and some before and after, so that scrolling finds them there.
 * @param {import('./offsets.js').Offsets} offsets the list
 * @param {number} top where the visible part begins
 * @param {number} height how tall it is
 * @param {number} spare how many pixels to draw before and after
 * @returns {Range} from the first to behind the last
 */
export function windowOf(offsets, top, height, spare) {
  if (offsets.count === 0) return { from: 0, to: 0 };
  const first = offsets.at(top);
  const from = Math.max(offsets.at(top - spare), first - MOST / 4);
  const to = Math.min(offsets.at(top + height + spare) + 1, from + MOST);
  return { from, to };
}
