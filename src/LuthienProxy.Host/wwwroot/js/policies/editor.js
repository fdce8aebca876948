import { asProblem } from '../api/problem.js';
import { announce } from '../dom/announce.js';
import { h, refill, setText } from '../dom/element.js';
import { failureView } from '../shell/failure.js';
import { inline } from '../text/shown.js';
import { faultsOf, toApi } from './chain.js';
import { chainView } from './chain-view.js';

/** @typedef {import('./policy-api.js').PolicyApi} PolicyApi */

/**
 * Where a chain is put together, checked and activated.
 * @param {{ api: PolicyApi, available: import('./policy-api.js').Available[], onActivated: () => Promise<unknown>, onTold: (problem: import('../api/problem.js').ApiProblem | null) => void, inUse: () => string }} options
 * `onActivated` hears that another chain is in use; `onTold` which problem is told here (null: none any more); `inUse` names the chain that is in use
 */
export function policyEditor({ api, available, onActivated, onTold, inUse }) {
  const outcome = h('div', { role: 'status' });
  const chain = chainView(available, () => come());
  const name = field('instance-name', { maxlength: 64, required: true, placeholder: 'careful' });
  const description = field('instance-description', { maxlength: 1000 });
  const nameError = h('p', { class: 'error', id: 'instance-name-error', role: 'alert' });
  name.setAttribute('aria-describedby', nameError.id);
  const validate = h('button', { type: 'button', on: { click: () => send('validate') } }, 'Validate');
  const activate = h('button', { type: 'submit', class: 'primary' }, 'Activate');

  const element = h('section', { class: 'card', 'aria-labelledby': 'chain-title' }, h('h2', { id: 'chain-title' }, 'Chain'),
    h('form', { novalidate: true, on: { submit: (event) => { event.preventDefault(); void send('enable'); } } },
      h('div', { class: 'row names' }, h('label', { for: name.id }, h('span', {}, 'Name'), name, nameError), h('label', { class: 'wide', for: description.id }, h('span', {}, 'What it is for'), description)),
      chain.element, outcome,
      h('div', { class: 'row' }, activate, validate, h('span', { class: 'hint' }, 'Activating makes a new version. Calls that run keep the one they began with.'))));

  /** @param {'validate' | 'enable'} action */
  async function send(action) {
    // Pressed twice is asked once: each activation makes a version.
    if (activate.hasAttribute('disabled')) return;
    const known = chain.faults();
    chain.showFaults(known);
    setText(nameError, action === 'enable' && name.value.trim() === '' ? 'A name is needed.' : '');
    if (known.size > 0 || nameError.textContent !== '') return void come(h('p', { class: 'error' }, 'Something is still missing; it is marked above.'));
    busy(true);
    try {
      const definition = { ...(name.value.trim() === '' ? {} : { name: name.value.trim() }), ...(description.value.trim() === '' ? {} : { description: description.value.trim() }), policies: toApi(chain.stages()) };
      await (action === 'enable' ? api.enable(definition) : api.validate(definition));
      if (action === 'enable') await onActivated();
      come(h('p', { class: 'banner good' }, action === 'enable' ? ['Activated. In use: ', inline(inUse())] : 'This chain can be used.'));
    } catch (cause) {
      await refused(asProblem(cause), action);
    } finally {
      busy(false);
    }
  }

  /**
   * @param {import('../api/problem.js').ApiProblem} problem
   * @param {'validate' | 'enable'} action
   */
  async function refused(problem, action) {
    const { byStage, own, rest } = faultsOf(problem.problems, chain.stages());
    chain.showFaults(byStage);
    setText(nameError, (own.get('name') ?? []).join(' '));
    // Which chain is in use is asked, not assumed.
    if (action === 'enable') await onActivated().catch(() => undefined);
    const still = action === 'enable' ? [' Still in use: ', h('b', {}, inline(inUse())), '.'] : [];
    announce(problem.title);
    onTold(problem);
    if (problem.isPassing) return void refill(outcome, failureView(problem, () => void send(action)));
    refill(outcome, h('div', { class: 'failure', role: 'alert' }, h('strong', {}, inline(problem.title)), h('p', {}, problem.problems.length > 0 ? 'What is wrong is marked at its field.' : inline(problem.detail), still),
      [...rest, ...own.get('description') ?? []].map((text) => h('p', {}, inline(text)))));
  }

  /**
   * Shows what came of it, and no failure any more.
   * @param {...import('../dom/element.js').Child} children
   */
  function come(...children) {
    refill(outcome, ...children);
    onTold(null);
  }

  /** @param {boolean} isBusy */
  function busy(isBusy) {
    [validate, activate].forEach((button) => button.toggleAttribute('disabled', isBusy));
  }

  return {
    element,
    /** @param {import('./policy-api.js').Available} policy */
    add: (policy) => chain.add(policy),
    chain: () => toApi(chain.stages()),
    /**
     * Marks what is wrong with the stages.
     * @param {import('../api/problem.js').FieldProblem[]} problems as the gateway tells them
     * @returns {string[]} those that are about none of them
     */
    mark(problems) {
      const { byStage, rest } = faultsOf(problems, chain.stages());
      chain.showFaults(byStage);
      return rest;
    },
    /**
     * @param {string | null} instance
     * @param {string | null} purpose
     * @param {import('./chain.js').Reference[]} policies
     */
    load(instance, purpose, policies) {
      name.value = instance ?? '';
      description.value = purpose ?? '';
      chain.load(policies);
    },
  };
}

/**
 * @param {string} id
 * @param {import('../dom/element.js').Properties} properties
 * @returns {HTMLInputElement}
 */
function field(id, properties) {
  return /** @type {HTMLInputElement} */ (h('input', { id, type: 'text', autocomplete: 'off', spellcheck: 'false', ...properties }));
}
