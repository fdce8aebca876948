/**
 * The heights of a list's entries and where each begins, for lists of thousands of which a few are drawn: known where an entry has been measured, else guessed.
 * Every question and every change costs the logarithm of the list's length (a Fenwick tree).
 */
export class Offsets {
  constructor() {
    this.count = 0;
    /** @type {number[]} */
    this.heights = [];
    /** @type {number[]} sums of ranges, from 1 */
    this.tree = [0];
  }

  /** The height of the whole list. */
  get total() {
    return this.before(this.count);
  }

  /**
   * Adds an entry at the end.
   * @param {number} height its height, measured or guessed
   */
  push(height) {
    this.count += 1;
    this.heights.push(height);
    const from = this.count - (this.count & -this.count);
    this.tree.push(this.before(this.count - 1) - this.before(from) + height);
  }

  /**
   * Sets an entry's height.
   * @param {number} index which, from 0
   * @param {number} height its height
   * @returns {number} how much taller it is than it was
   */
  set(index, height) {
    const change = height - this.heights[index];
    if (change === 0) return 0;
    this.heights[index] = height;
    for (let at = index + 1; at <= this.count; at += at & -at) this.tree[at] += change;
    return change;
  }

  /**
   * The height of all entries before one: where it begins.
   * @param {number} index which, from 0; the count for the end
   * @returns {number}
   */
  before(index) {
    let sum = 0;
    for (let at = index; at > 0; at -= at & -at) sum += this.tree[at];
    return sum;
  }

  /**
   * The entry at a height.
   * @param {number} y from the beginning of the list
   * @returns {number} from 0; the last one for what lies beyond, -1 in an empty list
   */
  at(y) {
    let index = 0;
    let left = Math.max(0, y);
    for (let step = 2 ** Math.floor(Math.log2(Math.max(1, this.count))); step >= 1; step /= 2) {
      if (index + step > this.count || this.tree[index + step] > left) continue;
      index += step;
      left -= this.tree[index];
    }
    return Math.min(index, this.count - 1);
  }
}
