// A guest that prints 50 MB as fast as it can: what arrives, what is in the log, how long other calls wait, and how
// much the host grows. The anchor is QEMU writing the same text into a file.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build, createBare } from './bare-project.mjs';
import { connect, residentMiB, startHost } from './host-client.mjs';
import { line } from './measure.mjs';
import { spawnByHand } from './qemu-line.mjs';

const LINES = 500_000;

export async function run() {
  const host = await startHost();
  const link = await connect(host.url);
  try {
    await link.call('settings.set', { accelerator: 'tcg' });
    const project = await createBare(host, link, 'flood');
    // 100 bytes a line with its line end, straight to the port's buffer: the console is what is measured.
    writeFileSync(join(project.root, 'src/main.c'), floodSource(project.root));
    await build(link, project.id);
    const idle = residentMiB(host.pid);
    const started = performance.now();
    const session = await link.call('vm.start', { projectId: project.id });
    let received = 0;
    let flooding = true;
    let slowest = 0;
    let peak = idle;
    const probe = (async () => {
      while (flooding) {
        const asked = performance.now();
        await link.call('settings.get', null);
        slowest = Math.max(slowest, performance.now() - asked);
        peak = Math.max(peak, residentMiB(host.pid));
        await wait(50);
      }
    })();
    await link.read('vm.serial', session, (bytes) => {
      received += bytes.length;
      return false;
    });
    const ms = performance.now() - started;
    flooding = false;
    await probe;
    const ended = (await link.call('vm.list', null)).find((each) => each.id === session);
    const { serialBytes } = ended;
    const anchor = await intoFile(ended, join(host.home, 'anchor.log'));
    const logs = logFiles(join(host.home, '.studio'));
    const logged = Math.max(...logs.map((path) => statSync(path).size));
    const complete = received === serialBytes && logged === serialBytes && serialBytes >= LINES * 100;
    line('serial flood: bytes at the window and in the log', {
      figure: `${(received / 1e6).toFixed(1)} MB`,
      anchor: `sent ${(serialBytes / 1e6).toFixed(1)} MB`,
      ratio: received / serialBytes,
      budget: 'nothing lost',
      holds: complete,
    });
    line('serial flood: time', {
      figure: `${(ms / 1000).toFixed(1)} s`,
      anchor: `QEMU into a file, ${(anchor / 1000).toFixed(1)} s`,
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
  } finally {
    link.close();
    await host.stop();
  }
}

function floodSource(root) {
  const header = readFileSync(join(root, 'src/main.c'), 'utf8').match(/^#include.*$/gm) ?? [];
  return `${header.join('\n')}
int main(void)
{
    for (int i = 0; i < ${LINES}; i++)
        print("%08d abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk\\n", i);
    return 0;
}
`;
}

function logFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('serial.log'))
    .map((name) => join(folder, name));
}

function intoFile(session, file) {
  return new Promise((resolve) => {
    const started = performance.now();
    spawnByHand(session, `file:${file}`, 'ignore').on('exit', () => resolve(performance.now() - started));
  });
}
