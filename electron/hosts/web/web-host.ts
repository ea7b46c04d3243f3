/** The studio in a browser: an HTTP server on loopback that hands out the built window and serves it over a WebSocket. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import { MAX_MESSAGE } from '#core/contract/protocol.ts';
import { type ReportBug, serveLink } from '../rpc/rpc-server.ts';
import { securityHeaders } from '../window/content-policy.ts';
import { openRendererFile } from '../window/renderer-files.ts';
import { Access } from './access.ts';
import { type PlainPage, pages, renderPage } from './plain-page.ts';
import { linkOfSocket } from './ws-link.ts';

export interface WebHostOptions {
  readonly handlers: Handlers;
  /** Folder of the built window. */
  readonly rendererDir: string;
  /** 0: any free one. */
  readonly port: number;
  readonly reportBug: ReportBug;
}

export interface WebHost {
  /** With the token. */
  readonly url: string;
  readonly port: number;
  /** An address that opens the window once, within a minute. */
  ticketUrl(): string;
  /** Says goodbye to the windows and resolves when the port is free; at most about a quarter of a second. */
  close(): Promise<void>;
}

/** A browser answers pings by itself; one that does not is gone without having said so. */
const HEARTBEAT_MS = 30_000;
const GOODBYE_MS = 200;

export async function startWebHost(
  options: WebHostOptions,
): Promise<Result<WebHost, Failure<'port-in-use' | 'port-refused'>>> {
  const server = createServer({ maxHeaderSize: 16 * 1024 });
  const listening = await listen(server, options.port);
  if (!listening.ok) return listening;
  const port = listening.value;
  const access = new Access(port);
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAX_MESSAGE,
    clientTracking: true,
  });
  server.on('request', (request, response) => void respond(request, response, access, options));
  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseUpgrade(request, access);
    if (refusal) return refuseSocket(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (client) => attach(client, options));
  });
  const heartbeat = setInterval(() => sockets.clients.forEach(checkLife), HEARTBEAT_MS);
  heartbeat.unref();
  return ok({
    url: `http://127.0.0.1:${port}/?token=${access.token}`,
    port,
    ticketUrl: () => `http://127.0.0.1:${port}/?token=${access.issueTicket()}`,
    async close() {
      clearInterval(heartbeat);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const client of sockets.clients) client.close(1001, 'The studio was closed.');
      const impatience = setTimeout(() => {
        for (const client of sockets.clients) client.terminate();
        server.closeAllConnections();
      }, GOODBYE_MS);
      server.closeIdleConnections();
      await closed;
      clearTimeout(impatience);
    },
  });
}

async function listen(server: Server, port: number): Promise<Result<number, Failure<'port-in-use' | 'port-refused'>>> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return ok((server.address() as AddressInfo).port);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      return fail(
        'port-in-use',
        `Port ${port} is in use by another program, perhaps by another studio.`,
        'Choose another one with --port, or leave --port out: then a free one is found.',
      );
    }
    return fail(
      'port-refused',
      `The studio may not listen on port ${port}: ${message}.`,
      'Choose one from 1024 to 65535 with --port, or leave --port out.',
    );
  }
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  { rendererDir }: WebHostOptions,
): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders("'self'"))) response.setHeader(name, value);
  if (!access.isOwnHost(request)) return sendPage(request, response, pages.wrongHost);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return sendPage(request, response, pages.wrongMethod);
  }
  const [path = '/', query = ''] = splitOnce(request.url ?? '/', '?');
  const token = new URLSearchParams(query).get('token');
  if (token !== null && path === '/') {
    if (!access.admits(token)) return sendPage(request, response, pages.notAllowed);
    response.writeHead(303, { Location: '/', 'Set-Cookie': access.cookie, 'Cache-Control': 'no-store' }).end();
    return;
  }
  if (!access.hasCookie(request)) return sendPage(request, response, pages.notAllowed);
  if (path === '/session') {
    response.writeHead(204, { 'Cache-Control': 'no-store' }).end();
    return;
  }
  const file = await openRendererFile(rendererDir, path, String(request.headers['accept-encoding'] ?? ''));
  if (!file) return sendPage(request, response, path === '/' ? pages.notBuilt : pages.notFound);
  response.setHeader('ETag', file.etag);
  const unchanged = request.headers['if-none-match'] === file.etag;
  response.writeHead(unchanged ? 304 : 200, unchanged ? {} : file.headers);
  if (unchanged || request.method === 'HEAD') {
    response.end();
    await file.handle.close();
    return;
  }
  // A browser that goes away in the middle is nobody's failure.
  await pipeline(file.handle.createReadStream(), response).catch(() => {});
}

function sendPage(request: IncomingMessage, response: ServerResponse, page: PlainPage): void {
  const body = renderPage(page);
  response.writeHead(page.status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function refuseUpgrade(request: IncomingMessage, access: Access): '421' | '403' | '404' | null {
  if (!access.isOwnHost(request)) return '421';
  if (!access.isOwnOrigin(request) || !access.hasCookie(request)) return '403';
  return request.url === '/link' ? null : '404';
}

function refuseSocket(socket: Duplex, status: string): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

const alive = new WeakSet<WebSocket>();

function attach(socket: WebSocket, { handlers, reportBug }: WebHostOptions): void {
  alive.add(socket);
  socket.on('pong', () => alive.add(socket));
  // What is wrong with a socket also closes it.
  socket.on('error', () => {});
  serveLink(handlers, linkOfSocket(socket), reportBug);
}

function checkLife(socket: WebSocket): void {
  if (!alive.delete(socket)) socket.terminate();
  else socket.ping();
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
