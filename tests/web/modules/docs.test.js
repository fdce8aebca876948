import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOf } from './root.js';

const modules = (await filesOf('.js')).filter(({ path }) => !path.startsWith('js/boot/'));
const EXPORT = /^export (?:async )?(function|class|const) (\w+)(?:\(([\s\S]*?)\) \{$)?/gm;

/** The documentation comment that ends right before a place; null where there is none. */
function commentBefore(text, index) {
  const before = text.slice(0, index);
  const from = before.lastIndexOf('/**');
  return from >= 0 && /\*\/\s*$/.test(before.slice(from)) && before.slice(from).split('*/').length === 2 ? before.slice(from) : null;
}

/** The names of a function's parameters; one that is taken apart counts without a name. */
function parametersOf(list) {
  let depth = 0;
  const parts = [''];
  for (const character of list) {
    if ('{[('.includes(character)) depth += 1;
    if ('}])'.includes(character)) depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

const exported = modules.flatMap(({ path, text }) => [...text.matchAll(EXPORT)].map((match) => ({ place: `${path}: ${match[2]}`, kind: match[1], parameters: parametersOf(match[3] ?? ''), comment: commentBefore(text, match.index) })));

test('the search sees what modules export', () => {
  assert.ok(exported.length > 120);
  assert.ok(exported.filter(({ kind }) => kind === 'function').length > 100);
  assert.equal(commentBefore('/** a */\nlet x;\n', 16), null);
});

test('everything that a module exports says what it is', () => {
  assert.deepEqual(exported.filter(({ comment }) => comment === null).map(({ place }) => place), []);
});

test('every exported function names the type of each parameter', () => {
  const missing = exported.filter(({ kind, comment }) => kind === 'function' && comment !== null && !comment.includes('@type'))
    .filter(({ parameters, comment }) => (comment.match(/@param \{/g) ?? []).length !== parameters.length).map(({ place }) => place);
  assert.deepEqual(missing, []);
});

test('every exported function says what it gives, unless it makes an object whose members say so', () => {
  const missing = exported.filter(({ kind, comment, place }) => kind === 'function' && comment !== null && !/@returns \{|@type/.test(comment) && !/: (?:create\w+|chainView|policyEditor)$/.test(place)).map(({ place }) => place);
  assert.deepEqual(missing, []);
});

test('every function inside a module names its types too', () => {
  const bare = modules.flatMap(({ path, text }) => [...text.matchAll(/^(?:async )?function (\w+)\(([^)]*)\)/gm)].filter((match) => match[2].trim() !== '' && !/@param|@type/.test(commentBefore(text, match.index) ?? '')).map((match) => `${path}: ${match[1]}`));
  assert.deepEqual(bare, []);
});
