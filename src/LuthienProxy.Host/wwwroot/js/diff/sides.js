import { diffWords } from '../text/words.js';

/** @typedef {import('../text/words.js').WordRun} WordRun */
/** @typedef {{ text: string, isChanged: boolean }} Run */

/**
 * The two sides of a comparison: what was before, with what went; what is after, with what came.
 * @param {WordRun[]} runs
 * @returns {{ before: Run[], after: Run[] }}
 */
export function sidesOf(runs) {
  const side = (/** @type {'added' | 'removed'} */ other) => runs.filter((run) => run.change !== other).map(({ text, change }) => ({ text, isChanged: change !== 'same' }));
  return { before: side('added'), after: side('removed') };
}

/**
 * The words of a change: those that the gateway sent where they make the texts that are shown, else found here.
 * @param {WordRun[]} given what the gateway sent; may be empty
 * @param {string} before the text before, as it is shown
 * @param {string} after the text after, as it is shown
 * @returns {WordRun[]}
 */
export function wordsOf(given, before, after) {
  const text = (/** @type {'added' | 'removed'} */ other) => given.filter((run) => run.change !== other).map((run) => run.text).join('');
  return given.length > 0 && text('added') === before && text('removed') === after ? given : diffWords(before, after);
}

/**
 * How many of each kind of change there are in a diff.
 * @param {{ change: string }[]} changes
 * @returns {string} in words; empty where all is the same
 */
export function tally(changes) {
  return ['changed', 'added', 'removed'].map((kind) => [kind, changes.filter((one) => one.change === kind).length]).filter(([, times]) => times !== 0).map(([kind, times]) => `${times} ${kind}`).join(', ');
}
