/** @typedef {{ text: string, model: string, state: string, session: string, from: string, to: string, intervened: boolean }} Query */

/** The states that can be asked for. */
export const STATES = Object.freeze(['open', 'completed', 'blocked', 'failed', 'cancelled', 'interrupted']);

/**
 * What somebody looks for, from the address.
 * @param {string} search the query of the address
 * @returns {Query}
 */
export function readQuery(search) {
  const asked = new URLSearchParams(search);
  const word = (/** @type {string} */ name) => asked.get(name)?.trim() ?? '';
  const state = word('state');
  return { text: word('text'), model: word('model'), state: STATES.includes(state) ? state : '', session: word('session'), from: dayOf(word('from')), to: dayOf(word('to')), intervened: word('intervened') === 'true' };
}

/**
 * The address that shows what somebody looks for.
 * @param {Query} query
 * @returns {string}
 */
export function addressOf(query) {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '' && value !== false).map(([name, value]) => [name, String(value)]));
  return asked.size === 0 ? '/history' : `/history?${asked}`;
}

/**
 * What the gateway is asked: its search where there are words, its list of calls where there are only other wishes, else its sessions.
 * @param {Query} query
 * @returns {{ path: '/api/search' | '/debug/calls' | '/api/sessions', parameters: Record<string, string | null>, isOfCalls: boolean }}
 */
export function requestOf(query) {
  if (addressOf(query) === '/history') return { path: '/api/sessions', parameters: {}, isOfCalls: false };
  return {
    path: query.text === '' ? '/debug/calls' : '/api/search',
    parameters: {
      text: query.text || null, model: query.model || null, state: query.state || null, session: query.session || null,
      from: startOf(query.from, 0), to: startOf(query.to, 1), intervened: query.intervened ? 'true' : null,
    },
    isOfCalls: true,
  };
}

/**
 * The beginning of a day in the reader's zone, as the gateway takes it.
 * @param {string} day like 2026-01-31, or empty
 * @param {number} after how many days later
 * @returns {string | null}
 */
function startOf(day, after) {
  if (day === '') return null;
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date + after).toISOString();
}

/**
 * @param {string} day
 * @returns {string} the day, or empty where it is none
 */
function dayOf(day) {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : '';
}
