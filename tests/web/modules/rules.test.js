import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { withPreloads } from '../tools/preloads.js';
import { WEB, filesOf } from './root.js';

const modules = await filesOf('.js');
const pages = await filesOf('.html');
const code = modules.map(({ path, text }) => ({ path, text: text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '') }));
const hits = (files, pattern) => files.flatMap(({ path, text }) => [...text.matchAll(pattern)].map((match) => `${path}: ${match[0]}`));

test('the search sees the modules and the pages', () => {
  assert.ok(modules.length > 60);
  assert.equal(pages.length, 8);
});

test('no module makes markup or code of text', () => {
  assert.deepEqual(hits(code, /\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|setHTMLUnsafe|parseHTMLUnsafe|eval|new Function|document\.write(?:ln)?|execCommand)\b|\bset(?:Timeout|Interval)\(\s*['"`]/g), []);
});

test('no module gives an element a style of its own', () => {
  assert.deepEqual(hits(code.filter(({ path }) => path !== 'js/dom/rules.js'), /\.style\b|cssText|['"]style['"]|\bstyle:/g), []);
});

test('attributes are set in one place, but for those that only a running page knows', () => {
  const names = hits(code.filter(({ path }) => path !== 'js/dom/element.js'), /\.setAttribute\((?:'[^']*'|[^,]*)/g).map((hit) => /\((.*)$/.exec(hit)[1]);
  assert.deepEqual([...new Set(names)].filter((name) => !/^'(?:aria-[a-z]+|d)'$/.test(name)), []);
});

test('nothing is asked of another site, and a module names no address but those of the gateway', () => {
  assert.deepEqual(hits(code.filter(({ path }) => path !== 'js/dom/element.js'), /https?:\/\/|(?<![:\w])\/\/[a-z]/g), []);
});

test('the browser keeps the theme, the tab keeps filters, and nothing else is kept', () => {
  assert.deepEqual([...new Set(hits(code, /\b(?:localStorage|indexedDB|document\.cookie|caches)\b/g).map((hit) => hit.split(':')[0]))], ['js/boot/theme.js', 'js/shell/theme.js']);
  assert.deepEqual([...new Set(hits(code, /\bsessionStorage\b/g).map((hit) => hit.split(':')[0]))], ['js/activity/filter-bar.js']);
});

test('modules import only what exists, relatively, and stay where they are served from', async () => {
  const known = new Set(modules.map(({ path }) => path));
  const wrong = modules.flatMap(({ path, text }) => [...text.matchAll(/^(?:import|export)[^;]*? from '([^']+)'|\bimport\('([^']+)'\)(?!\.)/gm)].map(([, target]) => target).filter((target) => target !== undefined && !(/^\.\.?\//.test(target) && known.has(normalize(join(dirname(path), target))))).map((target) => `${path}: ${target}`));
  assert.deepEqual(wrong, []);
});

test('pages hold no script, style or handler of their own, and name assets in one way', () => {
  assert.deepEqual(hits(pages, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc="\/assets\/)[^>]*>|(?:src|href)="(?!\/assets\/)[^"]*"/g), []);
});

test('what pages name exists', async () => {
  const known = new Set((await filesOf('.js', '.css', '.svg')).map(({ path }) => path));
  assert.deepEqual(hits(pages, /(?<=(?:src|href)="\/assets\/)[^"]*/g).filter((hit) => !known.has(hit.split(': ')[1])), []);
});

test('pages load ahead exactly the modules that they need', async () => {
  for (const { path, text } of pages) assert.equal(text, await withPreloads(text), `${path}: node tools/preloads.js --write`);
});

test('files fit a head: at most 300 lines, most at most 150', () => {
  assert.deepEqual(modules.filter(({ text }) => text.split('\n').length > 300).map(({ path }) => path), []);
  assert.ok(modules.filter(({ text }) => text.split('\n').length > 151).length <= 4);
});

test('nothing is left to be done later', () => {
  assert.deepEqual(hits(modules, /\b(?:TO[D]O|FIX[M]E|HA[C]K|XXX)\b|console\.|debugger/g), []);
});

test('style sheets ask for nothing from elsewhere', async () => {
  assert.deepEqual(hits(await filesOf('.css'), /url\(|@import|expression\(/g), []);
});

test('every page’s own module can be read', () => {
  const unread = modules.filter(({ path }) => path.startsWith('js/pages/')).filter(({ path }) => spawnSync(process.execPath, ['--check', join(WEB, path)]).status !== 0);
  assert.deepEqual(unread.map(({ path }) => path), []);
});
