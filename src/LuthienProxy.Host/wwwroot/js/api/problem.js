import { plain } from '../text/visible.js';
import { camel } from './names.js';

/**
 * @typedef {{ policy: string | null, field: string | null, message: string }} FieldProblem
 * What is wrong with one setting: of which policy of a chain, where in its configuration (`pairs[0].find`), and why.
 */

/** Why the API did not do what it was asked: in its own words, or in the page's where no answer came. */
export class ApiProblem extends Error {
  /**
   * @param {{ status: number, kind: string, title: string, detail: string, parameter?: string | null, problems?: FieldProblem[], retryAfterMs?: number | null }} told
   * `status` is 0 where no answer came; `kind` is the last word of the problem's type.
   */
  constructor(told) {
    super(told.detail);
    this.name = 'ApiProblem';
    this.status = told.status;
    this.kind = told.kind;
    this.title = told.title;
    this.detail = told.detail;
    this.parameter = told.parameter ?? null;
    this.problems = told.problems ?? [];
    this.retryAfterMs = told.retryAfterMs ?? null;
  }

  /** Whether the same request may succeed later: nobody answered, or who answered is busy. */
  get isPassing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 502;
  }
}

/**
 * The problem that an answer tells, also one that is not the API's own (a load balancer's page, say).
 * @param {number} status the HTTP status
 * @param {string} text the body
 * @param {string | null} retryAfter the header, in seconds
 * @returns {ApiProblem}
 */
export function problemOf(status, text, retryAfter) {
  const body = parse(text);
  const seconds = retryAfter === null || retryAfter.trim() === '' ? NaN : Number(retryAfter);
  return new ApiProblem({
    status,
    kind: typeof body.type === 'string' ? body.type.split(':').at(-1) ?? 'unknown' : 'unknown',
    title: typeof body.title === 'string' ? body.title : `The gateway answered ${status}.`,
    detail: typeof body.detail === 'string' ? body.detail : plain(text, 200) || 'It gave no reason.',
    parameter: typeof body.parameter === 'string' ? body.parameter : null,
    problems: Array.isArray(body.errors) ? body.errors.map(fieldOf) : [],
    retryAfterMs: Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : null,
  });
}

/**
 * The problem of a request that got no answer at all.
 * @returns {ApiProblem}
 */
export function noAnswer() {
  return new ApiProblem({ status: 0, kind: 'no-answer', title: 'No answer', detail: 'The gateway cannot be reached. Is it running, and is this machine online?' });
}

/**
 * Whatever was thrown as a problem that can be shown.
 * @param {unknown} thrown what was caught
 * @returns {ApiProblem}
 */
export function asProblem(thrown) {
  if (thrown instanceof ApiProblem) return thrown;
  return new ApiProblem({ status: 0, kind: 'page', title: 'This page failed', detail: thrown instanceof Error ? thrown.message : String(thrown) });
}

/**
 * @param {unknown} entry
 * @returns {FieldProblem}
 */
function fieldOf(entry) {
  const { policy, field, message } = /** @type {Record<string, unknown>} */ (typeof entry === 'object' && entry !== null ? entry : {});
  return { policy: typeof policy === 'string' ? policy : null, field: typeof field === 'string' ? field : null, message: typeof message === 'string' ? message : 'It is wrong.' };
}

/**
 * @param {string} text
 * @returns {Record<string, any>}
 */
function parse(text) {
  try {
    const body = camel(JSON.parse(text));
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}
