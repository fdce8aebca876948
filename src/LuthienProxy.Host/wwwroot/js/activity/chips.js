import { matches, valueOf, without } from './filter.js';
import { standingOf } from './row.js';

/** @typedef {{ key: string, value: string, name: string, count: number, isOn: boolean }} Chip */

const STATES = ['running', 'completed', 'blocked', 'failed', 'cancelled', 'interrupted'];
const MODELS = 5;

/**
 * The chips above the list: how many transactions stand where, and what the commonest models are, each counted within what the rest of the filter lets through.
 * @param {import('./row.js').Row[]} rows all transactions
 * @param {import('./filter.js').Term[]} terms the filter
 * @returns {Chip[]}
 */
export function chipsOf(rows, terms) {
  return [...stateChips(rows, terms), actedChip(rows, terms), ...modelChips(rows, terms)];
}

/**
 * @param {import('./row.js').Row[]} rows
 * @param {import('./filter.js').Term[]} terms
 * @returns {Chip[]}
 */
function stateChips(rows, terms) {
  const counts = tally(rows, without(terms, 'status'), standingOf);
  const chosen = valueOf(terms, 'status');
  return STATES.map((value) => ({ key: 'status', value, name: value, count: counts.get(value) ?? 0, isOn: chosen === value }));
}

/**
 * @param {import('./row.js').Row[]} rows
 * @param {import('./filter.js').Term[]} terms
 * @returns {Chip}
 */
function actedChip(rows, terms) {
  const counts = tally(rows, without(terms, 'policy'), (row) => (['none', 'forward'].includes(row.outcome) ? null : 'acted'));
  return { key: 'policy', value: 'acted', name: 'a policy acted', count: counts.get('acted') ?? 0, isOn: valueOf(terms, 'policy') === 'acted' };
}

/**
 * @param {import('./row.js').Row[]} rows
 * @param {import('./filter.js').Term[]} terms
 * @returns {Chip[]}
 */
function modelChips(rows, terms) {
  const counts = tally(rows, without(terms, 'model'), (row) => row.model);
  const chosen = valueOf(terms, 'model');
  const common = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MODELS);
  const named = chosen !== null && !common.some(([value]) => value.toLowerCase() === chosen) ? [...common, /** @type {[string, number]} */ ([chosen, counts.get(chosen) ?? 0])] : common;
  return named.map(([value, count]) => ({ key: 'model', value, name: value, count, isOn: chosen === value.toLowerCase() }));
}

/**
 * @param {import('./row.js').Row[]} rows
 * @param {import('./filter.js').Term[]} terms
 * @param {(row: import('./row.js').Row) => string | null} of
 * @returns {Map<string, number>}
 */
function tally(rows, terms, of) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const row of rows) {
    const value = of(row);
    if (value !== null && matches(row, terms)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
