import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { extname, join, normalize } from 'node:path';
import { routes } from './routes.js';
import { createHub } from './hub.js';

export const WEB_ROOT = fileURLToPath(new URL('../../../src/LuthienProxy.Host/wwwroot/', import.meta.url));
export const KEY = 'test-admin-key';

/** What the gateway sends with every page. */
export const CSP = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; report-uri /csp-report";

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.html': 'text/html; charset=utf-8' };
const PAGES = [[/^\/$/, 'index'], [/^\/activity\/monitor$/, 'activity'], [/^\/calls\/[^/]+$/, 'call'], [/^\/debug\/diff$/, 'diff'], [/^\/history$/, 'history'], [/^\/sessions\/[^/]+$/, 'session'], [/^\/policy-config$/, 'policy-config'], [/^\/system$/, 'system']];

/**
 * A gateway made of fixtures: serves the pages as the real one must (one fingerprint before all assets, a strict policy), the JSON API, the stream, and the ways all of
 * that can fail.
 */
export async function startMock(options = {}) {
  const state = { mode: 'usual', sessionMs: 3600000, calls: null, requests: [], violations: [], sessions: new Map(), ...options };
  const fingerprint = await fingerprintOf(WEB_ROOT);
  const hub = createHub(state);
  const handlers = routes(state, hub);

  const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://mock');
    state.requests.push(`${request.method} ${url.pathname}`);
    try {
      if (url.pathname.startsWith('/assets/')) return await asset(url.pathname, response);
      const page = request.method === 'GET' && PAGES.find(([pattern]) => pattern.test(url.pathname))?.[1];
      if (page) return await html(page, response);
      if (url.pathname === '/csp-report') {
        state.violations.push(await bodyOf(request));
        return response.writeHead(204).end();
      }
      await api(request, response, url);
    } catch (cause) {
      console.error(cause);
      response.destroy();
    }
  });

  async function asset(path, response) {
    const name = normalize(path.replace(`/assets/${fingerprint}/`, ''));
    if (path.startsWith(`/assets/${fingerprint}/`) && TYPES[extname(name)] && !name.startsWith('..')) {
      const bytes = await readFile(join(WEB_ROOT, name)).catch(() => null);
      if (bytes) return response.writeHead(200, { 'content-type': TYPES[extname(name)], 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' }).end(bytes);
    }
    response.writeHead(404).end();
  }

  async function html(page, response) {
    const text = (await readFile(join(WEB_ROOT, `${page}.html`), 'utf8')).replaceAll('"/assets/', `"/assets/${fingerprint}/`);
    response.writeHead(200, { 'content-type': TYPES['.html'], 'cache-control': 'no-cache', 'content-security-policy': CSP, 'x-content-type-options': 'nosniff' }).end(text);
  }

  async function api(request, response, url) {
    const body = request.method === 'GET' ? null : await bodyOf(request);
    const session = state.sessions.get(/luthien_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1]);
    const isIn = session && session.until > Date.now();
    if (state.mode === 'down') return request.socket.destroy();
    if (url.pathname === '/api/session' && request.method === 'POST') return signIn(response, body);
    if (url.pathname !== '/health/ready' && !isIn) return problem(response, 401, 'unauthorized', 'Unauthorized', 'Present the admin key.');
    if (request.method !== 'GET' && request.headers['x-luthien-csrf'] !== session.csrf) return problem(response, 403, 'csrf', 'Forbidden', 'The change carries no valid token.');
    if (url.pathname === '/api/session') {
      if (request.method === 'DELETE') {
        session.until = 0;
        return response.writeHead(204).end();
      }
      return json(response, { csrf: session.csrf, expires_at: new Date(session.until).toISOString() });
    }
    if (state.mode === 'database-down' && url.pathname !== '/activity/stream') return problem(response, 503, 'database-unavailable', 'Database unavailable', 'The database of the journal cannot be read now.', { 'retry-after': '5' });
    if (url.pathname === '/activity/stream') return hub.connect(request, response, url);
    const handler = handlers.find(([method, pattern]) => method === request.method && pattern.test(url.pathname));
    if (!handler) return problem(response, 404, 'no-such-path', 'Not found', 'The admin API has no such path.');
    // A head that goes out before its answer.
    const head = (headers) => response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers }).flushHeaders();
    const answer = await handler[2]({ head, query: url.searchParams, body, id: decodeURIComponent(url.pathname.split('/')[3] ?? ''), path: url.pathname.split('/').map(decodeURIComponent) });
    return answer?.problem ? json(response, answer.problem, answer.problem.status, 'application/problem+json') : json(response, answer);
  }

  function signIn(response, body) {
    if (body?.key !== KEY) return problem(response, 401, 'unauthorized', 'Unauthorized', 'Present the admin key.');
    const id = randomUUID();
    state.sessions.set(id, { csrf: randomUUID(), until: Date.now() + state.sessionMs });
    response.writeHead(204, { 'set-cookie': `luthien_session=${id}; HttpOnly; SameSite=Strict; Path=/` }).end();
  }

  await new Promise((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    state, hub, fingerprint, url: `http://127.0.0.1:${server.address().port}`,
    async close() {
      hub.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function fingerprintOf(root) {
  const hash = createHash('sha256');
  for (const entry of (await readdir(root, { recursive: true, withFileTypes: true })).filter((item) => item.isFile()).map((item) => join(item.parentPath ?? item.path, item.name)).sort()) hash.update(await readFile(entry));
  return hash.digest('hex').slice(0, 16);
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? null : JSON.parse(text);
}

function json(response, body, status = 200, type = 'application/json') {
  if (!response.headersSent) response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

function problem(response, status, kind, title, detail, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(JSON.stringify({ type: `urn:luthien:problem:${kind}`, title, status, detail }));
}
