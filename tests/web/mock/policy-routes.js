import { CATALOG, version } from './policies.js';
import { call, decision, idOf, part } from './fixtures.js';

const refused = (problems) => ({ problem: { type: 'urn:luthien:problem:policy-refused', title: 'Policy refused', status: 422, detail: "The policies before stay in use.", errors: problems } });

/** The policy API of the mock: keeps what is activated, so that a page can be seen to change it. */
export function policyRoutes(state, hub) {
  const first = version('careful', 1, [{ policy: 'SqlProtection', name: null, config: { readOnly: false }, mode: 'enforce', onFailure: null }]);
  const second = version('careful', 2, [...first.policies, { policy: 'StringReplacement', name: null, config: { pairs: [{ find: 'colour', replace: 'color' }] }, mode: 'shadow', onFailure: null }], true);
  const store = { versions: [second, first], history: [{ number: 2, action: 'activate', from: { name: 'careful', version: 1 }, to: { name: 'careful', version: 2 }, at: second.createdAt, by: 'admin (alice)' }, { number: 1, action: 'activate', from: null, to: { name: 'careful', version: 1 }, at: first.createdAt, by: 'admin' }] };
  state.store = store;
  const active = () => store.versions.find((item) => item.isActive) ?? null;

  const problemsOf = (policies) => policies.flatMap((item) => {
    if (item.policy === 'StringReplacement' && !(item.config?.pairs?.length > 0)) return [{ policy: item.name ?? item.policy, field: 'pairs', message: 'There must be at least one pair.' }];
    return item.policy === 'ToolCallJudge' && item.config?.upstream === 'nowhere' ? [{ policy: item.name ?? item.policy, field: 'upstream', message: 'There is no such upstream with a key of its own.' }] : [];
  });
  const activate = (wanted, action) => {
    const before = active();
    store.versions = store.versions.map((item) => ({ ...item, isActive: item === wanted }));
    const now = active();
    store.history.unshift({ number: store.history.length + 1, action, from: before && { name: before.name, version: before.version }, to: { name: now.name, version: now.version }, at: new Date().toISOString(), by: 'admin' });
    hub.emit({ type: 'policy.activated', name: now.name, version: now.version, by: 'admin', action });
    return now;
  };

  return [
    ['GET', /^\/admin\/policy\/list$/, () => listOf(state.mode === 'empty' ? [] : state.extraPolicy ? [...CATALOG, state.extraPolicy] : CATALOG)],
    ['GET', /^\/admin\/policy\/current$/, () => ({ status: 'healthy', reasons: [], source: 'db', name: state.mode === 'empty' ? null : active()?.name ?? null, version: state.mode === 'empty' ? 0 : active()?.version ?? 0, policies: state.mode === 'empty' ? [] : active()?.policies ?? [], since: '2026-01-31T09:00:00Z' })],
    ['GET', /^\/admin\/policy\/instances$/, () => ({ instances: state.mode === 'empty' ? [] : instancesOf(store.versions), next: null })],
    ['GET', /^\/admin\/policy\/instances\/[^/]+$/, ({ path }) => ({ name: path.at(-1), versions: store.versions.filter((item) => item.name === path.at(-1)), next: null })],
    ['GET', /^\/admin\/policy\/history$/, () => ({ changes: state.mode === 'empty' ? [] : store.history, next: null })],
    ['POST', /^\/admin\/policy\/validate$/, ({ body }) => (problemsOf(body.policies).length > 0 ? refused(problemsOf(body.policies)) : { policies: body.policies })],
    ['POST', /^\/admin\/policy\/enable$/, ({ body }) => {
      if (problemsOf(body.policies).length > 0) return refused(problemsOf(body.policies));
      const made = version(body.name, store.versions.filter((item) => item.name === body.name).length + 1, body.policies);
      store.versions.unshift(made);
      return activate(made, 'activate');
    }],
    ['POST', /^\/admin\/policy\/activate$/, ({ body }) => activate(store.versions.find((item) => item.name === body.name && item.version === body.version), 'activate')],
    ['POST', /^\/admin\/policy\/rollback$/, () => activate(store.versions.find((item) => !item.isActive), 'rollback')],
    ['POST', /^\/admin\/policy\/deactivate$/, () => {
      store.versions = store.versions.map((item) => ({ ...item, isActive: false }));
      return { status: 'healthy', reasons: [], source: 'db', name: null, version: 0, policies: [], since: new Date().toISOString() };
    }],
    ['POST', /^\/api\/policy\/try$/, ({ body, head }) => tried(body, hub, head)],
    ['GET', /^\/api\/policy\/shadow$/, () => ({ since: '2026-01-31T09:00:00Z', policies: state.mode === 'empty' ? [] : [{ policy: 'StringReplacement', version: 2, calls: 412, verdicts: { forward: 398, replace: 14 }, took_ms_p50: 0.2, took_ms_p99: 1.4, latest: [{ transaction_id: idOf(20), at: '2026-01-31T12:00:20Z', verdict: 'replace', reason: 'colour → color', probability: null }] }] })],
  ];
}

function listOf(policies) {
  const categories = [...new Set(policies.map((policy) => policy.category))].sort();
  return { categories: categories.map((category) => ({ category, policies: policies.filter((policy) => policy.category === category) })), broken: [{ name: 'Own.HalfPolicy', error: 'It has no [Policy] attribute.' }] };
}

function instancesOf(versions) {
  return [...new Set(versions.map(({ name }) => name))].sort().map((name) => {
    const own = versions.filter((item) => item.name === name);
    return { name, class: 'MultiSerial', description: own[0].description, newestVersion: own[0].version, activeVersion: own.find((item) => item.isActive)?.version ?? null, versions: own.length, createdAt: own[0].createdAt, createdBy: own[0].createdBy };
  });
}

function tried({ prompt, model, chain }, hub, head) {
  const id = idOf(900000 + Math.floor(Math.random() * 1000));
  head({ 'x-luthien-transaction-id': id });
  const answer = `You said: ${prompt}. The colour is blue.`;
  const isLoud = chain.some((item) => item.policy === 'AllCaps');
  for (let noise = 0; noise < 200; noise += 1) hub.emit({ type: 'transaction.opened', transaction_id: idOf(800000 + noise), model: 'sim/noise', format: 'openai-chat', kind: 'turn', is_stream: true, path: '/v1/chat/completions' });
  hub.emit({ type: 'transaction.opened', transaction_id: id, model, format: 'anthropic-messages', kind: 'turn', is_stream: true, path: '/v1/messages' });
  hub.emit({ type: 'transaction.completed', transaction_id: id, duration_ms: 12, status: 200 });
  const said = (text) => ({ request: { model, system: [], messages: [{ role: 'user', content: [part('text', prompt)] }], tools: [], parameters: [] }, response: { blocks: [part('text', text)], stop_reason: 'end_turn', usage: null, error: null, is_complete: true } });
  return { transaction_id: id, state: 'completed', gaps: [], before: said(answer), after: said(isLoud ? answer.toUpperCase() : answer.replaceAll('colour', 'color')), decisions: chain.map((item, stage) => decision(stage + 3, { policy: item.name ?? item.policy, stage, verdict: isLoud ? 'replace' : 'forward' })), judges: [] };
}

export { call };
