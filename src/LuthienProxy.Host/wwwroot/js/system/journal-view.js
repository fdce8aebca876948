import { h } from '../dom/element.js';
import { bytes, count, duration } from '../text/format.js';
import { inline } from '../text/shown.js';

/** @typedef {{ status: string, since: string, lagMs: number, queueDepth: number, queueLimit: number, batchP50: number, batchP99: number, breaker: string, spoolBytes: number, spoolLimit: number, spoolRecords: number, droppedEvents: number, unanswered: number, mode: string, reasons: string[] }} Journal */

/**
 * How the journal of this node keeps up.
 * @param {Journal} journal
 * @returns {HTMLElement}
 */
export function journalView(journal) {
  const tone = { healthy: 'good', degraded: 'warn' }[journal.status] ?? 'bad';
  /** @type {[string, import('../dom/element.js').Child][]} */
  const facts = [
    ['Lag', duration(journal.lagMs)], ['Waiting', gauge(journal.queueDepth, journal.queueLimit, count)], ['Batch (p50, p99)', `${count(journal.batchP50)}, ${count(journal.batchP99)}`],
    ['Breaker', journal.breaker.replace('_', ' ')], ['Spool', gauge(journal.spoolBytes, journal.spoolLimit, bytes)], ['In the spool', `${count(journal.spoolRecords)} batches`],
    ['Dropped', h('span', { class: journal.droppedEvents > 0 ? 'error' : '' }, `${count(journal.droppedEvents)} events`)], ['Unanswered', count(journal.unanswered)], ['Mode', inline(journal.mode)],
  ];
  return h('section', { class: 'card', 'aria-labelledby': 'journal-title' }, h('div', { class: 'row' }, h('h2', { id: 'journal-title' }, 'Journal'), h('span', { class: `badge ${tone}` }, journal.status)),
    journal.reasons.map((reason) => h('p', { class: 'error' }, inline(reason))),
    h('dl', { class: 'facts' }, facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))));
}

/**
 * @param {number} value
 * @param {number} limit
 * @param {(value: number) => string} write
 * @returns {import('../dom/element.js').Child}
 */
function gauge(value, limit, write) {
  return [h('meter', { min: 0, max: Math.max(limit, 1), high: limit * 0.8, low: limit * 0.5, optimum: 0, value, 'aria-hidden': 'true' }), ` ${write(value)} of ${write(limit)}`];
}
