import { hasEnded, standingOf } from './row.js';

/** @typedef {import('./row.js').Row} Row */
/** @typedef {{ key: string | null, values: string[], isNot: boolean }} Term */

/** What can be asked for by name, and where it is found. Several values are alternatives. */
const KEYS = /** @type {Record<string, (row: Row) => (string | number | null)[]>} */ ({
  model: (row) => [row.model],
  session: (row) => [row.sessionId],
  status: (row) => [standingOf(row), row.status, hasEnded(row) ? null : row.state, hasEnded(row) ? null : 'running'],
  type: (row) => row.types,
  policy: (row) => [...row.policies, row.chain, row.outcome, ['none', 'forward'].includes(row.outcome) ? null : 'acted'],
  kind: (row) => [row.kind],
  node: (row) => [row.node],
  format: (row) => [row.format],
  id: (row) => [row.id],
});

/** The names of {@link KEYS}. */
export const FILTER_KEYS = Object.freeze(Object.keys(KEYS));

/**
 * Reads a filter: words, `"several words"`, `key:value`, `key:one,other`, and `-` before what must not be. What has the form `key:value` with a key
 * that does not exist is a plain word, so that `http://…` can be looked for.
 * @param {string} text what somebody typed
 * @returns {Term[]} all of them must hold
 */
export function parseFilter(text) {
  return [...text.matchAll(/(-)?(?:([a-z]+):)?(?:"([^"]*)"?|([^\s"]+))/gi)].map(([whole, minus, name, quoted, bare]) => {
    const key = name?.toLowerCase() ?? null;
    const isNot = minus === '-';
    if (key !== null && !FILTER_KEYS.includes(key)) return { key: null, values: [whole.slice(minus?.length ?? 0).replaceAll('"', '').toLowerCase()], isNot };
    const value = (quoted ?? bare).toLowerCase();
    const values = key !== null && quoted === undefined ? value.split(',') : [value];
    return { key, values: values.filter((item) => item !== ''), isNot };
  }).filter((term) => term.values.length > 0);
}

/**
 * Whether a transaction meets a filter.
 * @param {Row} row
 * @param {Term[]} terms
 * @returns {boolean}
 */
export function matches(row, terms) {
  return terms.every((term) => term.isNot !== meets(row, term));
}

/**
 * The terms without those of one key: what a chip of that key is counted within.
 * @param {Term[]} terms
 * @param {string} key
 * @returns {Term[]}
 */
export function without(terms, key) {
  return terms.filter((term) => term.key !== key || term.isNot);
}

/**
 * The value that a filter asks for by a key, where it is one.
 * @param {Term[]} terms
 * @param {string} key
 * @returns {string | null}
 */
export function valueOf(terms, key) {
  const found = terms.filter((term) => term.key === key && !term.isNot);
  return found.length === 1 && found[0].values.length === 1 ? found[0].values[0] : null;
}

/**
 * A filter's text with another value for a key.
 * @param {string} text the filter
 * @param {string} key which key
 * @param {string | null} value its value; null takes it out
 * @returns {string}
 */
export function withValue(text, key, value) {
  const rest = text.replace(new RegExp(`(^|\\s)${key}:(?:"[^"]*"?|\\S+)`, 'gi'), '$1').replace(/\s+/g, ' ').trim();
  if (value === null) return rest;
  const written = `${key}:${/[\s,"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`;
  return rest === '' ? written : `${rest} ${written}`;
}

/**
 * @param {Row} row
 * @param {Term} term
 * @returns {boolean}
 */
function meets(row, term) {
  const held = term.key === null ? anywhere(row) : KEYS[term.key](row);
  return held.some((item) => item !== null && term.values.some((value) => String(item).toLowerCase().includes(value)));
}

/**
 * @param {Row} row
 * @returns {(string | number | null)[]}
 */
function anywhere(row) {
  return [row.model, row.title, row.id, row.sessionId, row.path, row.error, row.chain, standingOf(row), row.state, row.status, ...row.policies, ...row.reasons];
}
