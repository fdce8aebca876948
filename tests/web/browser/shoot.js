// Pictures of every page, to look at: node browser/shoot.js FOLDER [page …]
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMock } from '../mock/server.js';
import { idOf } from '../mock/fixtures.js';
import { lifeOf } from '../mock/traffic.js';
import { startChromium } from './chromium.js';
import { visit } from './visit.js';

const [folder, ...wanted] = process.argv.slice(2);
const PLACES = { activity: '/activity/monitor', call: `/calls/${idOf(20)}`, diff: `/debug/diff?id=${idOf(20)}`, history: '/history', session: '/sessions/long', 'policy-config': '/policy-config', system: '/system' };
const LOOKS = { light: {}, dark: { dark: true }, phone: { phone: true } };

await mkdir(folder, { recursive: true });
const browser = await startChromium();
for (const mode of ['usual', 'hostile', 'empty']) {
  const mock = await startMock({ mode });
  for (const [name, path] of Object.entries(PLACES).filter(([key]) => wanted.length === 0 || wanted.includes(key))) {
    for (const [look, options] of Object.entries(LOOKS).filter(([key]) => mode === 'usual' || key === 'light')) {
      const page = await visit(browser, mock, path, options);
      if (name === 'activity' && mode === 'usual') [1, 2, 3, 4, 5, 6].forEach((number) => lifeOf(200000 + number, { end: number % 3 === 0 ? 'blocked' : 'completed' }).slice(0, number === 5 ? 4 : 7).forEach(mock.hub.emit));
      await page.run('new Promise((done) => setTimeout(done, 1200))');
      await writeFile(join(folder, `${name}-${mode}-${look}.png`), await page.picture({ whole: process.env.WHOLE === '1' }));
      if (page.errors.length > 0) console.log(name, mode, look, page.errors);
      await page.close();
    }
  }
  if (mock.state.violations.length > 0) console.log(mode, 'violations', JSON.stringify(mock.state.violations));
  await mock.close();
}
await browser.close();
