import { ActivityLog } from '../activity/activity-log.js';
import { addressOf, readAddress } from '../activity/address.js';
import { chipsOf } from '../activity/chips.js';
import { filterBar } from '../activity/filter-bar.js';
import { matches, parseFilter } from '../activity/filter.js';
import { liveStatus } from '../activity/live-status.js';
import { createRate } from '../activity/rate.js';
import { sparkline } from '../activity/sparkline.js';
import { FIRST_ROWS, activityTable } from '../activity/table.js';
import { needsRecord } from '../activity/row.js';
import { paced } from '../calls/follow.js';
import { announce } from '../dom/announce.js';
import { h, refill, setText } from '../dom/element.js';
import { bindKeys } from '../dom/keys.js';
import { createStream } from '../live/stream.js';
import { asProblem } from '../api/problem.js';
import { emptyView, failureView } from '../shell/failure.js';
import { startPage } from '../shell/shell.js';
import { count, duration } from '../text/format.js';

/** What the record tells at the start: pages of calls, the newest first, as many as a person may want to filter. */
const SEED_PAGES = 5;
const SEED_LIMIT = 200;
/** A page that follows thousands of events a second draws them a few times a second: nobody reads faster. */
const DRAW_MS = 200;
/** Events say what happens, the record what it is about: it is read again while calls end, this often at most, as many of them as are drawn. */
const CATCH_UP_MS = 2000;

void startPage(({ client, main, onSignIn, askForSignIn }) => {
  const log = new ActivityLog();
  const rate = createRate();
  const table = activityTable();
  const status = liveStatus();
  const openings = sparkline('Calls per second');
  const latencies = sparkline('First byte');
  const shownCount = h('p', { class: 'count', role: 'status' });
  const note = h('div', {});
  const bar = filterBar({ onFilter: (text) => become({ filter: text }) });
  const pause = h('button', { type: 'button', class: 'pause', on: { click: () => become({ isPaused: !view.isPaused }) } });
  let view = readAddress(location.search);
  /** @type {{ rows: import('../activity/row.js').Row[], ids: Set<string> } | null} what is shown while the page is paused */
  let frozen = null;
  /** Whether the record has told what was before the page: then what comes while it is paused is new. */
  let hasRecord = false;
  /** @type {Set<string>} calls that were heard of live since the pause, before the record had told anything */
  const heard = new Set();
  let drawn = '';
  let reading = false;

  const stream = createStream({
    onEvent(event) {
      const row = log.take(event);
      if (row && frozen && !hasRecord && !frozen.ids.has(row.id)) heard.add(row.id);
      if (event.type === 'transaction.opened') rate.opened(Date.now());
      if (event.type === 'transaction.first_byte' && row?.firstByteMs) rate.firstByte(Date.now(), row.firstByteMs);
      if (event.type === 'gap') void readRecord();
      if (row && needsRecord(row, Date.now())) catchUp();
    },
    onState(connection) {
      status.show(connection);
      // What happened between the first reading and the stream's beginning is told by neither.
      if (connection.state === 'live') catchUp();
    },
    onUnauthorized: askForSignIn,
  });

  async function readRecord() {
    if (reading) return;
    reading = true;
    try {
      /** @type {string | null} */
      let cursor = null;
      for (let page = 0; page < SEED_PAGES; page += 1) {
        const { calls, next } = await client.get('/debug/calls', { limit: SEED_LIMIT, cursor });
        log.seed(calls);
        cursor = next;
        if (cursor === null) break;
      }
      keepStill();
      hasRecord = true;
      refill(note);
    } catch (cause) {
      refill(note, failureView(asProblem(cause), () => void readRecord()));
    } finally {
      reading = false;
      draw();
    }
  }

  const catchUp = paced(async () => {
    const found = await client.get('/debug/calls', { limit: FIRST_ROWS }).catch(() => null);
    if (found === null) return;
    log.seed(found.calls);
    keepStill();
    if (log.rows.slice(0, FIRST_ROWS).some((row) => needsRecord(row, Date.now()))) catchUp();
  }, undefined, CATCH_UP_MS);

  /** A page that is paused before the record has told anything still shows it: it is older than the pause. */
  function keepStill() {
    if (frozen && !hasRecord) frozen = copyOf(log, heard);
  }

  /** @param {Partial<typeof view>} change */
  function become(change) {
    const wasPaused = view.isPaused;
    view = { ...view, ...change };
    if (view.isPaused !== wasPaused) announce(view.isPaused ? 'Paused' : 'Going on');
    frozen = view.isPaused ? frozen ?? copyOf(log) : null;
    if (!view.isPaused) heard.clear();
    history.replaceState(null, '', addressOf(location.pathname, view));
    bar.showFilter(view.filter);
    draw();
  }

  function draw() {
    const terms = parseFilter(view.filter);
    const rows = frozen?.rows ?? log.rows;
    const found = rows.filter((row) => matches(row, terms));
    table.show(found, terms.length === 0 ? log.gaps : []);
    bar.showChips(chipsOf(rows, terms));
    setText(pause, view.isPaused ? '▶ Go on' : '❚❚ Pause');
    pause.setAttribute('aria-pressed', String(view.isPaused));
    setText(shownCount, summary(found.length, rows.length));
    empty.hidden = found.length > 0;
    table.element.hidden = found.length === 0 && (terms.length > 0 || log.gaps.length === 0);
    drawn = stamp();
  }

  const summary = (/** @type {number} */ found, /** @type {number} */ all) => [
    `${count(found)} of ${count(all)} calls`,
    frozen ? `${count(log.rows.filter((row) => !frozen?.ids.has(row.id)).length)} new since the pause` : '',
    log.dropped > 0 ? 'older ones are in the history' : '',
  ].filter((part) => part !== '').join(' · ');
  const stamp = () => `${log.version} ${view.filter} ${view.isPaused}`;
  const empty = emptyView('No calls to show', 'Calls appear here as agents make them. Point one at this address, or take the filter away. What is older stands in the ', h('a', { href: '/history' }, 'history'), '.');

  main.append(
    h('div', { class: 'page-head' }, h('h1', {}, 'Activity'), status.element, h('div', { class: 'sparks' }, openings.element, latencies.element)),
    bar.element,
    h('div', { class: 'list-head' }, shownCount, pause, h('button', { type: 'button', class: 'quiet', on: { click: copyLink } }, 'Copy link')),
    note, empty, table.element);
  bindKeys([{ key: 'p', action: () => become({ isPaused: !view.isPaused }) }]);
  onSignIn(() => { stream.start(); void readRecord(); });
  addEventListener('online', stream.wake);
  addEventListener('popstate', () => become(readAddress(location.search)));
  setInterval(() => {
    if (stamp() !== drawn) draw();
    const { counts, latencies: times, perSecond, medianMs } = rate.read(Date.now());
    openings.show(counts, perSecond.toFixed(1));
    latencies.show(times, duration(medianMs));
  }, DRAW_MS);
  status.show(stream.connection());
  become({});
  stream.start();
  return readRecord();
});

/**
 * The rows as they are now: those of the log go on changing.
 * @param {ActivityLog} log
 * @param {Set<string>} [without] calls that are left out
 * @returns {{ rows: import('../activity/row.js').Row[], ids: Set<string> }}
 */
function copyOf(log, without = new Set()) {
  const rows = log.rows.filter((row) => !without.has(row.id));
  return { rows: structuredClone(rows), ids: new Set(rows.map((row) => row.id)) };
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce('The link was copied');
  } catch {
    announce('The browser did not let the link be copied; it stands in the address bar');
  }
}
