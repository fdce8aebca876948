// The pages with made-up traffic, to look at: node mock/serve.js [mode] [port]; the admin key is test-admin-key.
import { idOf } from './fixtures.js';
import { startMock } from './server.js';
import { lifeOf } from './traffic.js';

const mock = await startMock({ mode: process.argv[2] ?? 'usual', port: Number(process.argv[3] ?? 8099) });
console.log(`${mock.url} (${idOf(0)})`);
let number = 100000;
setInterval(() => {
  number += 1;
  const end = number % 9 === 0 ? 'blocked' : number % 13 === 0 ? 'failed' : 'completed';
  lifeOf(number, { end, model: ['claude-sonnet-4-5', 'gpt-5-codex', 'sim/hello'][number % 3] }).forEach((event, index) => setTimeout(() => mock.hub.emit({ ...event, at: new Date().toISOString() }), index * 400));
}, 700);
