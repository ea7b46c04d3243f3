import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { EventLog } from '#core/base/event-log.ts';
import { ok } from '#core/base/result.ts';
import { MAX_MESSAGE } from '#core/contract/protocol.ts';
import type { Settings } from '#core/contract/settings.ts';
import { startWebHost, type WebHost } from '../../../electron/hosts/web/web-host.ts';
import { StudioClient } from '../../../renderer/rpc/client.ts';
import { dialWeb } from '../../../renderer/rpc/web-link.ts';
import { PATIENCE_MS, SOON_MS } from '../../patience.ts';
import { MemorySource, stubHandlers } from '../rpc/stub-handlers.ts';

let folder: string;
let host: WebHost;
let cookie: string;
const source = new MemorySource();
const changes = new EventLog<Settings>();
const handlers = stubHandlers({
  'vm.list': async () => ok([]),
  'state.get': async (key) => ok(key),
  'vm.serial': () => ok(source),
  'settings.changes': () => ok(changes),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web host "ü" '));
  const rendererDir = join(folder, 'renderer');
  await mkdir(join(rendererDir, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(rendererDir, 'index.html'), '<!doctype html><title>window</title>');
  await writeFile(join(rendererDir, 'assets/main-1.js'), 'export {}');
  await writeFile(join(rendererDir, 'assets/main-1.js.br'), 'brotli');
  await writeFile(join(rendererDir, 'assets/main-1.js.gz'), 'gzip');
  await writeFile(join(rendererDir, 'assets/font.woff2'), 'font');
  await writeFile(join(rendererDir, '.hidden'), 'hidden');
  await symlink(join(folder, 'secret.txt'), join(rendererDir, 'link.txt'));
  host = await start();
  cookie = await login(host);
});

afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true });
});

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function start(port = 0): Promise<WebHost> {
  const started = await startWebHost({ handlers, rendererDir: join(folder, 'renderer'), port, reportBug: () => {} });
  if (!started.ok) throw new Error(started.error.message);
  return started.value;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends the path as it is: `fetch` and `URL` would tidy it up. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port: host.port, path, headers, method, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asking.on('error', reject);
    asking.end();
  });
}

async function login(of: WebHost): Promise<string> {
  const answer = await fetch(of.url, { redirect: 'manual' });
  return String(answer.headers.get('set-cookie')).split(';')[0] ?? '';
}

/** Status of an upgrade: 101 when the socket opened. */
function upgrade(headers: Record<string, string>, path = '/link'): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers });
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0);
      socket.terminate();
    });
    socket.on('error', () => {});
  });
}

