import { asProblem } from '../api/problem.js';
import { sectionView, sectionsOf } from '../diff/sections.js';
import { nextChange } from '../diff/walk.js';
import { announce } from '../dom/announce.js';
import { h, refill } from '../dom/element.js';
import { bindKeys } from '../dom/keys.js';
import { callList } from '../history/call-list.js';
import { emptyView, failureView, waitingView } from '../shell/failure.js';
import { startPage } from '../shell/shell.js';
import { inline } from '../text/shown.js';
import { encoded, pathTo } from '../text/address.js';

void startPage(({ client, main }) => {
  const id = new URLSearchParams(location.search).get('id')?.trim() ?? '';
  const body = h('div', {});
  const field = h('input', { id: 'call-id', name: 'id', type: 'text', value: id, class: 'id', size: 34, spellcheck: 'false', autocomplete: 'off', placeholder: '32 hexadecimal digits' });
  main.append(h('div', { class: 'page-head' }, h('h1', {}, 'Before and after the policies'),
    h('form', { class: 'row push', action: '/debug/diff', method: 'get' }, h('label', { for: 'call-id' }, 'Call'), field, h('button', { type: 'submit' }, 'Compare'))), body);
  return id === '' ? choose() : compare();

  async function compare() {
    refill(body, waitingView());
    try {
      show(await client.get(`/debug/calls/${encoded(id)}/diff`));
    } catch (cause) {
      const problem = asProblem(cause);
      if (problem.status === 404) return void refill(body, emptyView('This call is not on record', 'Either it never was, or it is older than what is kept.'));
      if (problem.status === 400) return void refill(body, emptyView('This is not the id of a call', 'An id has 32 hexadecimal digits; agents get it as X-Luthien-Transaction-Id.'));
      refill(body, failureView(problem, () => void compare()));
    }
  }

  async function choose() {
    refill(body, waitingView());
    try {
      const { calls } = await client.get('/debug/calls', { intervened: 'true', limit: 50 });
      refill(body, calls.length === 0 ? emptyView('No policy has changed anything yet', 'When one does, the call stands here.') : [h('p', { class: 'hint' }, 'The latest calls that a policy changed or stopped:'), callList(calls, (call) => `/debug/diff?id=${encoded(call.transactionId)}`)]);
    } catch (cause) {
      refill(body, failureView(asProblem(cause), () => void choose()));
    }
  }

  /** @param {import('../api/types.js').CallDiff} diff */
  function show(diff) {
    const all = h('input', { type: 'checkbox', id: 'show-same', on: { change: () => parts.classList.toggle('only-changes', !(/** @type {HTMLInputElement} */ (all).checked)) } });
    const sections = sectionsOf(diff);
    const parts = h('div', { class: 'parts' }, sections.map(sectionView));
    const changes = () => /** @type {HTMLElement[]} */ ([...parts.querySelectorAll('.pair:not([data-change="same"])')]);
    parts.classList.toggle('only-changes', diff.isChanged);
    /** @type {HTMLInputElement} */ (all).checked = !diff.isChanged;
    refill(body,
      diff.gaps.map((gap) => h('div', { class: 'banner' }, inline(gap))),
      h('div', { class: 'row diff-head' },
        diff.isChanged ? h('span', { class: 'badge warn' }, 'changed') : h('span', { class: 'badge good' }, 'nothing was changed'),
        h('span', { class: 'soft' }, inline(diff.format), diff.isStream ? ', streamed' : ', not streamed'), h('a', { href: pathTo('/calls', id) }, 'The whole call'),
        h('span', { class: 'push' }), h('label', {}, all, ' Show what is the same'),
        h('button', { type: 'button', on: { click: () => walk(changes(), -1) } }, '↑ Previous'), h('button', { type: 'button', on: { click: () => walk(changes(), 1) } }, '↓ Next change')),
      sections.length === 0 ? emptyView('Neither side is on record', 'What is kept of bodies is the setting journal.content.') : [h('div', { class: 'side-names', 'aria-hidden': 'true' }, h('b', {}, 'Before'), h('b', {}, 'After')), parts]);
    bindKeys([{ key: 'n', action: () => walk(changes(), 1) }, { key: 'p', action: () => walk(changes(), -1) }]);
  }
});

/**
 * @param {HTMLElement[]} changes
 * @param {1 | -1} way
 */
function walk(changes, way) {
  const to = nextChange(changes.indexOf(/** @type {HTMLElement} */ (document.activeElement?.closest('.pair') ?? document.body)), changes.length, way);
  if (to < 0) return announce('Nothing was changed');
  changes[to].focus({ preventScroll: true });
  changes[to].scrollIntoView({ block: 'center' });
  announce(`Change ${to + 1} of ${changes.length}`);
}
