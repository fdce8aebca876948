import { applyEvent, applyRecord } from './apply.js';
import { emptyRow, hasEnded } from './row.js';

/** @typedef {import('./row.js').Row} Row */
/** @typedef {{ at: number, missed: number, reason: string }} Gap */

/** How many transactions a page keeps; enough to look back, and little enough for a phone. */
export const CAPACITY = 2000;

const MAX_GAPS = 50;

/** The latest transactions, the newest first, made of events and of the record. Bounded: the oldest go, those that have ended before those that run. */
export class ActivityLog {
  /** @param {number} [capacity] how many transactions are kept */
  constructor(capacity = CAPACITY) {
    this.capacity = capacity;
    /** @type {Map<string, Row>} */
    this.byId = new Map();
    /** @type {Row[]} sorted by id, the newest first */
    this.rows = [];
    /** @type {Gap[]} the newest first */
    this.gaps = [];
    /** How many transactions have been dropped for want of room. */
    this.dropped = 0;
    /** Grows with every change. */
    this.version = 0;
  }

  /**
   * Takes an event.
   * @param {import('../live/stream.js').ActivityEvent} event
   * @returns {Row | null} the transaction that it is about; null for none
   */
  take(event) {
    if (event.type === 'gap') {
      this.gaps = [{ at: Date.parse(event.at) || 0, missed: Number(event.missed ?? -1), reason: String(event.reason ?? '') }, ...this.gaps].slice(0, MAX_GAPS);
      this.version += 1;
    }
    if (typeof event.transactionId !== 'string' || event.transactionId === '') return null;
    return this.#change(event.transactionId, Date.parse(event.at) || 0, (row) => applyEvent(row, event));
  }

  /**
   * Takes what the record tells: what happened before the page was opened, or while it was cut off.
   * @param {Record<string, any>[]} calls as `/debug/calls` lists them
   */
  seed(calls) {
    for (const call of calls) this.#change(call.transactionId, Date.parse(call.openedAt) || 0, (row) => applyRecord(row, call));
  }

  /**
   * @param {string} id
   * @param {number} at
   * @param {(row: Row) => Row} change
   * @returns {Row}
   */
  #change(id, at, change) {
    const known = this.byId.get(id);
    const row = change(known ?? emptyRow(id, at));
    if (!known) this.#add(row);
    this.version += 1;
    return row;
  }

  /** @param {Row} row */
  #add(row) {
    this.byId.set(row.id, row);
    this.rows.splice(this.#placeOf(row.id), 0, row);
    if (this.rows.length <= this.capacity) return;
    const at = this.rows.findLastIndex(hasEnded);
    const [gone] = this.rows.splice(at < 0 ? this.rows.length - 1 : at, 1);
    this.byId.delete(gone.id);
    this.dropped += 1;
  }

  /**
   * @param {string} id
   * @returns {number} where it stands among the newer and the older ones
   */
  #placeOf(id) {
    let from = 0;
    let to = this.rows.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.rows[middle].id > id) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
