import { call, part, timeOf } from './fixtures.js';

const WORDS = 'the agent reads a file and finds the line that breaks the test then writes a smaller change and runs it again until all is green'.split(' ');
const sentence = (seed, length) => Array.from({ length }, (_, index) => WORDS[(seed * 7 + index * (seed % 5 + 1)) % WORDS.length]).join(' ');

const made = new Map();

/** A session, made once. */
export function knownConversation(id, calls) {
  const key = `${id} ${calls}`;
  if (!made.has(key)) made.set(key, conversation(id, calls));
  return made.get(key);
}

/** A session with about two messages a call, of very different lengths. */
export function conversation(id, calls) {
  return {
    session: { session_id: id, first_at: timeOf(0), last_at: timeOf(calls), title: 'Move the users table', calls, turns: calls, interventions: 2, input_tokens: 84000, output_tokens: 34000 },
    calls: Array.from({ length: calls }, (_, number) => ({
      call: call(number, { session_id: id }),
      system: number === 0 ? [part('text', 'You are a careful assistant.')] : [],
      new_messages: [{ role: 'user', content: [number % 4 === 3 ? part('tool_result', `file-${number}.cs\n${sentence(number, 30)}`, { tool_call_id: `toolu_${number - 1}` }) : part('text', `Turn ${number}: ${sentence(number, 4 + number % 40)}`)] }],
      known_messages: number * 2,
      response: { blocks: number % 4 === 2
        ? [part('thinking', sentence(number, 20)), part('tool_call', JSON.stringify({ command: `cat file-${number}.cs` }), { tool_name: 'Bash', tool_call_id: `toolu_${number}` })]
        : [part('text', `Answer ${number}: ${sentence(number + 3, 10 + (number * 13) % 180)}${number === calls - 9 ? ' the needle in the haystack' : ''}`)],
      stop_reason: 'end_turn', usage: { input: 10, output: 20, cache_read: 0, cache_creation: 0, reasoning: null }, error: null, is_complete: true },
      gaps: [],
    })),
  };
}

export const sessions = (count) => Array.from({ length: count }, (_, number) => ({
  session_id: number === 0 ? 'long' : `session-${number}`, first_at: timeOf(count - number), last_at: timeOf(count - number + 40), title: ['Move the users table', 'Mend the failing login test', null, 'Why is the build slow?'][number % 4],
  calls: number === 0 ? 2500 : 12 + number, turns: number === 0 ? 2500 : 9 + number, interventions: number % 3, input_tokens: 8400 * (number + 1), output_tokens: 3400,
}));
