// A machine that prints 50 MB as fast as they are taken: what arrives, what is in the log, how long other calls wait,
// and how much the host grows. The machine is the tests' own QEMU stand-in, because a guest under TCG is far too slow
// to be a flood. The anchor takes the same bytes from the same program and only writes them into a file.
import { spawn } from 'node:child_process';
import { chmodSync, createWriteStream, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { root } from '../setup.mjs';
import { build, createBare } from './bare-project.mjs';
import { connect, residentMiB, startHost } from './host-client.mjs';
import { line } from './measure.mjs';

const BYTES = 50_000_000;
const standIn = join(root, 'test/fake-tools/qemu.mjs');

export async function run() {
  const host = await startHost((home) => ({ PATH: `${pretender(home)}${delimiter}${process.env.PATH}` }));
  const link = await connect(host.url);
  try {
    await link.call('settings.set', { accelerator: 'tcg' });
    const project = await createBare(host, link, 'flood');
    await build(link, project.id);
    const idle = residentMiB(host.pid);
    const started = performance.now();
    const session = await link.call('vm.start', { projectId: project.id });
    const seen = { received: 0, slowest: 0, peak: idle, flooding: true };
    const probe = watch(link, host.pid, seen);
    await link.read('vm.serial', session, (bytes) => {
      seen.received += bytes.length;
      return false;
    });
    const ms = performance.now() - started;
    seen.flooding = false;
    await probe;
    const { serialBytes } = (await link.call('vm.list', null)).find((each) => each.id === session);
    const logged = logBytes(join(host.home, '.studio'));
    const anchor = await intoFile(host.home);
    report({ ...seen, idle, ms, serialBytes, logged, anchor });
  } finally {
    link.close();
    await host.stop();
  }
}

function report({ received, slowest, peak, idle, ms, serialBytes, logged, anchor }) {
  line('serial flood: bytes at the window and in the log', {
    figure: `${(received / 1e6).toFixed(1)} MB`,
    anchor: `sent ${(serialBytes / 1e6).toFixed(1)} MB`,
    ratio: received / serialBytes,
    budget: 'nothing lost',
    holds: received === serialBytes && logged === serialBytes && serialBytes >= BYTES,
  });
  line('serial flood: time', {
    figure: `${(ms / 1000).toFixed(2)} s`,
    anchor: `into a file, ${(anchor / 1000).toFixed(2)} s`,
    ratio: ms / anchor,
    budget: '—',
    holds: true,
  });
  line('serial flood: slowest other call', {
    figure: `${slowest.toFixed(0)} ms`,
    anchor: 'none',
    ratio: null,
    budget: '≤ 250 ms',
    holds: slowest <= 250,
  });
  line('serial flood: growth of the host', {
    figure: `${(peak - idle).toFixed(0)} MiB`,
    anchor: `idle ${idle.toFixed(0)} MiB`,
    ratio: peak / idle,
    budget: '≤ 64 MB',
    holds: ((peak - idle) * 1048576) / 1e6 <= 64,
  });
}

/** A folder whose `qemu-system-x86_64` is the stand-in. */
function pretender(home) {
  const folder = join(home, 'bin');
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'qemu-system-x86_64');
  const words = `process.argv.splice(2, 0, 'flood', '${BYTES}'); import(${JSON.stringify(pathToFileURL(standIn).href)});`;
  writeFileSync(program, `#!/usr/bin/env node\n${words}\n`);
  chmodSync(program, 0o755);
  return folder;
}

async function watch(link, pid, seen) {
  while (seen.flooding) {
    const asked = performance.now();
    await link.call('settings.get', null);
    seen.slowest = Math.max(seen.slowest, performance.now() - asked);
    seen.peak = Math.max(seen.peak, residentMiB(pid));
    await wait(20);
  }
}

function logBytes(folder) {
  const logs = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('serial.log'));
  return Math.max(0, ...logs.map((name) => statSync(join(folder, name)).size));
}

function intoFile(home) {
  const paths = { serial: join(home, 'anchor-serial'), monitor: join(home, 'anchor-monitor') };
  const log = createWriteStream(join(home, 'anchor.log'));
  const started = performance.now();
  const serial = createServer((socket) => socket.pipe(log)).listen(paths.serial);
  const monitor = createServer((socket) => {
    socket.resume();
    socket.write('{"execute": "cont", "id": 1}\n');
  }).listen(paths.monitor);
  const chardevs = Object.entries(paths).flatMap(([name, path]) => [
    '-chardev',
    `socket,id=studio-${name},path=${path}`,
  ]);
  spawn(process.execPath, [standIn, 'flood', String(BYTES), ...chardevs], { stdio: 'ignore' });
  return new Promise((resolve) => {
    log.on('finish', () => {
      serial.close();
      monitor.close();
      resolve(performance.now() - started);
    });
  });
}
