import { GRAVITY, hasEnded } from './row.js';

/** @typedef {import('./row.js').Row} Row */
/** @typedef {import('../live/stream.js').ActivityEvent} ActivityEvent */

/** How many reasons, deciders and kinds of events are kept of one transaction. */
const KEPT = 12;

/**
 * What an event makes of a transaction. An event that comes late (a state after the end, an earlier step after a later one) does not turn it back.
 * @param {Row} row the transaction; it is changed
 * @param {ActivityEvent} event what happened to it
 * @returns {Row} the same
 */
export function applyEvent(row, event) {
  remember(row.types, event.type);
  row.node = word(event.node) ?? row.node;
  const name = event.type.slice('transaction.'.length);
  if (event.type === 'policy.decided') decided(row, event);
  else if (name === 'opened') opened(row, event);
  else if (name === 'state') advance(row, event.state);
  else if (name === 'first_byte') row.firstByteMs = number(event.afterMs) ?? row.firstByteMs;
  else if (name === 'progress') row.bytes = Math.max(row.bytes, number(event.bytes) ?? 0);
  else if (hasEnded({ state: name })) ended(row, /** @type {Row['state']} */ (name), event);
  return row;
}

/**
 * What the record tells of a transaction. What has been heard live and is newer stays.
 * @param {Row} row the transaction; it is changed
 * @param {Record<string, any>} call as `/debug/calls` lists it
 * @returns {Row} the same
 */
export function applyRecord(row, call) {
  row.at = Date.parse(call.openedAt) || row.at;
  for (const name of /** @type {const} */ (['model', 'format', 'kind', 'sessionId', 'node', 'path', 'title', 'error'])) row[name] = word(call[name]) ?? row[name];
  row.status = number(call.status) ?? row.status;
  row.firstByteMs = number(call.firstByteMs) ?? row.firstByteMs;
  row.durationMs = number(call.durationMs) ?? row.durationMs;
  row.inputTokens = number(call.usage?.input) ?? row.inputTokens;
  row.outputTokens = number(call.usage?.output) ?? row.outputTokens;
  row.bytes = Math.max(row.bytes, number(call.bytesDelivered) ?? 0);
  if (hasEnded(/** @type {{ state?: string }} */ (call)) && (!hasEnded(row) || row.state === 'interrupted')) row.state = call.state;
  if (call.isIntervened === true) graver(row, row.state === 'blocked' ? 'block' : 'touched');
  return row;
}

/**
 * @param {Row} row
 * @param {ActivityEvent} event
 */
function opened(row, event) {
  row.at = Date.parse(event.at) || row.at;
  for (const name of /** @type {const} */ (['model', 'format', 'kind', 'sessionId', 'path'])) row[name] = word(event[name]) ?? row[name];
  if (word(event.policy?.name)) row.chain = `${event.policy.name} v${event.policy.version}${event.policy.isOverride ? ' (override)' : ''}`;
}

/**
 * @param {Row} row
 * @param {unknown} state
 */
function advance(row, state) {
  const way = ['open', 'deciding', 'connecting', 'streaming'];
  if (!hasEnded(row) && way.indexOf(String(state)) > way.indexOf(row.state)) row.state = /** @type {Row['state']} */ (state);
}

/**
 * @param {Row} row
 * @param {ActivityEvent} event
 */
function decided(row, event) {
  if (word(event.policy)) remember(row.policies, event.policy);
  const probability = number(event.probability);
  if (probability !== null) row.probability = Math.max(probability, row.probability ?? 0);
  if (event.isShadow === true) row.shadows += 1;
  else graver(row, event.verdict);
  const reason = word(event.reason);
  if (reason !== null && event.verdict !== 'forward') remember(row.reasons, reason);
}

/**
 * @param {Row} row
 * @param {Row['state']} state
 * @param {ActivityEvent} event
 */
function ended(row, state, event) {
  // There is one end. Only what another node took for one, because it thought this one dead, gives way to what really happened.
  if (hasEnded(row) && row.state !== 'interrupted') return;
  row.state = state;
  row.status = number(event.status) ?? row.status;
  row.durationMs = number(event.durationMs) ?? row.durationMs;
  row.firstByteMs = number(event.timeToFirstByteMs) ?? row.firstByteMs;
  row.inputTokens = number(event.tokens?.input) ?? row.inputTokens;
  row.outputTokens = number(event.tokens?.output) ?? row.outputTokens;
  row.bytes = Math.max(row.bytes, number(event.bytesDelivered) ?? 0);
  row.error = word(event.error) ?? word(event.errorCode) ?? row.error;
  if (state === 'blocked') graver(row, 'block');
}

/**
 * @param {Row} row
 * @param {unknown} verdict
 */
function graver(row, verdict) {
  if (GRAVITY.indexOf(String(verdict)) > GRAVITY.indexOf(row.outcome)) row.outcome = /** @type {Row['outcome']} */ (verdict);
}

/**
 * @param {string[]} list
 * @param {string} item
 */
function remember(list, item) {
  if (list.includes(item)) return;
  list.push(item);
  if (list.length > KEPT) list.shift();
}

/**
 * @param {unknown} value
 * @returns {string | null}
 */
function word(value) {
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * @param {unknown} value
 * @returns {number | null}
 */
function number(value) {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
