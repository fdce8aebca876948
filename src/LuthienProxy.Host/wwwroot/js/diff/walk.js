/**
 * The next place with a change from where a reader stands, round and round.
 * @param {number} at the present one, or -1
 * @param {number} count how many there are
 * @param {1 | -1} way forwards or back
 * @returns {number} the place, or -1 where there is none
 */
export function nextChange(at, count, way) {
  if (count === 0) return -1;
  return at < 0 ? (way > 0 ? 0 : count - 1) : (at + way + count) % count;
}
