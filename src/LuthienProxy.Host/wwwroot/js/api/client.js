import { camel } from './names.js';
import { ApiProblem, noAnswer, problemOf } from './problem.js';

/**
 * @typedef {object} Client
 * @property {(path: string, query?: Record<string, string | number | null | undefined>, signal?: AbortSignal) => Promise<any>} get reads a path
 * @property {(path: string, body?: unknown, options?: PostOptions) => Promise<any>} post does something
 * @property {(path: string, body?: unknown) => Promise<any>} remove deletes something
 * @property {(token: string | null) => void} useToken from now on changes carry this token
 * @property {(listener: (problem: ApiProblem) => void) => void} onSignedOut hears of every answer that asks for a sign-in
 */

/**
 * @typedef {object} PostOptions
 * @property {(headers: Headers) => void} [onHead] hears the head of a good answer, which may come long before the rest
 * @property {number} [patienceMs] how long the whole answer may take; as usual without it
 */

/** How long a page waits for an answer: a little more than the gateway gives its own queries. */
const PATIENCE_MS = 30000;
const SESSION = '/api/session';

/**
 * Speaks with the gateway's JSON API. The session's cookie, which no script can read, travels by itself; changes carry the session's token besides.
 * Every failure is an {@link ApiProblem}, but for an abort by the caller's own signal.
 * @param {typeof fetch} [send] how requests go out
 * @returns {Client}
 */
export function createClient(send = (...request) => fetch(...request)) {
  /** @type {string | null} */
  let token = null;
  /** @type {((problem: ApiProblem) => void)[]} */
  const signedOut = [];

  /**
   * A request; a change once more where somebody has signed in anew in another tab, so that the token is of the session before.
   * @param {string} method
   * @param {string} path
   * @param {unknown} body
   * @param {AbortSignal | undefined} signal
   * @param {PostOptions} [options]
   * @returns {Promise<any>}
   */
  async function request(method, path, body, signal, options) {
    const before = token;
    try {
      return await once(method, path, body, signal, options);
    } catch (cause) {
      if (!(cause instanceof ApiProblem) || cause.kind !== 'csrf' || before === null || method === 'GET') throw cause;
      token = (await once('GET', SESSION, undefined, signal)).csrf;
      if (token === before) throw cause;
      return once(method, path, body, signal, options);
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} body
   * @param {AbortSignal | undefined} signal
   * @param {PostOptions} [options]
   * @returns {Promise<any>}
   */
  async function once(method, path, body, signal, { onHead, patienceMs = PATIENCE_MS } = {}) {
    const headers = new Headers({ accept: 'application/json' });
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (method !== 'GET' && token !== null) headers.set('X-Luthien-CSRF', token);
    const limit = AbortSignal.timeout(patienceMs);
    let answer;
    let text;
    try {
      answer = await send(path, {
        method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal: signal ? AbortSignal.any([signal, limit]) : limit, cache: 'no-store', credentials: 'same-origin',
      });
      if (answer.ok) onHead?.(answer.headers);
      text = await answer.text();
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw noAnswer();
    }
    if (answer.ok) return text === '' ? null : camel(JSON.parse(text));
    const problem = problemOf(answer.status, text, answer.headers.get('retry-after'));
    if (problem.status === 401) signedOut.forEach((listener) => listener(problem));
    throw problem;
  }

  return {
    get: (path, query, signal) => request('GET', path + queryOf(query), undefined, signal),
    post: (path, body, options) => request('POST', path, body, undefined, options),
    remove: (path, body) => request('DELETE', path, body, undefined),
    useToken(value) {
      token = value;
    },
    onSignedOut(listener) {
      signedOut.push(listener);
    },
  };
}

/**
 * A query string; what is empty is left out, as the API refuses what it does not know.
 * @param {Record<string, string | number | null | undefined>} [query] names and values
 * @returns {string} with its question mark, or empty
 */
export function queryOf(query = {}) {
  const known = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  return known.length === 0 ? '' : `?${new URLSearchParams(known.map(([name, value]) => [name, String(value)]))}`;
}
