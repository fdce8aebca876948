import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PATH = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts a real Chromium without a window and speaks its protocol over two pipes. */
export async function startChromium() {
  const profile = await mkdtemp(join(tmpdir(), 'luthien-chromium-'));
  const child = spawn(PATH, ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-extensions', '--disable-background-networking', '--hide-scrollbars=false', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const protocol = protocolOver(child.stdio[3], child.stdio[4]);
  return {
    newPage: (options) => openPage(protocol, options),
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await Promise.race([protocol.send('Browser.close'), ended]).catch(() => undefined);
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function protocolOver(output, input) {
  const waiting = new Map();
  const listeners = new Set();
  let last = 0;
  let rest = Buffer.alloc(0);
  input.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, end).toString('utf8'));
      rest = rest.subarray(end + 1);
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (asked) message.error ? asked.reject(new Error(`${asked.method}: ${message.error.message}`)) : asked.resolve(message.result);
      else listeners.forEach((listener) => listener(message));
    }
  });
  return {
    listeners,
    send(method, params = {}, sessionId = undefined) {
      last += 1;
      output.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
      return new Promise((resolve, reject) => waiting.set(last, { resolve, reject, method }));
    },
  };
}

async function openPage(protocol, { width = 1280, height = 800, dark = false, phone = false } = {}) {
  const { browserContextId } = await protocol.send('Target.createBrowserContext');
  const { targetId } = await protocol.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await protocol.send('Target.attachToTarget', { targetId, flatten: true });
  const send = (method, params) => protocol.send(method, params, sessionId);
  const errors = [];
  const listener = (message) => {
    if (message.sessionId !== sessionId) return;
    if (message.method === 'Runtime.exceptionThrown') errors.push(message.params.exceptionDetails.exception?.description ?? message.params.exceptionDetails.text);
    if (message.method === 'Runtime.consoleAPICalled' && message.params.type === 'error') errors.push(message.params.args.map((arg) => arg.value ?? arg.description).join(' '));
    if (message.method === 'Log.entryAdded' && message.params.entry.source === 'security') errors.push(message.params.entry.text);
    if (message.method === 'Audits.issueAdded' && message.params.issue.code === 'ContentSecurityPolicyIssue') errors.push(JSON.stringify(message.params.issue.details));
  };
  protocol.listeners.add(listener);
  for (const domain of ['Page', 'Runtime', 'Log', 'Audits']) await send(`${domain}.enable`);
  // A page that another one covers draws no frames, and whoever waits for one would wait for ever.
  await send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await send('Page.bringToFront');
  await send('Emulation.setDeviceMetricsOverride', { width: phone ? 390 : width, height: phone ? 844 : height, deviceScaleFactor: 1, mobile: phone });
  await send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });

  const page = {
    errors, send,
    /** The value of an expression in the page; promises are awaited. */
    async run(expression) {
      const { result, exceptionDetails } = await send('Runtime.evaluate', { expression: `(async () => (${expression}))()`, awaitPromise: true, returnByValue: true, userGesture: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    async open(url) {
      const loaded = new Promise((done) => {
        const arrival = (message) => {
          if (message.sessionId !== sessionId || message.method !== 'Page.loadEventFired') return;
          protocol.listeners.delete(arrival);
          done();
        };
        protocol.listeners.add(arrival);
      });
      await send('Page.navigate', { url });
      await loaded;
    },
    /** Waits until an expression holds; looks at each frame that the page draws. */
    async until(expression, what = expression) {
      const limit = Date.now() + 15000;
      for (;;) {
        // A document that is just being left never answers.
        const look = page.run(`new Promise((done) => requestAnimationFrame(() => done(${expression})))`).catch(() => false);
        const value = await Promise.race([look, new Promise((done) => setTimeout(done, 1000, false).unref())]);
        if (value) return value;
        if (Date.now() > limit) throw new Error(`It never came: ${what}\n${errors.join('\n')}`);
      }
    },
    async click(selector) {
      await page.until(`document.querySelector(${JSON.stringify(selector)})`);
      await page.run(`document.querySelector(${JSON.stringify(selector)}).click()`);
    },
    text: (selector) => page.run(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? null`),
    async type(selector, text) {
      await page.until(`document.querySelector(${JSON.stringify(selector)})`);
      await page.run(`document.querySelector(${JSON.stringify(selector)}).focus()`);
      await send('Input.insertText', { text });
    },
    async press(key, { ctrl = false } = {}) {
      const params = { key, text: key.length === 1 && !ctrl ? key : key === 'Enter' ? '\r' : undefined, modifiers: ctrl ? 2 : 0, windowsVirtualKeyCode: { Enter: 13, Escape: 27, Tab: 9, ArrowDown: 40, ArrowUp: 38 }[key] ?? key.toUpperCase().charCodeAt(0) };
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...params });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...params, text: undefined });
    },
    async close() {
      protocol.listeners.delete(listener);
      await protocol.send('Target.disposeBrowserContext', { browserContextId });
    },
  };
  return page;
}
