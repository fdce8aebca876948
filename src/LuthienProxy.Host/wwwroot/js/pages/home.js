import { healthView } from '../home/health-view.js';
import { connectView } from '../home/connect-view.js';
import { createClient } from '../api/client.js';
import { asProblem } from '../api/problem.js';
import { h, refill } from '../dom/element.js';
import { failureView } from '../shell/failure.js';
import { PLACES, navigation } from '../shell/navigation.js';
import { themeSwitch } from '../shell/theme-switch.js';

const TELLS = /** @type {Record<string, string>} */ ({
  '/activity/monitor': 'What flows through the gateway, as it happens.', '/history': 'What was said, call by call and session by session.', '/debug/diff': 'What the policies made of a call, side by side.',
  '/policy-config': 'Which policies stand in the way, and trying new ones.', '/system': 'Nodes, actors, the journal, dependencies, settings.',
});

const health = h('div', {});
const main = h('main', { id: 'main', tabindex: '-1' },
  h('h1', {}, 'Everything your agents ask and are answered flows through here'),
  h('p', { class: 'lead' }, 'Watched, recorded, and stopped where a policy says so.'),
  health,
  h('ul', { class: 'doors' }, PLACES.map((place) => h('li', {}, h('a', { href: place.href }, h('b', {}, place.name), h('span', {}, TELLS[place.href]))))),
  connectView(location.origin));

document.body.append(h('a', { class: 'skip', href: '#main' }, 'Skip to the content'),
  h('header', { class: 'site' }, h('a', { class: 'brand', href: '/' }, 'Luthien', h('span', {}, 'Proxy')), navigation(location.pathname), h('div', { class: 'site-end' }, themeSwitch())), main);

void look();

async function look() {
  try {
    refill(health, healthView(await createClient().get('/health/ready')));
  } catch (cause) {
    const problem = asProblem(cause);
    refill(health, problem.status === 503 ? healthView({ status: 'unhealthy', reasons: ['It takes no calls now: it is stopping, or what it needs is away.'] }) : failureView(problem, () => void look()));
  }
}
