import { idOf } from './fixtures.js';

const REASON = 'The statement drops the table users.';

/** What one call says of itself while it runs, in order. */
export function lifeOf(number, { end = 'completed', model = 'claude-sonnet-4-5', at = Date.now() } = {}) {
  const id = idOf(number);
  const time = (ms) => new Date(at + ms).toISOString();
  return [
    { type: 'transaction.opened', transaction_id: id, at: time(0), model, format: 'anthropic-messages', kind: 'turn', session_id: `session-${number % 7}`, is_stream: true, path: '/v1/messages', policy: { name: 'careful', version: 2, is_override: false } },
    { type: 'transaction.state', transaction_id: id, at: time(2), state: 'connecting' },
    { type: 'transaction.state', transaction_id: id, at: time(90), state: 'streaming' },
    { type: 'transaction.first_byte', transaction_id: id, at: time(240), after_ms: 180 + number % 300 },
    { type: 'transaction.progress', transaction_id: id, at: time(900), bytes: 4000, deltas: 40, elapsed_ms: 900 },
    { type: 'policy.decided', transaction_id: id, at: time(1200), policy: 'SqlProtection', version: 2, stage: 0, verdict: end === 'blocked' ? 'block' : 'forward', is_shadow: false, reason: end === 'blocked' ? REASON : null, block: 0, probability: null, took_ms: 0.4 },
    { type: `transaction.${end}`, transaction_id: id, at: time(1400), status: end === 'failed' ? 502 : 200, duration_ms: 1400, time_to_first_byte_ms: 240, tokens: { input: 1200, output: 90, cache_read: 0, cache_creation: 0, reasoning: null }, stop_reason: 'end_turn', error_code: null, error: end === 'failed' ? 'The upstream broke off.' : null, bytes_delivered: 9000 },
  ];
}
