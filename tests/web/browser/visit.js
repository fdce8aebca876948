import { KEY } from '../mock/server.js';

/** Opens a page of the mock as somebody who has signed in; the dialog has tests of its own. */
export async function visit(browser, mock, path, options = {}) {
  const page = await browser.newPage(options);
  const answer = await fetch(`${mock.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key: KEY }) });
  const [name, value] = /^([^=]+)=([^;]+)/.exec(answer.headers.get('set-cookie')).slice(1);
  await page.send('Network.setCookie', { name, value, url: mock.url, httpOnly: true, sameSite: 'Strict' });
  await page.open(mock.url + path);
  return page;
}
