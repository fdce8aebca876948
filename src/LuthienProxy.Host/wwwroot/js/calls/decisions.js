import { h } from '../dom/element.js';
import { duration } from '../text/format.js';
import { inline, textBlock } from '../text/shown.js';

/** @typedef {import('../api/types.js').Decision} Decision */
/** @typedef {import('../api/types.js').Judge} Judge */

/** From this number on a block is none of the model's: a policy said it, and the gateway gave it a place. */
const OWN_BLOCKS = 1e9;

const WORDS = Object.freeze({ forward: ['✓', 'passed'], replace: ['✎', 'changed'], block: ['✕', 'blocked'], drop: ['✂', 'dropped'], error: ['!', 'failed'] });

/**
 * The decision that stopped a call, or changed it most: what a reader wants to know first.
 * @param {Decision[]} decisions
 * @returns {Decision | null} null where all passed
 */
export function gravest(decisions) {
  const order = ['block', 'error', 'drop', 'replace'];
  return decisions.filter((one) => !one.isShadow && order.includes(one.verdict)).toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0] ?? null;
}

/**
 * What a policy did, in a word.
 * @param {Pick<Decision, 'verdict' | 'isShadow'>} decision
 * @returns {HTMLElement}
 */
export function verdictView({ verdict, isShadow }) {
  const [sign, word] = WORDS[verdict] ?? ['?', verdict];
  return h('span', { class: 'verdict' }, h('span', { class: `outcome outcome-${verdict}` }, h('span', { 'aria-hidden': 'true' }, `${sign} `), word),
    isShadow && h('span', { class: 'shadow', title: 'it only looked on: its decision had no effect' }, ' shadow'));
}

/**
 * How likely something is, as a bar and a figure.
 * @param {number | null} probability 0 to 1
 * @returns {HTMLElement | null}
 */
export function probabilityView(probability) {
  if (probability === null || probability === undefined) return null;
  const percent = `${Math.round(probability * 100)} %`;
  return h('span', { class: 'likely' }, h('meter', { min: 0, max: 1, low: 0.4, high: 0.7, optimum: 0, value: probability, 'aria-label': `Probability of harm: ${percent}` }), ' ', h('b', { class: 'number' }, percent));
}

/**
 * What the policies decided about a call, and the judges that they asked.
 * @param {Decision[]} decisions in order
 * @param {Judge[]} judges in order
 * @returns {HTMLElement}
 */
export function decisionsView(decisions, judges) {
  return h('section', { class: 'card decisions', 'aria-labelledby': 'decisions-title' }, h('h2', { id: 'decisions-title' }, 'Decisions'),
    decisions.length === 0 ? h('p', { class: 'soft' }, 'No policy had anything to decide.') : h('ol', { class: 'decision-list' }, decisions.map(decisionView)),
    judges.length > 0 && [h('h3', {}, 'Judges'), h('ul', { class: 'decision-list' }, judges.map(judgeView))]);
}

/**
 * @param {Decision} decision
 * @returns {HTMLElement}
 */
function decisionView(decision) {
  return h('li', {},
    h('div', { class: 'row' }, verdictView(decision), h('b', {}, inline(decision.policy)),
      h('span', { class: 'soft' }, `stage ${decision.stage + 1}, version ${decision.version}, ${placeOf(decision.block)}`),
      probabilityView(decision.probability), h('span', { class: 'soft number push' }, duration(decision.tookMs))),
    decision.reason !== null && textBlock(decision.reason, { class: 'reason' }),
    decision.seen?.text && h('details', {}, h('summary', {}, 'What it saw'), textBlock(decision.seen.text, { class: 'code' })));
}

/**
 * @param {number | null} block
 * @returns {string}
 */
function placeOf(block) {
  if (block === null) return 'the request or the whole answer';
  return block >= OWN_BLOCKS ? 'what a policy said instead' : `block ${block + 1} of the answer`;
}

/**
 * @param {Judge} judge
 * @returns {HTMLElement}
 */
function judgeView(judge) {
  const asked = judge.isCached ? 'answered from memory' : `${judge.attempts} ${judge.attempts === 1 ? 'try' : 'tries'}`;
  return h('li', {},
    h('div', { class: 'row' }, h('b', {}, inline(judge.policy)), h('span', { class: 'soft' }, 'asked ', inline(judge.model), ' at ', inline(judge.upstream), `, ${asked}`), h('span', { class: 'soft number push' }, duration(judge.tookMs))),
    judge.failure !== null && textBlock(judge.failure, { class: 'error' }),
    judge.answer?.text && textBlock(judge.answer.text, { class: 'code' }));
}
