// A browser host of the built program with a home of its own, and the contract's protocol spoken to it by hand:
// the benchmark measures what a window gets, without a window's own cost.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { root } from '../setup.mjs';

/** `environment` makes more of it from the host's home. */
export async function startHost(environment = () => ({})) {
  const home = mkdtempSync(join(tmpdir(), 'studio-bench-'));
  const child = spawn(process.execPath, [join(root, 'dist/electron/web.js'), '--no-open'], {
    env: { ...process.env, HOME: home, UNIKERNEL_STUDIO_HOME: join(home, '.studio'), ...environment(home) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
      const match = printed.match(/http:\/\/127\.0\.0\.1:\d+\/\S*/);
      if (match) resolve(match[0]);
    });
    child.on('exit', (code) => reject(new Error(`the host ended with ${code}`)));
  });
  return {
    home,
    url,
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM');
      await new Promise((resolve) => (child.exitCode === null ? child.on('exit', resolve) : resolve()));
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A link to a host, as a window has one. */
export async function connect(url) {
  const origin = new URL(url).origin;
  const entered = await fetch(url, { redirect: 'manual' });
  const cookie = entered.headers.getSetCookie()[0].split(';')[0];
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/link`, { headers: { cookie, origin } });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  let nextId = 1;
  const waiting = new Map();
  const send = (message) => socket.send(JSON.stringify(message));
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      waiting.get(data.readUInt32LE(0))?.bytes?.(data.subarray(4));
      return;
    }
    const text = data.toString();
    const message = JSON.parse(text);
    // A host sends no more events than a window has used.
    if (message.t === 'events') send({ t: 'ack', id: message.id, bytes: text.length });
    waiting.get(message.id)?.message?.(message);
  });
  return {
    call(channel, params) {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, {
          message(answer) {
            waiting.delete(id);
            if (answer.t === 'result') resolve(answer.v);
            else reject(new Error(`${channel}: ${answer.e?.message}`));
          },
        });
        send({ t: 'call', id, ch: channel, p: params });
      });
    },
    /** Calls `onEvent` with each event until it answers true. */
    follow(channel, key, onEvent) {
      const id = nextId++;
      return new Promise((resolve) => {
        waiting.set(id, {
          message(answer) {
            const done = answer.t === 'end' || (answer.t === 'events' && answer.events.some((event) => onEvent(event)));
            if (!done) return;
            waiting.delete(id);
            if (answer.t !== 'end') send({ t: 'unsubscribe', id });
            resolve();
          },
        });
        send({ t: 'subscribe', id, ch: channel, key, after: 0 });
      });
    },
    /** Calls `onBytes` with what comes until it answers true; everything is acknowledged at once. */
    read(channel, key, onBytes) {
      const id = nextId++;
      return new Promise((resolve) => {
        waiting.set(id, {
          message(answer) {
            if (answer.t === 'end') resolve();
          },
          bytes(bytes) {
            send({ t: 'ack', id, bytes: bytes.length });
            if (!onBytes(bytes)) return;
            send({ t: 'close', id });
            waiting.delete(id);
            resolve();
          },
        });
        send({ t: 'open', id, ch: channel, key, from: 0 });
      });
    },
    close: () => socket.close(),
  };
}

export function residentMiB(pid) {
  return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024;
}
