import { asProblem } from '../api/problem.js';
import { h, refill, setText } from '../dom/element.js';

/**
 * What a refused sign-in tells: plainly, and whose fault it is.
 * @param {import('../api/problem.js').ApiProblem} problem what the gateway said
 * @returns {string}
 */
export function refusal(problem) {
  if (problem.status === 401) return 'This is not the admin key.';
  if (problem.status === 429) return `Too many tries. Wait ${Math.ceil((problem.retryAfterMs ?? 10000) / 1000)} s.`;
  return problem.detail;
}

/**
 * The dialog that asks for the admin key. It cannot be sent away: without a sign-in no page has anything to show.
 * @param {{ signIn: (key: string) => Promise<void> }} session who signs in
 * @returns {{ element: HTMLElement, open: (reason: string) => void, close: () => void }}
 */
export function signInDialog(session) {
  const error = h('p', { class: 'error', id: 'sign-in-error', role: 'alert' });
  const reason = h('p', { id: 'sign-in-reason' });
  const key = /** @type {HTMLInputElement} */ (h('input', {
    id: 'sign-in-key', type: 'password', name: 'key', required: true, autocomplete: 'current-password', spellcheck: 'false', 'aria-describedby': 'sign-in-reason sign-in-error',
  }));
  const button = /** @type {HTMLButtonElement} */ (h('button', { type: 'submit', class: 'primary' }, 'Sign in'));
  const form = h('form', { on: { submit } }, h('h2', { id: 'sign-in-title' }, 'Sign in'), reason, h('label', { for: 'sign-in-key' }, 'Admin key'), key, error, button,
    h('p', { class: 'hint' }, 'It is ', h('code', {}, 'ADMIN_API_KEY'), ', or stands in the file ', h('code', {}, 'admin-key'), ' of the data directory. This page keeps it nowhere.'));
  const dialog = /** @type {HTMLDialogElement} */ (h('dialog', { class: 'sign-in', 'aria-labelledby': 'sign-in-title', on: { cancel: (event) => event.preventDefault() } }, form));

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    if (key.value === '' || button.disabled) return;
    button.disabled = true;
    setText(error, '');
    try {
      await session.signIn(key.value);
      key.value = '';
      dialog.close();
    } catch (cause) {
      setText(error, refusal(asProblem(cause)));
      key.setAttribute('aria-invalid', 'true');
      key.select();
    } finally {
      button.disabled = false;
    }
  }

  return {
    element: dialog,
    open(why) {
      refill(reason, why);
      if (dialog.open) return;
      setText(error, '');
      key.removeAttribute('aria-invalid');
      dialog.showModal();
      key.focus();
    },
    close: () => dialog.close(),
  };
}
