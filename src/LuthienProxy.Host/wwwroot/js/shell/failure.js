import { h } from '../dom/element.js';
import { inline } from '../text/shown.js';

/**
 * A failure in plain words, with the way out where there is one.
 * @param {import('../api/problem.js').ApiProblem} problem what went wrong
 * @param {(() => void) | null} [retry] tries again
 * @returns {HTMLElement}
 */
export function failureView(problem, retry = null) {
  return h('div', { class: 'failure', role: 'alert' },
    h('strong', {}, inline(problem.title)),
    h('p', {}, inline(problem.detail)),
    retry && h('button', { type: 'button', on: { click: retry } }, 'Try again'));
}

/**
 * What stands where there is nothing yet.
 * @param {string} title what is missing
 * @param {...import('../dom/element.js').Child} hint what to do about it
 * @returns {HTMLElement}
 */
export function emptyView(title, ...hint) {
  return h('div', { class: 'empty' }, h('strong', {}, title), h('p', {}, hint));
}

/**
 * What stands where something is awaited.
 * @param {string} [what] what is awaited
 * @returns {HTMLElement}
 */
export function waitingView(what = 'Loading') {
  return h('p', { class: 'waiting', role: 'status' }, `${what}…`);
}
