import { asProblem } from '../api/problem.js';
import { callEntry } from '../history/call-list.js';
import { addressOf, readQuery, requestOf } from '../history/query.js';
import { searchForm } from '../history/search-form.js';
import { sessionEntry } from '../history/session-list.js';
import { announce } from '../dom/announce.js';
import { h, refill } from '../dom/element.js';
import { emptyView, failureView, waitingView } from '../shell/failure.js';
import { startPage } from '../shell/shell.js';
import { count } from '../text/format.js';
import { pathTo } from '../text/address.js';

const PAGE = 50;

void startPage(({ client, main, onSignIn }) => {
  const title = h('h2', {});
  const list = h('ul', { class: 'cards' });
  const foot = h('div', { class: 'foot' });
  const form = searchForm((query) => {
    history.pushState(null, '', addressOf(query));
    void ask();
  });
  /** @type {AbortController | null} */
  let running = null;
  let shown = 0;

  async function ask() {
    const query = readQuery(location.search);
    form.show(query);
    running?.abort();
    running = new AbortController();
    shown = 0;
    refill(title, requestOf(query).isOfCalls ? 'Calls' : 'Sessions');
    refill(list);
    await more(requestOf(query), null, running.signal);
  }

  /**
   * @param {ReturnType<typeof requestOf>} request
   * @param {string | null} cursor
   * @param {AbortSignal} signal
   */
  async function more(request, cursor, signal) {
    refill(foot, waitingView());
    try {
      const page = await client.get(request.path, { ...request.parameters, limit: PAGE, cursor }, signal);
      if (signal.aborted) return;
      const entries = request.isOfCalls ? page.calls : page.sessions;
      const now = Date.now();
      list.append(...entries.map((/** @type {any} */ entry) => (request.isOfCalls ? callEntry(entry, pathTo('/calls', entry.transactionId)) : sessionEntry(entry, now))));
      shown += entries.length;
      announce(`${count(shown)} shown`);
      refill(foot,
        shown === 0 && page.next === null && emptyView(request.isOfCalls ? 'Nothing on record matches' : 'No sessions yet', request.isOfCalls ? 'All words must occur in one call; take some away, or widen the dates.' : 'They appear when an agent has made its first call through the gateway.'),
        page.next !== null && h('button', { type: 'button', class: 'more', on: { click: () => void more(request, page.next, signal) } }, 'Show more'));
    } catch (cause) {
      if (!signal.aborted) refill(foot, failureView(asProblem(cause), () => void more(request, cursor, signal)));
    }
  }

  main.append(h('div', { class: 'page-head' }, h('h1', {}, 'History')), form.element, title, list, foot);
  addEventListener('popstate', () => void ask());
  onSignIn(() => void ask());
  return ask();
});
