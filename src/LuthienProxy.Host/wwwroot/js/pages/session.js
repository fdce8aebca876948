import { asProblem } from '../api/problem.js';
import { READ_MS, paced } from '../calls/follow.js';
import { announce } from '../dom/announce.js';
import { h, refill, setText } from '../dom/element.js';
import { titleOf } from '../history/session-list.js';
import { createStream } from '../live/stream.js';
import { virtualList } from '../scroller/virtual-list.js';
import { findBar } from '../sessions/find-bar.js';
import { createFinder, nextMatch } from '../sessions/find.js';
import { highlight } from '../sessions/highlight.js';
import { itemView } from '../sessions/item-view.js';
import { createLoader } from '../sessions/loader.js';
import { createTranscript, heightOf, textOf } from '../sessions/transcript.js';
import { emptyView, failureView, waitingView } from '../shell/failure.js';
import { startPage } from '../shell/shell.js';
import { count, many, moment, short } from '../text/format.js';
import { inline } from '../text/shown.js';
import { encoded, idIn } from '../text/address.js';

const SETTLE_MS = 120;
const SOON_MS = 40;

void startPage(({ client, main, onSignIn, askForSignIn }) => {
  const id = idIn(location.pathname);
  const head = h('div', { class: 'page-head' }, waitingView());
  const facts = h('p', { class: 'soft' });
  const progress = h('span', { class: 'soft', role: 'status' });
  const note = h('div', {});
  const transcript = createTranscript();
  const finder = createFinder();
  /** @type {import('../scroller/virtual-list.js').VirtualList<import('../sessions/transcript.js').Item>} */
  const list = virtualList({ view: itemView, estimate: (item) => heightOf(item, perLine()), label: 'The conversation' });
  const perLine = () => Math.max(30, Math.floor(list.element.clientWidth / 8));
  const bar = findBar({ onWords: look, onStep: (way) => go(way) });
  /** @type {Set<string>} calls that have ended, and are not read as such yet */
  const ended = new Set();
  let lookMs = SOON_MS;
  let entries = 0;
  let calls = 0;
  let at = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let settling;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let looking;

  const loader = createLoader(client, id, ({ session, calls: page, isWhole }) => {
    const items = transcript.add(page);
    list.append(items);
    finder.add(items.map(textOf));
    entries += items.length;
    calls = Math.max(calls, session.calls);
    showSession(session);
    setText(progress, isWhole ? `${count(entries)} entries` : `Reading… ${count(entries)} entries so far`);
    refill(note, isWhole && entries === 0 && emptyView('Nothing was said here', 'The session is on record, but none of its calls has content.'));
    if (bar.words() !== '') recount();
    for (const { call } of page) if (call.state !== 'open') ended.delete(call.transactionId);
    if (isWhole) lookAgain();
  });
  const stream = createStream({
    query: { session_id: id },
    onEvent(event) {
      if (!/\.(completed|blocked|failed|cancelled|interrupted)$/.test(event.type)) return;
      ended.add(event.transactionId);
      grow();
    },
    // What happened while nobody listened.
    onState: ({ state }) => state === 'live' && grow(),
    onUnauthorized: askForSignIn,
  });
  const grow = paced(read);

  // The event of a call's end may be here before its record: then that is looked for again, less and less often. What is on no record is given up.
  function lookAgain() {
    clearTimeout(looking);
    if (lookMs > READ_MS) ended.clear();
    if (ended.size === 0) return void (lookMs = SOON_MS);
    looking = setTimeout(() => void read(), lookMs);
    lookMs *= 2;
  }

  async function read() {
    try {
      await loader.read();
      if (stream.connection().state === 'idle') stream.start();
    } catch (cause) {
      const problem = asProblem(cause);
      if (problem.status === 404 || problem.status === 400) return void refill(main, emptyView('This session is not on record', h('a', { href: '/history' }, 'Look in the history'), '.'));
      refill(note, failureView(problem, () => void read()));
    }
  }

  /** @param {import('../api/types.js').SessionSummary} session */
  function showSession(session) {
    document.title = `${titleOf(session).slice(0, 60)} – LuthienProxy`;
    const link = (/** @type {string} */ format, /** @type {string} */ name) => h('a', { class: 'button', href: `/api/sessions/${encoded(id)}/export?format=${format}`, download: true }, name);
    refill(head, h('h1', {}, inline(titleOf(session))), h('div', { class: 'row push' }, link('markdown', 'Export as Markdown'), link('jsonl', 'as JSON lines')));
    refill(facts, `${moment(session.firstAt)} to ${moment(session.lastAt)} · ${many(session.turns, 'turn')} · ${many(session.interventions, 'intervention')} · ${short(session.inputTokens)} → ${short(session.outputTokens)} tokens`);
  }

  /** @param {string} words */
  function look(words) {
    at = -1;
    highlight(list.element, words);
    clearTimeout(settling);
    settling = setTimeout(recount, SETTLE_MS);
  }

  function recount() {
    const matches = finder.find(bar.words());
    const place = at >= 0 ? matches.indexOf(at) : -1;
    bar.show(bar.words().trim() === '' ? '' : matches.length === 0 ? 'not found' : place >= 0 ? `${count(place + 1)} of ${count(matches.length)}` : `${count(matches.length)} found`);
  }

  /** @param {1 | -1} way */
  function go(way) {
    clearTimeout(settling);
    const matches = finder.find(bar.words());
    const next = nextMatch(matches, at >= 0 ? at : list.first(), way, at >= 0);
    if (next < 0) return bar.show(bar.words().trim() === '' ? '' : 'not found');
    at = matches[next];
    list.reveal(at);
    highlight(list.element, bar.words());
    bar.show(`${count(next + 1)} of ${count(matches.length)}`);
    announce(`Match ${next + 1} of ${matches.length}`);
  }

  list.onDrawn(() => highlight(list.element, bar.words()));
  main.classList.add('full');
  refill(main, head, facts, h('div', { class: 'row' }, bar.element, h('span', { class: 'push' }), progress), note, list.element);
  onSignIn(() => { stream.start(); void read(); });
  addEventListener('online', stream.wake);
  return read();
});
