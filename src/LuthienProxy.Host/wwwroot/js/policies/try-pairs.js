/** @typedef {import('../api/types.js').Content} Content */
/** @typedef {import('../api/types.js').ContentChange} ContentChange */

/**
 * The pieces of two answers beside each other: what has the same place is compared.
 * @param {Content[]} before
 * @param {Content[]} after
 * @returns {ContentChange[]}
 */
export function pairsOf(before, after) {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
    const [left, right] = [before[index] ?? null, after[index] ?? null];
    const change = left === null ? 'added' : right === null ? 'removed' : isSame(left, right) ? 'same' : 'changed';
    return { change, beforeIndex: left && index, afterIndex: right && index, before: left, after: right, words: [] };
  });
}

/**
 * @param {Content} left
 * @param {Content} right
 * @returns {boolean}
 */
function isSame(left, right) {
  return left.kind === right.kind && left.text === right.text && left.toolName === right.toolName;
}
