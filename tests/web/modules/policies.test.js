import assert from 'node:assert/strict';
import { test } from 'node:test';
import { camel } from '../../../src/LuthienProxy.Host/wwwroot/js/api/names.js';
import { byCategory } from '../../../src/LuthienProxy.Host/wwwroot/js/policies/catalog-view.js';
import { changed, faultsOf, fromApi, isSame, moved, namesOf, stageOf, toApi } from '../../../src/LuthienProxy.Host/wwwroot/js/policies/chain.js';
import { nameOf } from '../../../src/LuthienProxy.Host/wwwroot/js/policies/current-view.js';
import { createOwnEvents } from '../../../src/LuthienProxy.Host/wwwroot/js/policies/own-events.js';
import { actedShare } from '../../../src/LuthienProxy.Host/wwwroot/js/policies/shadow-view.js';
import { pairsOf } from '../../../src/LuthienProxy.Host/wwwroot/js/policies/try-pairs.js';
import { blank, readableName, withMember } from '../../../src/LuthienProxy.Host/wwwroot/js/schema/blank.js';
import { check } from '../../../src/LuthienProxy.Host/wwwroot/js/schema/check.js';
import { readSchema } from '../../../src/LuthienProxy.Host/wwwroot/js/schema/read.js';
import { parsed } from '../../../src/LuthienProxy.Host/wwwroot/js/schema/scalar-views.js';
import { part } from '../mock/fixtures.js';
import { HOSTILE } from '../mock/hostile.js';
import { CATALOG } from '../mock/policies.js';

const schemaOf = (name) => readSchema(CATALOG.find((policy) => policy.name === name).schema);
const catalog = camel(CATALOG);

test('a schema becomes the fields that it describes', () => {
  const field = schemaOf('StringReplacement');
  assert.deepEqual(field.fields.map(({ name, kind, isRequired }) => [name, kind, isRequired]), [['pairs', 'array', true], ['matchCapitalisation', 'boolean', false], ['direction', 'choice', false], ['targets', 'text', false]]);
  assert.deepEqual(field.fields[0].item.fields.map(({ name, kind }) => [name, kind]), [['find', 'text'], ['replace', 'text']]);
  assert.deepEqual(field.fields[2].choices, ['Request', 'Response', 'Both']);
  assert.deepEqual(schemaOf('ToolCallJudge').fields.map(({ kind }) => kind), ['text', 'text', 'number', 'integer', 'text', 'array', 'choice']);
  assert.equal(schemaOf('MultiParallel').fields[0].item.kind, 'policy');
});

test('what no form fits is JSON, and nothing is lost', () => {
  const kind = (schema) => readSchema(schema).kind;
  assert.deepEqual([true, {}, null, 7, { type: ['string', 'number'] }, { type: 'object' }, { type: 'array' }, { type: 'array', items: true }, { enum: [1, 2] }, { anyOf: [] }, { type: 'null' }, { type: 'strange' }].map(kind), Array.from({ length: 12 }, () => 'json'));
  assert.deepEqual([{ type: ['string', 'null'] }, { enum: ['A', null] }, { type: ['null', 'integer'] }].map(kind), ['text', 'choice', 'integer']);
});

test('references within a schema are followed, those that lead round or away are not', () => {
  const schema = { type: 'object', properties: { a: { $ref: '#/$defs/word' }, b: { $ref: '#/properties/b' }, c: { $ref: 'https://elsewhere.example/x' }, d: { $ref: '#/constructor' } }, $defs: { word: { type: 'string' } } };
  assert.deepEqual(readSchema(schema).fields.map(({ kind }) => kind), ['text', 'json', 'json', 'json']);
  const round = { type: 'object', properties: { inner: { $ref: '#' } } };
  let field = readSchema(round);
  let depth = 0;
  for (; field.kind === 'object'; depth += 1) [field] = field.fields;
  assert.ok(depth < 12);
});

test('each example of a policy is found right', () => {
  for (const { schema, example } of CATALOG) assert.deepEqual(check(readSchema(schema), example), []);
});

