import { blocked, call, detail, diff, events, hostileCall, hostileDetail, idOf } from './fixtures.js';
import { knownConversation, sessions } from './conversation.js';
import { HOSTILE, ALL_HOSTILE } from './hostile.js';
import { policyRoutes } from './policy-routes.js';
import { systemRoutes } from './system-routes.js';

const gone = { problem: { type: 'urn:luthien:problem:not-found', title: 'Not found', status: 404, detail: 'Nothing with this id is on record.' } };

/** The JSON API of the mock: method, path, answer. `state.mode` may be usual, empty, large, hostile, database-down or down. */
export function routes(state, hub) {
  const allCalls = () => {
    if (state.calls) return state.calls;
    if (state.mode === 'empty') return [];
    if (state.mode === 'hostile') return Array.from({ length: 20 }, (_, number) => hostileCall(number)).reverse();
    const count = state.mode === 'large' ? 1000 : 60;
    return Array.from({ length: count }, (_, number) => (number === Math.floor(count / 3) ? blocked(number) : call(number))).reverse();
  };
  const page = (all, query, name) => {
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 50);
    return { [name]: all.slice(from, to), next: to < all.length ? String(to) : null };
  };
  const numberOf = (id) => Math.max(0, allCalls().findIndex((item) => item.transaction_id === id));
  const found = (id, answer) => (/^[0-9a-f]{32}$/.test(id) && id !== '0'.repeat(32) ? answer() : gone);
  const list = ({ query }) => page(allCalls().filter((item) => ['model', 'state', 'session', 'kind'].every((key) => !query.get(key) || item[key === 'session' ? 'session_id' : key] === query.get(key))), query, 'calls');

  return [
    ['GET', /^\/debug\/calls$/, list],
    ['GET', /^\/debug\/calls\/[^/]+$/, ({ id }) => found(id, () => (state.detail ? state.detail(id) : state.mode === 'hostile' ? hostileDetail(1) : detail(numberOf(id))))],
    ['GET', /^\/debug\/calls\/[^/]+\/events$/, ({ id }) => found(id, () => events(numberOf(id)))],
    ['GET', /^\/debug\/calls\/[^/]+\/diff$/, ({ id }) => found(id, () => (state.mode === 'hostile' ? hostileDiff() : state.mode === 'empty' ? { ...diff(0), request: null, response: null, is_changed: false, gaps: ['The bodies are recorded as hashes.'] } : diff(0)))],
    ['GET', /^\/api\/search$/, ({ query }) => (query.get('text') === 'slow' ? { problem: { type: 'urn:luthien:problem:query-timeout', title: 'Query timeout', status: 504, detail: 'Narrow it by time, model or session.' } } : query.get('text') === 'nothing' ? { calls: [], next: null } : list({ query }))],
    ['GET', /^\/api\/sessions$/, ({ query }) => page(state.mode === 'empty' ? [] : state.mode === 'hostile' ? sessions(20).map((item) => ({ ...item, title: ALL_HOSTILE })) : sessions(120), query, 'sessions')],
    ['GET', /^\/api\/sessions\/[^/]+$/, ({ id, query }) => sessionPage(state, id, query)],
    ['GET', /^\/health\/ready$/, () => ({ status: 'degraded', reasons: ['the database answers slowly'], journal: { status: 'degraded', lag_ms: 42.5 } })],
    ...policyRoutes(state, hub),
    ...systemRoutes(state),
  ];
}

function sessionPage(state, id, query) {
  if (id === 'gone') return gone;
  const whole = state.talk ?? knownConversation(id, state.mode === 'empty' ? 0 : id === 'long' && state.mode !== 'hostile' ? 2500 : 12);
  const { session, calls } = state.mode === 'hostile' ? hostileConversation(whole) : whole;
  const from = Number(query.get('cursor') ?? 0);
  const to = from + Number(query.get('limit') ?? 50);
  return { session, calls: calls.slice(from, to), next: to < calls.length ? String(to) : null };
}

function hostileConversation({ session, calls }) {
  const { request, response } = hostileDetail(1);
  return { session: { ...session, title: ALL_HOSTILE }, calls: calls.map((item) => ({ ...item, call: { ...item.call, model: HOSTILE.handler, error: HOSTILE.svg }, new_messages: request.messages, response, gaps: [HOSTILE.script] })) };
}

function hostileDiff() {
  const all = diff(0);
  const text = hostileDetail(1).request.system[0];
  const change = { change: 'changed', before_index: 0, after_index: 0, before: text, after: { ...text, text: HOSTILE.script }, words: [{ change: 'removed', text: ALL_HOSTILE }, { change: 'added', text: HOSTILE.script }] };
  const value = { name: HOSTILE.handler, change: 'changed', before: HOSTILE.breakOut, after: HOSTILE.svg };
  return { ...all, format: HOSTILE.script, gaps: [HOSTILE.svg], request: { is_changed: true, model: value, system: [change], tools: [value], parameters: [value], messages: [{ change: 'changed', role: HOSTILE.handler, before_index: 0, after_index: 0, content: [change] }] }, response: { is_changed: true, blocks: [change], stop_reason: value, error: value } };
}

export { idOf };
