import { HOSTILE } from './hostile.js';

const actor = (name, children = [], more = {}) => ({ name, type: 'Actor', state: 'idle', mailbox: 0, handled: 1200, restarts: 0, children, ...more });

/** What the system page asks for. */
export function systemRoutes(state) {
  const strange = () => state.mode === 'hostile';
  const node = (name, more = {}) => ({ node: strange() ? HOSTILE.script : name, state: 'live', started_at: '2026-01-31T08:00:00Z', seen_at: new Date().toISOString(), version: '1.0.0', open_calls: 12, policy: { name: 'careful', version: 2 }, is_self: false, ...more });
  const nodes = () => (state.mode === 'empty' ? [node('gw-1', { is_self: true })] : [node('gw-1', { is_self: true }), node('gw-2', { policy: { name: 'careful', version: 1 } }), node('gw-3', { state: 'gone', seen_at: '2026-01-31T09:00:00Z', open_calls: 0 })]);
  const calls = () => Array.from({ length: state.mode === 'large' ? 400 : 4 }, (_, number) => actor(`01a201a9ba8d752fbf217926f442c${String(number).padStart(3, '0')}`, [], { type: 'TransactionActor', state: 'busy', mailbox: number % 3 }));
  const tree = () => actor('/', [
    actor('system', [actor(strange() ? HOSTILE.handler : 'journal', [actor('writer-0', [], { type: 'WriterActor', mailbox: 7, restarts: 1 })], { type: 'JournalActor' })], { type: 'GuardianActor' }),
    actor('user', [actor('gateway', [actor('transactions', calls(), { type: 'TransactionsActor' })], { type: 'GatewayActor' })], { type: 'GuardianActor' }),
  ], { type: 'ActorSystem', handled: 0 });
  return [
    ['GET', /^\/api\/system\/nodes$/, () => ({ nodes: nodes(), is_complete: state.mode !== 'alone' })],
    ['GET', /^\/api\/system\/actors$/, () => ({ node: 'gw-1', root: tree(), count: state.mode === 'large' ? 4006 : 10, is_truncated: state.mode === 'large' })],
    ['GET', /^\/api\/system\/journal$/, () => ({ status: 'healthy', since: '2026-01-31T08:00:00Z', lag_ms: 4.2, queue_depth: 3, queue_limit: 1024, batch_p50: 12, batch_p99: 80, commit_p50_ms: 2.1, commit_p99_ms: 9.3, written_events: 190213, breaker: 'closed', spool_bytes: 0, spool_limit: 1073741824, spool_records: 0, dropped_events: 0, unanswered: 0, mode: 'async', reasons: [] })],
    ['GET', /^\/api\/system\/dependencies$/, () => ({ dependencies: [{ name: 'database', kind: 'postgres', state: 'up', since: '2026-01-31T08:00:00Z', latency_ms: 1.2, detail: null }, { name: 'redis', kind: 'redis', state: 'down', since: '2026-01-31T11:58:00Z', latency_ms: null, detail: strange() ? HOSTILE.svg : 'Connection refused; next try in 4 s.' }, { name: 'anthropic', kind: 'upstream', state: 'degraded', since: '2026-01-31T11:00:00Z', latency_ms: null, detail: "the judge 'anthropic' does not answer in time." }, { name: 'data directory', kind: 'disk', state: 'up', since: '2026-01-31T08:00:00Z', latency_ms: 0.03, detail: '81.4 GiB are free' }] })],
    ['GET', /^\/api\/system\/settings$/, () => ({ settings: [
      { path: 'server.port', value: '8000', source: 'default', place: 'hocon/luthien.conf:15', description: '0 takes a free one.', is_secret: false, is_set: true }, { path: 'auth.mode', value: 'client_key', source: 'environment', place: 'AUTH_MODE', description: null, is_secret: false, is_set: true },
      { path: 'auth.proxy-api-key', value: null, source: 'default', place: 'hocon/luthien.conf:34', description: null, is_secret: true, is_set: false },
      { path: 'auth.admin-api-key', value: null, source: 'environment', place: 'ADMIN_API_KEY', description: null, is_secret: true, is_set: true }, { path: 'journal.mode', value: 'async', source: 'file', place: '/etc/luthien/my.conf:3', description: null, is_secret: false, is_set: true },
      { path: 'limits.request-body', value: strange() ? HOSTILE.breakOut : '64MiB', source: 'command-line', place: '--luthien:limits:request-body', description: null, is_secret: false, is_set: true } ] })],
  ];
}