test('what is wrong is found where it stands', () => {
  const faults = (name, value) => check(schemaOf(name), value).map(({ path }) => path);
  assert.deepEqual(faults('StringReplacement', {}), ['pairs']);
  assert.deepEqual(faults('StringReplacement', { pairs: [{ find: 'a', replace: '' }, { find: 7 }], direction: 'Up', extra: 1 }), ['pairs[1].find', 'pairs[1].replace', 'direction', 'extra']);
  assert.deepEqual(faults('ToolCallJudge', { upstream: 'a', model: 'm', retries: 1.5, threshold: 'x', passTools: 'Bash' }), ['threshold', 'retries', 'passTools']);
  assert.deepEqual(faults('MultiParallel', { policies: [{ policy: '' }, {}, 3] }), ['policies[0].policy', 'policies[1].policy', 'policies[2].policy'].slice(0, 2).concat('policies[2].policy'));
  assert.deepEqual(faults('NoOp', 'text'), ['']);
  assert.deepEqual(check(schemaOf('NoOp'), JSON.parse('{"__proto__":1}')).map(({ path }) => path), ['__proto__']);
});

test('an empty form holds what is needed', () => {
  assert.deepEqual(blank(schemaOf('StringReplacement')), { pairs: [] });
  assert.deepEqual(blank(schemaOf('StringReplacement').fields[0].item), { find: '', replace: '' });
  assert.deepEqual(blank(schemaOf('MultiParallel').fields[0].item), { policy: '' });
});

test('members are set in their place and taken out, and JSON that is none yet stays a text', () => {
  assert.deepEqual(Object.keys(withMember({ a: 1, b: 2 }, 'a', 3)), ['a', 'b']);
  assert.deepEqual([withMember({ a: 1 }, 'a', undefined), withMember('x', 'a', 1), withMember([1], 'a', 1)], [{}, { a: 1 }, { a: 1 }]);
  assert.deepEqual([parsed(' '), parsed('{"a":1}'), parsed('{"a')], [undefined, { a: 1 }, '{"a']);
  assert.deepEqual(['matchCapitalisation', 'on_failure', 'x'].map(readableName), ['Match capitalisation', 'On failure', 'X']);
});

test('a chain goes to the API and comes back the same', () => {
  const references = camel([{ policy: 'SqlProtection', name: null, config: { readOnly: true }, mode: 'shadow', onFailure: 'open' }, { policy: 'AllCaps', name: 'loud', config: {}, mode: 'enforce', onFailure: null }]);
  const stages = fromApi(references);
  assert.deepEqual(toApi(stages), [{ policy: 'SqlProtection', config: { readOnly: true }, mode: 'shadow', onFailure: 'open' }, { policy: 'AllCaps', name: 'loud', config: {}, mode: 'enforce' }]);
  assert.ok(isSame(stages, fromApi(toApi(stages))));
  assert.deepEqual(fromApi([{ policy: 'X', mode: 'Shadow', onFailure: 'Closed' }]).map(({ mode, onFailure, config }) => [mode, onFailure, config]), [['shadow', 'closed', {}]]);
});

test('a policy that stands twice is told apart', () => {
  const stages = [stageOf('AllCaps', {}), stageOf('AllCaps', {}), { ...stageOf('NoOp', {}), name: 'AllCaps-3' }, stageOf('AllCaps', {})];
  assert.deepEqual(namesOf(stages), ['AllCaps', 'AllCaps-2', 'AllCaps-3', 'AllCaps-4']);
  assert.equal(new Set(stages.map(({ key }) => key)).size, 4);
});

test('stages are moved, at most to the ends, and changed alone', () => {
  const stages = ['A', 'B', 'C'].map((name) => stageOf(name, {}));
  const order = (chain) => chain.map(({ policy }) => policy).join('');
  assert.deepEqual([order(moved(stages, stages[0].key, 2)), order(moved(stages, stages[2].key, -5)), order(moved(stages, stages[1].key, 99)), order(moved(stages, 'nobody', 0))], ['BCA', 'CAB', 'ACB', 'ABC']);
  assert.deepEqual(changed(stages, stages[1].key, { mode: 'shadow' }).map(({ mode }) => mode), ['enforce', 'shadow', 'enforce']);
  assert.ok(!isSame(stages, moved(stages, stages[0].key, 1)));
});

