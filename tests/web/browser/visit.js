import { KEY } from '../mock/server.js';

/** Opens a page of the mock and signs in. */
export async function visit(browser, mock, path, options = {}) {
  const page = await browser.newPage(options);
  await page.open(mock.url + path);
  await page.until('document.querySelector("dialog[open] input")', 'the sign-in');
  await page.type('#sign-in-key', KEY);
  await page.press('Enter');
  await page.until('!document.querySelector("dialog[open]")', 'the end of the sign-in');
  return page;
}
