import { asProblem } from '../api/problem.js';
import { standingOf } from '../activity/row.js';
import { liveStatus } from '../activity/live-status.js';
import { decisionsView, gravest } from '../calls/decisions.js';
import { factsView } from '../calls/facts.js';
import { follow, paced } from '../calls/follow.js';
import { growingContents } from '../calls/growing.js';
import { requestView } from '../calls/request-view.js';
import { timelineView } from '../calls/timeline-view.js';
import { announce } from '../dom/announce.js';
import { h, refill } from '../dom/element.js';
import { emptyView, failureView, waitingView } from '../shell/failure.js';
import { startPage } from '../shell/shell.js';
import { inline } from '../text/shown.js';
import { plain } from '../text/visible.js';
import { encoded, idIn, pathTo } from '../text/address.js';

/** A call is on record within a second of its opening; whoever clicked faster waits that long. */
const TRIES = 5;
const EVENTS = 200;

void startPage(({ client, main, onSignIn, askForSignIn }) => {
  const id = idIn(location.pathname);
  const head = h('div', { class: 'page-head' });
  const note = h('div', {});
  const facts = h('div', {});
  const decisions = h('div', {});
  const request = h('section', { class: 'card', 'aria-labelledby': 'request-title' });
  const answer = growingContents('Nothing has been delivered yet.');
  const answerNote = h('div', {});
  const timeline = timelineView();
  const live = liveStatus();
  let tries = 0;
  let shownRequest = '';
  let wasOpen = false;

  const stream = follow(id, { onEvent: () => ask(), onState: heard, onUnauthorized: askForSignIn });
  const ask = paced(read);

  /** @param {import('../live/connection.js').Connection} connection */
  function heard(connection) {
    live.show(connection);
    // What happened between the last reading and the stream's beginning is told by neither.
    if (connection.state === 'live') ask();
  }

  async function read() {
    try {
      const [detail, { events, next }] = await Promise.all([client.get(pathTo('/debug/calls', id)), client.get(`/debug/calls/${encoded(id)}/events`, { limit: EVENTS })]);
      show(detail, events, next !== null && events.length >= EVENTS);
    } catch (cause) {
      failed(asProblem(cause));
    }
  }

  /** @param {import('../api/problem.js').ApiProblem} problem */
  function failed(problem) {
    tries += 1;
    if (problem.status === 404 && tries < TRIES) {
      refill(note, waitingView('Not on record yet; looking again'));
      return ask();
    }
    if (problem.status === 404 || problem.status === 400) return void refill(main, emptyView('This call is not on record', 'Either it never was, or it is older than what is kept. ', h('a', { href: '/history' }, 'Look in the history'), '.'));
    refill(note, failureView(problem, () => void read()));
  }

  /**
   * @param {import('../api/types.js').CallDetail} detail
   * @param {import('../api/types.js').RecordedEvent[]} events
   * @param {boolean} hasMore
   */
  function show(detail, events, hasMore) {
    const { call } = detail;
    const isOpen = call.state === 'open';
    const reason = gravest(detail.decisions);
    const standing = standingOf({ ...call, outcome: reason?.verdict ?? 'none' });
    document.title = `${plain(call.title ?? 'Call', 60)} – LuthienProxy`;
    refill(head, h('h1', {}, inline(plain(call.title ?? 'Call', 120))), h('span', { class: `state state-${standing}` }, standing === 'running' ? call.state : standing), h('code', {}, inline(plain(call.model ?? 'no model', 80))), isOpen && live.element,
      h('div', { class: 'row push' }, h('a', { class: 'button', href: `/debug/diff?id=${encoded(id)}` }, detail.isRequestChanged || detail.isResponseChanged ? 'See what was changed' : 'Compare'), h('code', { class: 'id' }, id)));
    refill(note,
      reason && h('div', { class: `banner ${reason.verdict === 'block' || reason.verdict === 'error' ? 'stop' : ''}` }, h('b', {}, inline(reason.policy), ` ${{ block: call.state === 'blocked' ? 'stopped this call' : 'stopped a part of this call', error: 'failed', drop: 'left something out', replace: 'changed this call' }[/** @type {'block'} */ (reason.verdict)]}`), reason.reason !== null && [': ', inline(reason.reason)]),
      call.error !== null && h('div', { class: 'failure' }, h('strong', {}, inline(call.errorCode ?? 'Error')), h('p', {}, inline(call.error))),
      detail.gaps.map((gap) => h('div', { class: 'banner' }, inline(gap))));
    refill(facts, factsView(detail));
    refill(decisions, decisionsView(detail.decisions, detail.judges));
    timeline.show(events, isOpen ? Date.now() - Date.parse(call.openedAt) : null, hasMore, call.firstByteMs);
    answer.show(detail.response?.blocks ?? [], isOpen);
    refill(answerNote, detail.response && !detail.response.isComplete && !isOpen && h('p', { class: 'soft' }, 'The answer broke off here.'), detail.response?.error && h('p', { class: 'error' }, inline(detail.response.error)));
    showRequest(detail.request);
    if (wasOpen && !isOpen) announce(`The call is ${call.state}`);
    wasOpen = isOpen;
    if (isOpen && stream.connection().state === 'idle') stream.start();
    if (!isOpen) stream.stop();
  }

  /** @param {import('../api/types.js').RequestView | null} view */
  function showRequest(view) {
    // A request never changes once it is on record; what a reader has opened in it stays open.
    const face = view === null ? 'none' : `${view.messages.length} ${view.model}`;
    if (face === shownRequest) return;
    shownRequest = face;
    refill(request, h('h2', { id: 'request-title' }, 'Request'), view === null ? h('p', { class: 'soft' }, 'The request is not on record, or is no conversation.') : requestView(view));
  }

  live.show(stream.connection());
  refill(main, head, note, h('div', { class: 'columns' },
    h('div', {}, decisions, h('section', { class: 'card', 'aria-labelledby': 'answer-title' }, h('h2', { id: 'answer-title' }, 'Answer'), answer.element, answerNote), request),
    h('div', {}, facts, timeline.element)));
  onSignIn(() => { void read(); });
  addEventListener('online', stream.wake);
  return read();
});

