import { bindKeys, step } from '../dom/keys.js';
import { h, refill } from '../dom/element.js';
import { keyedList } from '../dom/keyed-list.js';
import { clock, count } from '../text/format.js';
import { COLUMNS, rowView } from './row-view.js';

/** @typedef {import('./row.js').Row} Row */
/** @typedef {import('./activity-log.js').Gap} Gap */
/** @typedef {{ key: string, row: Row } | { key: string, gap: Gap }} Line */

/** How many rows stand in the page until somebody asks for more. */
export const FIRST_ROWS = 100;

const REASONS = /** @type {Record<string, string>} */ ({
  slow: 'this page was too slow for what came', resume: 'the gateway was started anew, or the page was away for longer than it remembers', restart: 'the gateway was started anew', redis: 'the nodes did not hear from each other',
});

/**
 * What a gap marker says.
 * @param {Gap} gap
 * @returns {string}
 */
export function gapText(gap) {
  const missed = gap.missed >= 0 ? `${count(gap.missed)} ${gap.missed === 1 ? 'event is' : 'events are'} missing here` : 'Events are missing here';
  return `${missed}: ${REASONS[gap.reason] ?? 'the stream was cut'}. ${clock(gap.at)}`;
}

/**
 * Rows and gap markers in one list, the newest first.
 * @param {Row[]} rows the newest first
 * @param {Gap[]} gaps the newest first
 * @returns {Line[]}
 */
export function linesOf(rows, gaps) {
  /** @type {Line[]} */
  const lines = [];
  let next = 0;
  const marker = () => lines.push({ key: `gap ${gaps[next].at} ${next - gaps.length}`, gap: gaps[next++] });
  for (const row of rows) {
    while (next < gaps.length && gaps[next].at >= row.at) marker();
    lines.push({ key: row.id, row });
  }
  while (next < gaps.length) marker();
  return lines;
}

/**
 * The list of transactions.
 * @returns {{ element: HTMLElement, show: (rows: Row[], gaps: Gap[]) => void }}
 */
export function activityTable() {
  const body = h('tbody', { on: { keydown: move } });
  const more = h('button', { type: 'button', class: 'quiet more', on: { click: () => grow() } });
  const element = h('div', { class: 'table-frame' },
    h('table', { class: 'activity' }, h('caption', { class: 'unseen' }, 'Transactions, the newest first'),
      h('thead', {}, h('tr', {}, COLUMNS.map((name) => h('th', { scope: 'col' }, name)))), body), more);
  const update = keyedList(body, (/** @type {Line} */ line) => line.key, lineView);
  let most = FIRST_ROWS;
  /** @type {[Row[], Gap[]]} */
  let latest = [[], []];

  const show = (/** @type {Row[]} */ rows, /** @type {Gap[]} */ gaps) => {
    latest = [rows, gaps];
    update(linesOf(rows.slice(0, most), gaps));
    more.hidden = rows.length <= most;
    refill(more, `Show more (${count(rows.length - most)} further)`);
  };
  const grow = () => {
    most *= 4;
    show(...latest);
  };
  bindKeys([
    { key: 'j', action: () => walk(body, 'ArrowDown') },
    { key: 'k', action: () => walk(body, 'ArrowUp') },
  ]);
  return { element, show };
}

/**
 * @param {Line} line
 * @returns {import('../dom/keyed-list.js').ItemView<Line>}
 */
function lineView(line) {
  if ('gap' in line) return { element: h('tr', { class: 'gap' }, h('td', { colspan: COLUMNS.length, role: 'note' }, gapText(line.gap))), update: () => undefined };
  const view = rowView(line.row);
  return { element: view.element, update: (now) => 'row' in now && view.update(now.row) };
}

/** @param {KeyboardEvent} event */
function move(event) {
  if (walk(/** @type {HTMLElement} */ (event.currentTarget), event.key)) event.preventDefault();
}

/**
 * @param {HTMLElement} body
 * @param {string} key
 * @returns {boolean} whether the focus went somewhere
 */
function walk(body, key) {
  const links = /** @type {HTMLElement[]} */ ([...body.querySelectorAll('a.row-link')]);
  const to = step(key, links.indexOf(/** @type {HTMLElement} */ (document.activeElement)), links.length);
  links[to]?.focus();
  return to >= 0;
}
