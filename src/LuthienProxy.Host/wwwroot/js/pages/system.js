import { liveStatus } from '../activity/live-status.js';
import { asProblem } from '../api/problem.js';
import { h, refill } from '../dom/element.js';
import { createStream } from '../live/stream.js';
import { failureView, waitingView } from '../shell/failure.js';
import { startPage } from '../shell/shell.js';
import { actorsView } from '../system/actors-view.js';
import { dependenciesView } from '../system/dependencies-view.js';
import { journalView } from '../system/journal-view.js';
import { nodesView } from '../system/nodes-view.js';
import { settingsView } from '../system/settings-view.js';

/** How often what changes all the time is read again, while somebody looks. */
const READ_MS = 5000;

void startPage(({ client, main, onSignIn, askForSignIn }) => {
  const [nodes, journal, dependencies, settings, actorsNote] = [h('div', {}, waitingView()), h('div', {}), h('div', {}), h('div', {}), h('div', {})];
  const actors = actorsView();
  const live = liveStatus();

  /**
   * @param {HTMLElement} place
   * @param {() => Promise<unknown>} read
   */
  async function part(place, read) {
    try {
      await read();
    } catch (cause) {
      refill(place, failureView(asProblem(cause), () => void part(place, read)));
    }
  }

  const readNodes = () => part(nodes, async () => {
    const { nodes: all, isComplete } = await client.get('/api/system/nodes');
    refill(nodes, nodesView(all, isComplete, Date.now()));
  });
  const readDependencies = () => part(dependencies, async () => refill(dependencies, dependenciesView((await client.get('/api/system/dependencies')).dependencies)));
  const readJournal = () => part(journal, async () => refill(journal, journalView(await client.get('/api/system/journal'))));
  const readActors = () => part(actorsNote, async () => {
    actors.show(await client.get('/api/system/actors'));
    refill(actorsNote);
  });
  const readSettings = () => part(settings, async () => refill(settings, settingsView((await client.get('/api/system/settings')).settings)));
  const readLive = () => Promise.all([readNodes(), readJournal(), readDependencies(), readActors()]);

  const stream = createStream({
    query: { type: 'node.started,node.stopping,dependency.state,policy.activated' },
    onEvent: (event) => void (event.type === 'dependency.state' ? readDependencies() : readNodes()),
    onState: (connection) => live.show(connection),
    onUnauthorized: askForSignIn,
  });

  refill(main, h('div', { class: 'page-head' }, h('h1', {}, 'System'), live.element),
    nodes, h('div', { class: 'columns' }, h('div', {}, journal, dependencies), h('div', {}, actorsNote, actors.element)), settings);
  setInterval(() => document.visibilityState === 'visible' && void readLive(), READ_MS);
  onSignIn(() => { stream.start(); void readLive(); void readSettings(); });
  addEventListener('online', stream.wake);
  stream.start();
  return Promise.all([readLive(), readSettings()]);
});
