import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const WEB = fileURLToPath(new URL('../../../src/LuthienProxy.Host/wwwroot/', import.meta.url));
export const DOC = fileURLToPath(new URL('../../../docs/pages.md', import.meta.url));

/** The files below wwwroot that end so, as path and text. */
export async function filesOf(...ends) {
  const entries = await readdir(WEB, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(WEB, join(entry.parentPath ?? entry.path, entry.name))).filter((path) => ends.some((end) => path.endsWith(end))).sort();
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(WEB, path), 'utf8') })));
}

/** The rows of the first table below a heading of docs/pages.md. */
export async function tableOf(heading) {
  const text = await readFile(DOC, 'utf8');
  const part = text.slice(text.indexOf(heading) + heading.length);
  const lines = part.slice(0, part.search(/\n#{2,3} /)).split('\n');
  const from = lines.findIndex((line) => line.startsWith('| --- '));
  const rows = lines.slice(from + 1);
  return rows.slice(0, rows.findIndex((line) => !line.startsWith('|'))).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}