test('a stage’s settings are its own copy', () => {
  const example = { pairs: [{ find: 'a' }] };
  stageOf('X', example).config.pairs[0].find = 'b';
  assert.equal(example.pairs[0].find, 'a');
});

test('problems find their stage by name or by place, the instance’s own its fields, and none is lost', () => {
  const stages = [stageOf('StringReplacement', {}), stageOf('StringReplacement', {}), stageOf('NoOp', {})];
  const { byStage, own, rest } = faultsOf([
    { policy: 'StringReplacement-2', field: 'pairs[0].find', message: 'empty' }, { policy: null, field: 'policies[0].config.pairs', message: 'no list' }, { policy: 'NoOp', field: null, message: 'broken' },
    { policy: null, field: 'name', message: 'too long' }, { policy: 'Other', field: 'x', message: 'unknown' }, { policy: null, field: 'policies[9].policy', message: 'beyond' },
  ], stages);
  assert.deepEqual(stages.map(({ key }) => byStage.get(key)), [[{ path: 'pairs', message: 'no list' }], [{ path: 'pairs[0].find', message: 'empty' }], [{ path: '', message: 'broken' }]]);
  assert.deepEqual([own.get('name'), rest], [['too long'], ['Other: x: unknown', 'policies[9].policy: beyond']]);
});

test('policies are sorted by category and found by words', () => {
  assert.deepEqual(byCategory(catalog, '').map(([category]) => category), ['Composition', 'Diagnostics', 'Judges', 'Safety', 'Text']);
  assert.deepEqual(byCategory(catalog, 'SQL drops').flatMap(([, policies]) => policies.map(({ name }) => name)), ['SqlProtection']);
  assert.deepEqual(byCategory(catalog, HOSTILE.script), []);
});

test('what is in use has a name', () => {
  const policies = [{ policy: 'AllCaps' }];
  assert.deepEqual([null, { name: null, version: 0, policies: [] }, { name: null, version: 0, policies }, { name: 'a', version: 2, policies }, { name: 'a', version: 0, policies }].map(nameOf), ['no policy', 'no policy', 'AllCaps', 'a v2', 'a']);
});

test('one’s own events are found among the noise of others, also those that came before the answer', () => {
  const own = createOwnEvents(300);
  own.take({ id: '1', type: 'transaction.opened', transactionId: 'mine' });
  for (let number = 0; number < 200; number += 1) own.take({ id: `n${number}`, type: 'transaction.opened', transactionId: `other${number}` });
  own.take({ id: '2', type: 'transaction.completed', transactionId: 'mine' });
  own.follow('mine');
  assert.deepEqual(own.followed().map(({ type }) => type), ['transaction.opened', 'transaction.completed']);
  for (let number = 0; number < 2000; number += 1) own.take({ id: `m${number}`, type: 'x', transactionId: 'other' });
  own.take({ id: '3', type: 'transaction.late', transactionId: 'mine' });
  assert.deepEqual(own.followed().map(({ type }) => type), ['transaction.opened', 'transaction.completed', 'transaction.late']);
  own.follow('other');
  assert.equal(own.followed().length <= 600, true);
  own.follow('');
  assert.deepEqual(own.followed(), []);
});

test('two answers are laid beside each other piece by piece', () => {
  const text = (said) => camel(part('text', said));
  assert.deepEqual(pairsOf([text('a'), text('b')], [text('a'), text('c'), text('d')]).map(({ change }) => change), ['same', 'changed', 'added']);
  assert.deepEqual(pairsOf([text('a')], []).map(({ change, afterIndex }) => [change, afterIndex]), [['removed', null]]);
});

test('what would have been done is a share of all', () => {
  assert.deepEqual([actedShare({}), actedShare({ forward: 5 }), actedShare({ forward: 3, block: 1 })], [0, 0, 0.25]);
});
