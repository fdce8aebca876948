// The admin API through a client that is generated from docs/openapi.json: the compiler holds what is asked and read here against the document.
import createClient from 'openapi-fetch';
import type { components, paths } from './openapi.js';

declare const process: { argv: string[]; exit(code: number): never };

type Happened = components['schemas']['ActivityEvent'];

const [, , address, key] = process.argv as [string, string, string, string];
const client = createClient<paths>({
  baseUrl: address.replace(/\/$/, ''),
  headers: { authorization: `Bearer ${key}` },
  // The document says that lists are joined by commas; of it only the types are here.
  querySerializer: { array: { style: 'form', explode: false } },
});

function must<T>(answer: { data?: T; error?: unknown; response: Response }): NonNullable<T> {
  if (answer.data === undefined || answer.data === null) throw new Error(`${answer.response.url}: ${answer.response.status} ${JSON.stringify(answer.error)}`);
  return answer.data;
}

/** Makes a call and reads the stream until it has ended. */
async function watched(): Promise<Happened[]> {
  const stream = must(await client.GET('/activity/stream', { params: { query: { type: ['transaction.opened', 'policy.decided', 'transaction.completed'] } }, parseAs: 'stream' })) as ReadableStream<Uint8Array>;
  // The simulator's models ask for no credential, and the admin key is not for them.
  must(await client.POST('/v1/chat/completions', { headers: { authorization: null }, body: { model: 'sim/hello', messages: [{ role: 'user', content: 'Hello' }] } }));
  const seen: Happened[] = [];
  let rest = '';
  const decoder = new TextDecoder();
  for await (const bytes of stream) {
    rest += decoder.decode(bytes, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks)
      for (const line of block.split('\n')) if (line.startsWith('data: ')) seen.push(JSON.parse(line.slice('data: '.length)) as Happened);
    if (seen.at(-1)?.type === 'transaction.completed') break;
  }
  return seen;
}

const enabled = must(await client.POST('/admin/policy/enable', { body: { name: 'generated', policy: 'AllCaps' } }));
const again = must(await client.POST('/admin/policy/activate', { body: { name: enabled.name, version: enabled.version } }));
const current = must(await client.GET('/admin/policy/current'));
const refused = await client.POST('/admin/policy/validate', { body: { name: 'generated', policy: 'NoSuchPolicy' } });
const events = await watched();
const opened = events.find((happened) => happened.type === 'transaction.opened');
const id = opened && 'transaction_id' in opened ? opened.transaction_id : '';

// The record may be a moment behind.
let call = await client.GET('/debug/calls/{id}', { params: { path: { id } } });
for (let tries = 0; call.data?.call.state !== 'completed' && tries < 300; tries++) {
  await new Promise((resolve) => setTimeout(resolve, 100));
  call = await client.GET('/debug/calls/{id}', { params: { path: { id } } });
}
const list = must(await client.GET('/debug/calls', { params: { query: { limit: 5, model: 'sim/hello' } } }));
const missing = await client.GET('/debug/calls/{id}', { params: { path: { id: '0'.repeat(32) } } });

console.log(
  JSON.stringify({
    active: `${again.name}@${again.version}`,
    current: `${current.name}@${current.version}`,
    refused: refused.error && 'errors' in refused.error ? refused.error.errors.map((error) => error.policy ?? '') : [],
    events: events.map((happened) => happened.type),
    listed: list.calls.some((one) => one.transaction_id === id),
    answer: must(call).response?.blocks.map((block) => block.text).join('') ?? '',
    missing: missing.error && 'type' in missing.error ? missing.error.type : '',
  }),
);
process.exit(0);