describe('the token', () => {
  it('is exchanged for a cookie that scripts cannot read, and leaves the address', async () => {
    const answer = await get(host.url.slice(host.url.indexOf('/?')));
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    const set = String(answer.headers['set-cookie']);
    expect(set).toMatch(new RegExp(`^unikernel-studio-${host.port}=[\\w-]{43};`));
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Strict/);
    expect(set).not.toContain(new URL(host.url).searchParams.get('token'));
    expect((await get('/', { cookie: set.split(';')[0] ?? '' })).status).toBe(200);
  });

  it('opens the window again after the first time, since pages get closed', async () => {
    expect(await login(host)).toBe(cookie);
  });

  it.each(['', 'wrong', 'a'.repeat(43), '%00', 'ü'])('is refused when it is "%s"', async (token) => {
    const answer = await get(`/?token=${encodeURIComponent(token)}`);
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('comes as a ticket that works once', async () => {
    const ticket = host.ticketUrl();
    const path = ticket.slice(ticket.indexOf('/?'));
    expect((await get(path)).status).toBe(303);
    expect((await get(path)).status).toBe(403);
  });

  it('is another one for each host', async () => {
    const other = await start();
    ends.push(() => other.close());
    expect(new URL(other.url).searchParams.get('token')).not.toBe(new URL(host.url).searchParams.get('token'));
    expect((await get('/', { cookie: await login(other) })).status).toBe(403);
  });
});

describe('a request', () => {
  it.each(['/', '/index.html', '/assets/main-1.js', '/session', '/nothing'])(
    'for %s without the cookie is refused in words that help',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(403);
      expect(answer.body).toMatch(/terminal where the studio was started/);
      expect(answer.body).not.toContain('<title>window');
    },
  );

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1.evil.example', 'localhost:1', '[::1]:80'])(
    'to the host %s is misdirected, cookie or not',
    async (name) => {
      const token = host.url.slice(host.url.indexOf('/?'));
      expect((await get('/', { host: name, cookie })).status).toBe(421);
      expect((await get(token, { host: name })).status).toBe(421);
    },
  );

  it('may call this computer localhost', async () => {
    expect((await get('/', { host: `localhost:${host.port}`, cookie })).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('by %s is refused', async (method) => {
    expect((await get('/', { cookie }, method)).status).toBe(405);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/./index.html',
    '/.hidden',
    '/link.txt',
    '/assets',
    '/assets/',
    '/%00',
    '/%ff',
    '/C:/secret.txt',
    'http://127.0.0.1/secret.txt',
  ])('for %s finds nothing', async (path) => {
    const answer = await get(path, { cookie });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/main-1.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/font.woff2', 'font/woff2', 'public, max-age=31536000, immutable'],
  ])('for %s has its type and its time to keep', async (path, type, caching) => {
    const { headers, status } = await get(path, { cookie });
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([200, type, caching]);
  });

  it('gets the smaller file that the build made where the browser takes it', async () => {
    const best = await get('/assets/main-1.js', { cookie, 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect([best.headers['content-encoding'], best.body]).toEqual(['br', 'brotli']);
    const other = await get('/assets/main-1.js', { cookie, 'accept-encoding': 'gzip' });
    expect([other.headers['content-encoding'], other.body]).toEqual(['gzip', 'gzip']);
    const plain = await get('/assets/main-1.js', { cookie });
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, 'export {}']);
  });

  it('for a file that the browser has already is answered without it', async () => {
    const first = await get('/', { cookie });
    const second = await get('/', { cookie, 'if-none-match': String(first.headers.etag) });
    expect([second.status, second.body]).toEqual([304, '']);
  });

  it('by HEAD has no body', async () => {
    expect(await get('/', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it('is always answered with the headers that confine the page', async () => {
    for (const path of ['/', '/nothing', '/?token=wrong']) {
      const { headers } = await get(path, { cookie });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('for a window that was never built says what to run', async () => {
    const empty = await startWebHost({ handlers, rendererDir: join(folder, 'none'), port: 0, reportBug: () => {} });
    if (!empty.ok) throw new Error(empty.error.message);
    ends.push(() => empty.value.close());
    const answer = await fetch(`http://127.0.0.1:${empty.value.port}/`, {
      headers: { cookie: await login(empty.value) },
    });
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm start')]);
  });
});

describe('an upgrade', () => {
  const good = () => ({ cookie, origin: `http://127.0.0.1:${host.port}` });

  it('with cookie and origin opens a link', async () => {
    expect(await upgrade(good())).toBe(101);
  });

  it.each<[string, () => Record<string, string>, number]>([
    ['without a cookie', () => ({ origin: `http://127.0.0.1:${host.port}` }), 403],
    ['with a wrong cookie', () => ({ ...good(), cookie: `unikernel-studio-${host.port}=${'a'.repeat(43)}` }), 403],
    [
      'with the token as its cookie',
      () => ({ ...good(), cookie: `unikernel-studio-${host.port}=${new URL(host.url).searchParams.get('token')}` }),
      403,
    ],
    ['without an origin', () => ({ cookie }), 403],
    ['from another site', () => ({ cookie, origin: 'http://evil.example' }), 403],
    ['from another port', () => ({ cookie, origin: 'http://127.0.0.1:1' }), 403],
    ['from the other name of this computer', () => ({ cookie, origin: `http://localhost:${host.port}` }), 403],
    ['from https', () => ({ cookie, origin: `https://127.0.0.1:${host.port}` }), 403],
    ['from nowhere', () => ({ cookie, origin: 'null' }), 403],
    ['to another host', () => ({ ...good(), host: 'evil.example' }), 421],
    [
      'to another host that is its own origin',
      () => ({ cookie, host: 'evil.example', origin: 'http://evil.example' }),
      421,
    ],
  ])('%s is refused', async (_, headers, status) => {
    expect(await upgrade(headers())).toBe(status);
  });

  it('at another path is refused', async () => {
    expect(await upgrade(good(), '/other')).toBe(404);
    expect(await upgrade(good(), `/link?token=${new URL(host.url).searchParams.get('token')}`)).toBe(404);
  });

  it('does not negotiate compression', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/link`, { headers: good() });
    await new Promise((resolve) => socket.on('open', resolve));
    expect(socket.extensions).toBe('');
    socket.terminate();
  });

  it('leaves a host standing that gets garbage', async () => {
    const socket = connect(host.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(
      `GET /link HTTP/1.1\r\nHost: 127.0.0.1:${host.port}\r\nOrigin: http://127.0.0.1:${host.port}\r\nCookie: ${cookie}\r\n` +
        'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write(Buffer.alloc(100, 0xff));
    await new Promise((resolve) => socket.once('close', resolve));
    expect((await get('/session', { cookie })).status).toBe(204);
  });

  it('ends for a window that sends too much at once', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}/link`, { headers: good() });
    await new Promise((resolve) => socket.on('open', resolve));
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.send(Buffer.alloc(MAX_MESSAGE + 1));
    expect(await closed).toBe(1009);
  });
});

describe('the server', () => {
  it('listens on the loopback interface only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === 'IPv4');
    const names = ['::1', ...(outside ? [outside.address] : [])];
    for (const name of names) {
      const socket = connect(host.port, name);
      const outcome = await new Promise((resolve) => {
        socket.on('connect', () => resolve('connected'));
        socket.on('error', () => resolve('refused'));
      });
      socket.destroy();
      expect(outcome).toBe('refused');
    }
  });

  it('says what to do when its port is taken', async () => {
    const second = await startWebHost({ handlers, rendererDir: folder, port: host.port, reportBug: () => {} });
    expect(second).toMatchObject({
      ok: false,
      error: { code: 'port-in-use', hint: expect.stringContaining('--port') },
    });
  });

  it('tells its windows goodbye and frees its port quickly, even with a window that does not listen', async () => {
    const other = await start();
    const headers = { cookie: await login(other), origin: `http://127.0.0.1:${other.port}` };
    const polite = new WebSocket(`ws://127.0.0.1:${other.port}/link`, { headers });
    const deaf = new WebSocket(`ws://127.0.0.1:${other.port}/link`, { headers });
    await Promise.all([polite, deaf].map((socket) => new Promise((resolve) => socket.on('open', resolve))));
    deaf.pause();
    const closed = new Promise((resolve) => polite.on('close', (code, reason) => resolve([code, String(reason)])));
    const started = performance.now();
    await other.close();
    expect(performance.now() - started).toBeLessThan(SOON_MS);
    expect(await closed).toEqual([1001, 'The studio was closed.']);
    deaf.terminate();
    const again = await start(other.port);
    await again.close();
  });
});

describe('the client of the window', () => {
  /** The browser's WebSocket and fetch, with the cookie and the origin that a browser would add. */
  function asBrowser(of: WebHost, jar: string) {
    const origin = `http://127.0.0.1:${of.port}`;
    class BrowserSocket extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { cookie: jar, origin } });
        this.on('error', () => {});
      }
    }
    const { fetch } = globalThis;
    vi.stubGlobal('WebSocket', BrowserSocket);
    vi.stubGlobal('fetch', (url: string) => fetch(url, { headers: { cookie: jar } }));
    const client = new StudioClient(dialWeb(origin), { backoffMs: [20], pingAfterMs: 10_000, pongWithinMs: 10_000 });
    ends.push(() => {
      client.close();
      vi.unstubAllGlobals();
    });
    return client;
  }

  it('calls, and streams bytes both ways, over a real socket', async () => {
    const client = asBrowser(host, cookie);
    expect(await client.call('state.get', 'layout')).toEqual({ ok: true, value: 'layout' });
    const chunks: Uint8Array[] = [];
    const handle = client.openStream('vm.serial', 'abc' as never, {
      onBytes: (bytes, done) => {
        chunks.push(bytes);
        done();
      },
    });
    source.push(Buffer.from('grüße'));
    await vi.waitFor(() => expect(Buffer.concat(chunks).toString()).toBe('grüße'), PATIENCE_MS);
    expect(handle.write(Buffer.from('ls\n'))).toBe(true);
    await vi.waitFor(() => expect(Buffer.concat(source.written).toString()).toBe('ls\n'), PATIENCE_MS);
  });

  it('comes back after the host broke the connection', async () => {
    const other = await start();
    const client = asBrowser(other, await login(other));
    await vi.waitFor(() => expect(client.connection.isUp).toBe(true), PATIENCE_MS);
    await other.close();
    await vi.waitFor(
      () => expect(client.connection.state.getState()).toMatchObject({ phase: 'reconnecting' }),
      PATIENCE_MS,
    );
    expect(client.connection.state.getState().reason).toMatch(/studio/i);
  });

  it('is told to open the new address when the host does not know it', async () => {
    const client = asBrowser(host, 'none=1');
    await vi.waitFor(() => expect(client.connection.state.getState().phase).toBe('refused'), PATIENCE_MS);
  });
});
