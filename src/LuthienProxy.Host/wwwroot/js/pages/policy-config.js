import { liveStatus } from '../activity/live-status.js';
import { asProblem } from '../api/problem.js';
import { announce } from '../dom/announce.js';
import { h, refill } from '../dom/element.js';
import { createStream } from '../live/stream.js';
import { catalogView } from '../policies/catalog-view.js';
import { currentView, nameOf } from '../policies/current-view.js';
import { policyEditor } from '../policies/editor.js';
import { createOwnEvents } from '../policies/own-events.js';
import { historyView, instancesView } from '../policies/past-view.js';
import { createPolicyApi } from '../policies/policy-api.js';
import { shadowView } from '../policies/shadow-view.js';
import { tryView } from '../policies/try-view.js';
import { failureView, waitingView } from '../shell/failure.js';
import { createParts } from '../shell/parts.js';
import { startPage } from '../shell/shell.js';
import { inline } from '../text/shown.js';

void startPage(async ({ client, main, onSignIn, askForSignIn }) => {
  const api = createPolicyApi(client);
  const own = createOwnEvents();
  const parts = createParts();
  const [now, past, shadows, note] = [h('div', {}), h('div', {}), h('div', {}), h('div', {})];
  /** @type {import('../policies/policy-api.js').Current | null} */
  let current = null;
  let isSending = false;
  let wasAway = false;
  const live = liveStatus();

  const stream = createStream({
    onEvent(event) {
      own.take(event);
      if (event.type.startsWith('transaction.')) trial.refresh();
      if (event.type === 'policy.activated') void refresh().then(() => isSending || announce(`Now in use: ${nameOf(current)}`));
    },
    onState(connection) {
      live.show(connection);
      // What happened meanwhile is asked for, and failures that are over go.
      if (connection.state === 'live' && wasAway) void refresh();
      wasAway = connection.state !== 'live' && (wasAway || connection.state === 'waiting');
    },
    onUnauthorized: askForSignIn,
  });

  async function readCurrent() {
    current = await api.current();
    refill(now, currentView(current, () => void change(api.deactivate)));
  }

  async function readPast() {
    const [instances, changes] = await Promise.all([api.instances(), api.history()]);
    refill(past, historyView(changes, () => void change(api.rollback)), instancesView(instances, {
      read: api.versions,
      onEdit: (version) => {
        editor.load(version.name, version.description, version.policies);
        editor.element.scrollIntoView({ block: 'start' });
      },
      onActivate: (version) => void change(() => api.activate(version)),
    }));
  }

  const readShadows = async () => refill(shadows, shadowView(await api.shadows()));

  const refresh = () => Promise.all([parts.read(now, readCurrent), parts.read(past, readPast), parts.read(shadows, readShadows)]);

  /** @param {() => Promise<unknown>} action */
  async function change(action) {
    isSending = true;
    refill(note);
    parts.tell(note, null);
    try {
      await action();
      await refresh();
      announce(`Now in use: ${nameOf(current)}`);
    } catch (cause) {
      const problem = asProblem(cause);
      await refresh();
      parts.tell(note, problem);
      refill(note, failureView(problem, problem.isPassing ? () => void change(action) : null), h('p', {}, 'Still in use: ', h('b', {}, inline(nameOf(current)))));
      note.scrollIntoView({ block: 'nearest' });
    } finally {
      isSending = false;
    }
  }

  /** @type {ReturnType<typeof policyEditor>} */
  let editor;
  const trial = tryView({ api, chain: () => editor.chain(), own, onProblems: (problems) => editor.mark(problems) });
  const work = h('div', { class: 'work' }, waitingView());
  refill(main, h('div', { class: 'page-head' }, h('h1', {}, 'Policies'), live.element), now, note, work, shadows, past);

  /**
   * What the policies in use are for; it does not stand in what runs, only with what was made.
   * @param {import('../policies/policy-api.js').Current | null} running
   * @returns {Promise<string | null>}
   */
  async function purposeOf(running) {
    if (running === null || running.name === null || running.source !== 'db') return null;
    const versions = await api.versions(running.name).catch(() => []);
    return versions.find(({ version }) => version === running.version)?.description ?? null;
  }

  async function begin() {
    const [available] = await Promise.all([api.available(), parts.read(now, readCurrent)]);
    editor = policyEditor({ api, available, onActivated: refresh, onTold: (problem) => parts.tell(work, problem), inUse: () => nameOf(current) });
    editor.load(current?.name ?? null, await purposeOf(current), current?.policies ?? []);
    refill(work, h('div', {}, catalogView(available, (policy) => editor.add(policy))), h('div', {}, editor.element, trial.element));
    void parts.read(past, readPast);
    void parts.read(shadows, readShadows);
  }

  onSignIn(() => { stream.start(); void refresh(); });
  addEventListener('online', stream.wake);
  stream.start();
  await parts.read(work, begin);
});
