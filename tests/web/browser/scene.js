import { after, before } from 'node:test';
import { startMock } from '../mock/server.js';
import { startChromium } from './chromium.js';
import { visit } from './visit.js';

/** One browser for a file of tests; each test gets a gateway and pages of its own, closed with it however it ends. */
export function scenes() {
  let browser;
  before(async () => { browser = await startChromium(); });
  after(() => browser.close());

  /** A gateway and a page of it, signed in; without a path no page. */
  return async (context, path, { look = {}, isSignedIn = true, ...options } = {}) => {
    const mock = await startMock(options);
    const open = async (at, face = look) => {
      const page = isSignedIn ? await visit(browser, mock, at, face) : await browser.newPage(face);
      if (!isSignedIn) await page.open(mock.url + at);
      return page;
    };
    context.after(() => mock.close());
    return { mock, open, page: path === undefined ? null : await open(path) };
  };
}
