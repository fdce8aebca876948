import { ALL_HOSTILE, HOSTILE } from './hostile.js';

const START = Date.parse('2026-01-31T12:00:00Z');
const MODELS = ['claude-sonnet-4-5', 'claude-haiku-4-5', 'gpt-5-codex', 'sim/hello'];
const STATES = ['completed', 'completed', 'completed', 'completed', 'completed', 'completed', 'failed', 'cancelled', 'completed', 'completed'];
const TITLES = ['Mend the failing login test', 'Why is the build slow?', 'Write the release notes', 'Move the users table', 'Read the error log', 'Explain this regular expression'];

/** A transaction id that sorts by its number. */
export const idOf = (number) => (START + number).toString(16).padStart(12, '0') + '7d2fbf217926f442c2a1'.padEnd(20, '0');

export const timeOf = (number) => new Date(START + number * 1000).toISOString();

export const part = (kind, text, more = {}) => ({ kind, text, tool_call_id: null, tool_name: null, is_error: false, type: null, reference: null, choice: 0, ...more });

/** A call as the lists show it. */
export function call(number, more = {}) {
  const state = STATES[number % STATES.length];
  return {
    transaction_id: idOf(number), opened_at: timeOf(number), ended_at: timeOf(number + 3), node: `gw-${number % 2 + 1}`, format: 'anthropic-messages', method: 'POST', path: '/v1/messages',
    model: MODELS[number % MODELS.length], is_stream: true, kind: 'turn', session_id: `session-${number % 7}`, trace_id: null, title: TITLES[number % TITLES.length], upstream: 'anthropic', upstream_status: 200,
    state, status: state === 'failed' ? 502 : 200, stop_reason: 'end_turn', error_code: state === 'failed' ? 'upstream-timeout' : null, error: state === 'failed' ? 'The upstream did not answer in time.' : null,
    is_intervened: false, usage: { input: 1200 + number, output: 300, cache_read: 0, cache_creation: 0, reasoning: null }, bytes_received: 30810, bytes_delivered: 30810, first_byte_ms: 180 + number % 400,
    duration_ms: 2500 + number % 3000, event_count: 7, ...more,
  };
}

export const blocked = (number) => call(number, { state: 'blocked', is_intervened: true, title: 'Clean up the staging database', stop_reason: 'end_turn' });

export const hostileCall = (number) => call(number, { model: HOSTILE.handler, title: ALL_HOSTILE, error: HOSTILE.svg, path: `/v1/${HOSTILE.script}`, node: HOSTILE.bidi, upstream: HOSTILE.template, state: 'failed', status: 500 });

export const decision = (sequence, more = {}) => ({
  sequence, at: timeOf(sequence), policy: 'SqlProtection', version: 3, stage: 0, is_shadow: false, verdict: 'forward', reason: null, block: null, probability: null, took_ms: 0.4, seen: null, ...more,
});

/** A call with everything in it: thinking, tools, a judge, a block. */
export function detail(number, more = {}) {
  return {
    call: blocked(number),
    request_headers: [{ name: 'User-Agent', value: 'claude-cli/2.0' }, { name: 'anthropic-version', value: '2023-06-01' }],
    upstream_url: 'https://upstream.example/v1/messages', is_request_changed: false, response_headers: [{ name: 'request-id', value: 'req_2' }], is_response_changed: true,
    decisions: [
      decision(4, { verdict: 'forward', block: 0, policy: 'RegexRedaction', stage: 0, took_ms: 0.12 }),
      decision(6, { verdict: 'forward', is_shadow: true, policy: 'BlockWebRequests', stage: 1, reason: 'Would have passed.', took_ms: 0.08 }),
      decision(7, { verdict: 'block', block: 1, stage: 2, policy: 'ToolCallJudge', probability: 0.94, reason: 'The call drops a table that other teams use; nobody asked for that.', took_ms: 812 }),
    ],
    judges: [{ sequence: 5, at: timeOf(5), policy: 'ToolCallJudge', upstream: 'anthropic', model: 'claude-haiku-4-5', is_cached: false, attempts: 1, took_ms: 803, answer: { size: 61, text: '{"probability": 0.94, "explanation": "Drops a shared table."}', base64: null, is_excerpt: false, cut: null, sha256: null }, failure: null }],
    repairs: { missing_stop: 1 },
    request: {
      model: 'claude-sonnet-4-5',
      system: [part('text', 'You are a careful assistant.\nNever delete what you were not asked to delete.')],
      messages: [
        { role: 'user', content: [part('text', 'Clean up the staging database, please.')] },
        { role: 'assistant', content: [part('text', 'I look at the tables first.'), part('tool_call', '{"command":"sqlite3 app.db .tables"}', { tool_call_id: 'toolu_1', tool_name: 'Bash' })] },
        { role: 'user', content: [part('tool_result', 'orders  users  sessions_old', { tool_call_id: 'toolu_1' })] },
      ],
      tools: [{ name: 'Bash', kind: 'function', description: 'Runs a command.', definition: '{"name":"Bash","description":"Runs a command.","input_schema":{"type":"object","properties":{"command":{"type":"string"}}}}' }],
      parameters: [{ name: 'max_tokens', value: '4096' }, { name: 'stream', value: 'true' }],
    },
    response: {
      blocks: [part('thinking', 'sessions_old looks unused, and users … I could drop both.'), part('text', 'I tried to run a command, and it was stopped:\n\n```\nsqlite3 app.db "DROP TABLE users"\n```\n\nThe call drops a table that other teams use.')],
      stop_reason: 'end_turn', usage: { input: 1200, output: 80, cache_read: 900, cache_creation: 0, reasoning: null }, error: null, is_complete: true,
    },
    gaps: [],
    ...more,
  };
}

