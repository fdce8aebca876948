/**
 * @typedef {'open' | 'deciding' | 'connecting' | 'streaming' | 'completed' | 'blocked' | 'failed' | 'cancelled' | 'interrupted'} State
 * @typedef {'none' | 'forward' | 'touched' | 'replace' | 'drop' | 'error' | 'block'} Outcome `touched`: changed or stopped, as the record says without telling which
 * @typedef {'running' | 'completed' | 'blocked' | 'failed' | 'cancelled' | 'interrupted'} Standing
 *
 * @typedef {object} Row
 * One transaction as the monitor knows it; null where nothing has been heard of it.
 * @property {string} id the transaction's id; ids sort by the time of their calls
 * @property {number} at when it was opened, or first heard of (milliseconds since 1970)
 * @property {State} state where it stands
 * @property {string | null} model
 * @property {string | null} format
 * @property {string | null} kind
 * @property {string | null} sessionId
 * @property {string | null} node
 * @property {string | null} path
 * @property {string | null} title
 * @property {string | null} chain the policy that it runs under, with its version
 * @property {Outcome} outcome the gravest thing that a policy did to it
 * @property {number} shadows how many decisions only looked on
 * @property {string[]} policies who decided
 * @property {string[]} reasons why, the latest last
 * @property {number | null} probability the highest that a judge gave
 * @property {number | null} status what the client saw
 * @property {number | null} firstByteMs
 * @property {number | null} durationMs
 * @property {number | null} inputTokens
 * @property {number | null} outputTokens
 * @property {number} bytes what has been delivered
 * @property {string | null} error
 * @property {string[]} types the events that it had
 */

/** States that a transaction never leaves. */
export const ENDS = Object.freeze(['completed', 'blocked', 'failed', 'cancelled', 'interrupted']);

/** What a policy may do, the gravest last. */
export const GRAVITY = Object.freeze(['none', 'forward', 'touched', 'replace', 'drop', 'error', 'block']);

/**
 * Whether a transaction has ended.
 * @param {{ state?: string }} row
 * @returns {boolean}
 */
export function hasEnded(row) {
  return row.state !== undefined && ENDS.includes(row.state);
}

/**
 * How a transaction went for whoever looks for trouble. Where a policy stopped a tool call the call itself completes, and so does one whose provider answered with an error:
 * the first counts as blocked, the second as failed.
 * @param {{ state: string, status: number | null, outcome: string }} row
 * @returns {Standing}
 */
export function standingOf({ state, status, outcome }) {
  if (outcome === 'block') return 'blocked';
  if (!hasEnded({ state })) return 'running';
  return state === 'completed' && (status ?? 0) >= 400 ? 'failed' : /** @type {Standing} */ (state);
}

/** For so long the record of a call may still lack what it is about; what it lacks then it never gets. */
const RECORDED_MS = 10000;

/**
 * Whether a transaction has ended of which the record may tell more than its events did.
 * @param {Row} row
 * @param {number} now milliseconds since 1970
 * @returns {boolean}
 */
export function needsRecord(row, now) {
  return hasEnded(row) && row.title === null && now - row.at - (row.durationMs ?? 0) < RECORDED_MS;
}

/**
 * A transaction of which nothing is known yet.
 * @param {string} id its id
 * @param {number} at when it was first heard of
 * @returns {Row}
 */
export function emptyRow(id, at) {
  return {
    id, at, state: 'open', model: null, format: null, kind: null, sessionId: null, node: null, path: null, title: null, chain: null, outcome: 'none', shadows: 0, policies: [], reasons: [],
    probability: null, status: null, firstByteMs: null, durationMs: null, inputTokens: null, outputTokens: null, bytes: 0, error: null, types: [],
  };
}
