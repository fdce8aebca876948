// What each page loads ahead: all modules that its own one needs, so that the browser asks for them at once. --write brings the pages up to date.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('../../../src/LuthienProxy.Host/wwwroot/', import.meta.url));

/** The modules that a module imports, itself left out, in the order of their names. */
export async function importsOf(path, known = new Set()) {
  const text = await readFile(join(WEB, path), 'utf8');
  for (const [, target] of text.matchAll(/^(?:import|export) [^;]*? ?from '([^']+)';|^import '([^']+)';/gms)) {
    const next = normalize(join(dirname(path), target));
    if (known.has(next)) continue;
    known.add(next);
    await importsOf(next, known);
  }
  return [...known].sort();
}

/** A page with the list as it should be. */
export async function withPreloads(html) {
  const own = /<script type="module" src="\/assets\/(js\/pages\/[\w-]+\.js)">/.exec(html)[1];
  const links = (await importsOf(own)).map((path) => `  <link rel="modulepreload" href="/assets/${path}">\n`).join('');
  return html.replace(/ {2}<link rel="modulepreload"[^>]*>\n/g, '').replace(/( {2}<script type="module")/, `${links}$1`);
}

if (process.argv.includes('--write')) {
  for (const page of (await readdir(WEB)).filter((name) => name.endsWith('.html'))) {
    await writeFile(join(WEB, page), await withPreloads(await readFile(join(WEB, page), 'utf8')));
  }
}
