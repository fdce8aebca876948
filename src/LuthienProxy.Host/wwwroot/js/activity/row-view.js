import { h, refill, setText } from '../dom/element.js';
import { duration, short, when } from '../text/format.js';
import { inline } from '../text/shown.js';
import { plain } from '../text/visible.js';
import { standingOf } from './row.js';
import { pathTo } from '../text/address.js';

/** @typedef {import('./row.js').Row} Row */

/** What a policy did, in a word, with a sign for those who do not see colours. */
export const OUTCOMES = Object.freeze({
  none: ['', ''], forward: ['✓', 'passed'], touched: ['✎', 'changed or stopped'], replace: ['✎', 'changed'], drop: ['✂', 'dropped'], error: ['!', 'policy failed'], block: ['✕', 'blocked'],
});

/** The columns of the monitor, in order. */
export const COLUMNS = Object.freeze(['Time', 'State', 'Model', 'Policy', 'First byte', 'Tokens', 'Took', 'What']);

/**
 * One transaction as a row of the monitor.
 * @param {Row} row the transaction
 * @returns {import('../dom/keyed-list.js').ItemView<Row>}
 */
export function rowView(row) {
  const cells = COLUMNS.map((name) => h('td', { data: { name } }));
  const [time, state, model, policy, firstByte, tokens, took, what] = cells;
  const link = h('a', { class: 'row-link', href: pathTo('/calls', row.id) });
  const stateText = h('span', { class: 'state' });
  time.append(link);
  state.append(stateText);
  const element = h('tr', {}, cells);
  let shown = '';
  return {
    element,
    update(now) {
      const face = faceOf(now);
      if (face === shown) return;
      shown = face;
      const standing = standingOf(now);
      const word = standing === 'running' ? now.state : standing;
      element.dataset.state = standing;
      element.dataset.outcome = now.outcome;
      setText(link, when(now.at, Date.now()));
      link.setAttribute('aria-label', `${when(now.at, Date.now())}, ${word}, ${plain(now.model ?? 'unknown model', 80)}: open`);
      stateText.className = `state state-${standing}`;
      setText(stateText, now.status !== null && now.status >= 400 ? `${word} ${now.status}` : word);
      refill(model, now.model === null ? '–' : inline(plain(now.model, 60)));
      refill(policy, policyOf(now));
      setText(firstByte, duration(now.firstByteMs));
      setText(tokens, now.inputTokens === null && now.outputTokens === null ? '–' : `${short(now.inputTokens)} → ${short(now.outputTokens)}`);
      setText(took, duration(now.durationMs));
      refill(what, inline(plain(whatOf(now), 160)));
      cells.forEach((cell) => cell.classList.toggle('nothing', cell.textContent === '–'));
    },
  };
}

/**
 * What a row shows, to know whether it changed.
 * @param {Row} row
 * @returns {string}
 */
function faceOf(row) {
  return JSON.stringify([row.at, row.state, row.status, row.model, row.outcome, row.shadows, row.probability, row.firstByteMs, row.inputTokens, row.outputTokens, row.durationMs, whatOf(row)]);
}

/**
 * @param {Row} row
 * @returns {import('../dom/element.js').Child}
 */
function policyOf(row) {
  const [sign, word] = OUTCOMES[row.outcome];
  return [
    word === '' ? '–' : h('span', { class: `outcome outcome-${row.outcome}` }, h('span', { 'aria-hidden': 'true' }, `${sign} `), word),
    row.probability !== null && h('span', { class: 'probability', title: 'what a judge said how likely harm is' }, ` ${Math.round(row.probability * 100)} %`),
    row.shadows > 0 && h('span', { class: 'shadow', title: 'decisions of policies that only look on' }, ` ${row.shadows} shadow`),
  ];
}

/**
 * The most telling thing that is known: why it was stopped, what went wrong, what it is about.
 * @param {Row} row
 * @returns {string}
 */
function whatOf(row) {
  return row.reasons.at(-1) ?? row.error ?? row.title ?? (row.kind && row.kind !== 'turn' ? row.kind.replace('_', ' ') : null) ?? row.path ?? '';
}
