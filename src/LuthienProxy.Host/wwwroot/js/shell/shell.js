import { createClient } from '../api/client.js';
import { asProblem } from '../api/problem.js';
import { createSession } from '../api/session.js';
import { h, refill, setText } from '../dom/element.js';
import { expiryOf } from './expiry.js';
import { failureView } from './failure.js';
import { navigation } from './navigation.js';
import { signInDialog } from './sign-in.js';
import { themeSwitch } from './theme-switch.js';

/**
 * @typedef {object} Page
 * @property {import('../api/client.js').Client} client the API
 * @property {HTMLElement} main where the page stands
 * @property {(listener: () => void) => void} onSignIn hears of every further sign-in, to go on where the last session ended
 * @property {() => void} askForSignIn for what learns by other ways that the session is over
 */

const TICK_MS = 15000;

/**
 * Puts the frame around a page, signs in, and then runs the page once.
 * @param {(page: Page) => unknown} run fills the page
 * @returns {Promise<void>}
 */
export async function startPage(run) {
  const client = createClient();
  const session = createSession(client);
  const dialog = signInDialog(session);
  const main = h('main', { id: 'main', tabindex: '-1' });
  /** @type {(() => void)[]} */
  const signedIn = [];
  let isRunning = false;

  const begin = () => {
    if (isRunning) return signedIn.forEach((listener) => listener());
    isRunning = true;
    refill(main);
    return run({ client, main, onSignIn: (listener) => signedIn.push(listener), askForSignIn: () => void check() });
  };
  const check = async () => {
    try {
      await session.load();
    } catch (cause) {
      const problem = asProblem(cause);
      if (problem.status !== 401 && !isRunning) refill(main, failureView(problem, () => void check()));
    }
  };

  document.body.append(h('a', { class: 'skip', href: '#main' }, 'Skip to the content'), header(session), main, dialog.element);
  session.onChange(({ state }) => {
    if (state === 'in') {
      dialog.close();
      void begin();
    } else {
      dialog.open(state === 'expired' ? 'Your session has ended. Sign in to go on where you were.' : 'Everything here is for those who hold the admin key.');
    }
  });
  await check();
}

/**
 * @param {ReturnType<typeof createSession>} session
 * @returns {HTMLElement}
 */
function header(session) {
  const expiry = h('span', { class: 'expiry' });
  const leave = h('button', { type: 'button', class: 'quiet', hidden: true, on: { click: () => session.signOut().catch(() => session.load()).catch(() => undefined) } }, 'Sign out');
  const show = () => {
    session.lapse();
    const { text, isNear } = expiryOf(session.current, Date.now());
    setText(expiry, text);
    expiry.classList.toggle('near', isNear);
    leave.hidden = session.current.state !== 'in';
  };
  session.onChange(show);
  setInterval(show, TICK_MS);
  return h('header', { class: 'site' },
    h('a', { class: 'brand', href: '/' }, 'Luthien', h('span', {}, 'Proxy')), navigation(location.pathname),
    h('div', { class: 'site-end' }, expiry, themeSwitch(), leave));
}
