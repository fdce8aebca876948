import { asProblem } from '../api/problem.js';
import { decisionsView } from '../calls/decisions.js';
import { contentPair } from '../diff/pair-view.js';
import { h, refill } from '../dom/element.js';
import { failureView, waitingView } from '../shell/failure.js';
import { inline } from '../text/shown.js';
import { pairsOf } from './try-pairs.js';
import { pathTo } from '../text/address.js';

/** @typedef {import('./policy-api.js').Tried} Tried */

const FORMATS = ['anthropic-messages', 'openai-chat', 'openai-responses'];

/**
 * Tries a prompt against the chain as it stands in the editor, before anything is activated.
 * @param {{ api: import('./policy-api.js').PolicyApi, chain: () => import('./chain.js').Reference[], own: import('./own-events.js').OwnEvents, onProblems: (problems: import('../api/problem.js').FieldProblem[]) => string[] }} options
 * `onProblems` marks what is wrong with the chain, and gives back what is about something else
 * @returns {{ element: HTMLElement, refresh: () => void }} `refresh` looks for further events of the last trial
 */
export function tryView({ api, chain, own, onProblems }) {
  const prompt = /** @type {HTMLTextAreaElement} */ (h('textarea', { id: 'try-prompt', rows: 3, required: true, placeholder: 'What would somebody ask?' }, 'Say hello, and tell me the colour of the sky.'));
  const model = /** @type {HTMLInputElement} */ (h('input', { id: 'try-model', type: 'text', value: 'sim/hello', list: 'try-models', spellcheck: 'false', autocomplete: 'off' }));
  const format = /** @type {HTMLSelectElement} */ (h('select', { id: 'try-format' }, FORMATS.map((name) => h('option', { value: name }, name))));
  const run = h('button', { type: 'submit' }, 'Try it');
  const result = h('div', { class: 'tried', 'aria-live': 'polite' });
  const live = h('p', { class: 'soft', data: { part: 'live' } });
  let isKnown = false;
  const element = h('section', { class: 'card', 'aria-labelledby': 'try-title' }, h('h2', { id: 'try-title' }, 'Try it'),
    h('p', { class: 'hint' }, 'One prompt through the chain above, as it stands there, active or not. ', h('code', {}, 'sim/…'), ' needs no key; any other model costs what it costs.'),
    h('form', { class: 'try-form', on: { submit } },
      h('label', { for: 'try-prompt' }, 'Prompt'), prompt,
      h('div', { class: 'row' }, h('label', { for: 'try-model' }, 'Model ', model), h('datalist', { id: 'try-models' }, ['sim/hello', 'sim/echo'].map((value) => h('option', { value }))), h('label', { for: 'try-format' }, 'Format ', format), run)),
    result);

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    run.toggleAttribute('disabled', true);
    isKnown = false;
    own.follow('');
    onProblems([]);
    refill(live);
    refill(result, waitingView('Asking'), live);
    try {
      show(await api.attempt({ chain: chain(), format: format.value, model: model.value.trim(), prompt: prompt.value }, follow));
    } catch (cause) {
      const problem = asProblem(cause);
      const rest = onProblems(problem.problems);
      refill(result, rest.map((text) => h('p', { class: 'error' }, inline(text))), failureView(problem, problem.isPassing ? () => /** @type {HTMLFormElement} */ (element.querySelector('form')).requestSubmit() : null));
    } finally {
      run.toggleAttribute('disabled', false);
    }
  }

  /** @param {string} transactionId */
  function follow(transactionId) {
    isKnown = transactionId !== '';
    own.follow(transactionId);
    refresh();
  }

  /** @param {Tried} tried */
  function show({ transactionId, state, before, after, decisions, judges, gaps }) {
    if (!isKnown) follow(transactionId);
    const asked = pairsOf(lastWords(before), lastWords(after)).filter(({ change }) => change !== 'same');
    const answered = pairsOf(before.response?.blocks ?? [], after.response?.blocks ?? []);
    refill(result,
      h('div', { class: 'row' }, h('span', { class: `state state-${state}` }, state), before.request === null ? null : asked.length + answered.filter(({ change }) => change !== 'same').length === 0 ? h('span', { class: 'soft' }, 'The chain changed nothing.') : h('span', {}, 'The chain changed this.'), h('a', { href: pathTo('/calls', transactionId) }, 'The call on record')),
      live, gaps.map((gap) => h('p', { class: 'soft' }, inline(gap))),
      h('div', { class: 'side-names', 'aria-hidden': 'true' }, h('b', {}, 'Before the chain'), h('b', {}, 'After the chain')),
      asked.map((change) => contentPair(change, 'Prompt')), answered.map((change) => contentPair(change)),
      after.response?.error && h('p', { class: 'error' }, inline(after.response.error)), decisionsView(decisions, judges));
    refresh();
  }

  function refresh() {
    if (!isKnown) return;
    const events = own.followed();
    refill(live, events.length === 0 ? 'Not seen live yet.' : ['Seen live: ', events.map((event) => event.type.replace('transaction.', '')).join(' → ')]);
  }

  return { element, refresh };
}

/**
 * @param {import('./policy-api.js').Side} side
 * @returns {import('../api/types.js').Content[]}
 */
function lastWords(side) {
  return side.request?.messages.at(-1)?.content ?? [];
}