export function hostileDetail(number) {
  const all = detail(number);
  return {
    ...all, call: hostileCall(number), request_headers: [{ name: HOSTILE.handler, value: HOSTILE.script }], upstream_url: HOSTILE.address, gaps: [HOSTILE.svg], repairs: { [HOSTILE.key]: 1, [HOSTILE.script]: 2 },
    decisions: [decision(4, { verdict: 'block', policy: HOSTILE.script, reason: ALL_HOSTILE, probability: 0.5 })],
    request: {
      model: HOSTILE.breakOut, system: [part('text', ALL_HOSTILE)],
      messages: [{ role: HOSTILE.handler, content: [part('text', ALL_HOSTILE), part('tool_call', `{"x":${JSON.stringify(HOSTILE.script)}}`, { tool_name: HOSTILE.svg, tool_call_id: HOSTILE.address }), part('image', '', { type: HOSTILE.handler, reference: HOSTILE.address }), part('opaque', ALL_HOSTILE, { type: HOSTILE.style })] }],
      tools: [{ name: HOSTILE.script, kind: HOSTILE.handler, description: HOSTILE.svg, definition: HOSTILE.breakOut }], parameters: [{ name: HOSTILE.key, value: HOSTILE.template }],
    },
    response: { blocks: [part('text', ALL_HOSTILE), part('thinking', HOSTILE.bidi)], stop_reason: HOSTILE.handler, usage: null, error: HOSTILE.script, is_complete: false },
  };
}

const same = (name, before) => ({ name, change: 'same', before, after: null });

/** What policies made of a call: changed words, a blocked tool call, a parameter and a tool that went. */
export function diff(number) {
  return {
    transaction_id: idOf(number), format: 'anthropic-messages', is_stream: true, is_changed: true,
    request: {
      is_changed: true, model: { name: 'model', change: 'changed', before: 'claude-opus-4-1', after: 'claude-sonnet-4-5' },
      system: [{ change: 'changed', before_index: 0, after_index: 0, before: part('text', 'You are a helpful assistant.'), after: part('text', 'You are a careful assistant. Follow the house rules.'), words: [{ change: 'same', text: 'You are a ' }, { change: 'removed', text: 'helpful' }, { change: 'added', text: 'careful' }, { change: 'same', text: ' assistant.' }, { change: 'added', text: ' Follow the house rules.' }] }],
      tools: [same('Read', '{"name":"Read"}'), { name: 'Bash', change: 'changed', before: '{"name":"Bash","description":"Runs any command."}', after: '{"name":"Bash","description":"Runs a safe command."}' }, { name: 'WebFetch', change: 'removed', before: '{"name":"WebFetch"}', after: null }],
      parameters: [same('max_tokens', '4096'), { name: 'temperature', change: 'changed', before: '1', after: '0.2' }, { name: 'metadata', change: 'added', before: null, after: '{"by":"policy"}' }],
      messages: [
        { change: 'same', role: 'user', before_index: 0, after_index: 0, content: [] },
        { change: 'changed', role: 'user', before_index: 1, after_index: 1, content: [{ change: 'changed', before_index: 0, after_index: 0, before: part('text', 'My key is sk-live-1234567890, use it.'), after: part('text', 'My key is [redacted key], use it.'), words: [{ change: 'same', text: 'My key is ' }, { change: 'removed', text: 'sk-live-1234567890' }, { change: 'added', text: '[redacted key]' }, { change: 'same', text: ', use it.' }] }] },
      ],
    },
    response: {
      is_changed: true,
      blocks: [
        { change: 'same', before_index: 0, after_index: 0, before: part('thinking', 'I should use the key.'), after: null, words: [] },
        { change: 'changed', before_index: 1, after_index: 1, before: part('text', 'The key is 1234.'), after: part('text', 'The key is [removed].'), words: [{ change: 'same', text: 'The key is ' }, { change: 'removed', text: '1234' }, { change: 'added', text: '[removed]' }, { change: 'same', text: '.' }] },
        { change: 'removed', before_index: 2, after_index: null, before: part('tool_call', '{"command":"psql -c \\"DROP TABLE users\\""}', { tool_name: 'Bash', tool_call_id: 'toolu_9' }), after: null, words: [] },
        { change: 'added', before_index: null, after_index: 2, before: null, after: part('text', 'A command was stopped: it drops a table.'), words: [] },
      ],
      stop_reason: { name: 'stop', change: 'changed', before: 'tool_use', after: 'end_turn' }, error: same('error', null),
    },
    gaps: [],
  };
}

/** The events of a call as they were recorded. */
export function events(number) {
  const at = (ms) => new Date(START + number * 1000 + ms).toISOString();
  const rows = [
    [0, 'opened', { model: 'claude-sonnet-4-5' }, null], [1, 'request_received', {}, { size: 4100, text: '{"model":"claude-sonnet-4-5"}', base64: null, is_excerpt: true, cut: null, sha256: null }], [4, 'request_forwarded', {}, null],
    [640, 'upstream_responded', { status: 200 }, null], [700, 'original_segment', { bytes: { size: 900 } }, { size: 900, text: 'event: message_start\ndata: {"type":"message_start"}', base64: null, is_excerpt: false, cut: null, sha256: null }],
    [705, 'delivered_segment', { runs: [{ from: 0, length: 900 }] }, null], [1500, 'judge_called', { policy: 'ToolCallJudge' }, null], [1520, 'policy_decided', { policy: 'ToolCallJudge', verdict: 'Block' }, null], [1600, 'blocked', {}, null],
  ];
  return { events: rows.map(([ms, type, data, body], index) => ({ sequence: index, at: at(ms), type, data, body })), next: null, is_ended: true };
}
