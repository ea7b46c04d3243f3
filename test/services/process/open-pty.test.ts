import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import type { ProcessService, PtyHandle } from '../../../electron/services/process/process-types.ts';
import { eventually, isAlive } from '../alive.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let service: ProcessService;

beforeEach(() => {
  temp = tempPaths();
  service = createProcessService(temp.paths);
});
afterEach(async () => {
  await service.dispose();
  temp.remove();
});

async function open(script: string): Promise<{ pty: PtyHandle; chunks: Buffer[]; text: () => string }> {
  const pty = await service.openPty({ argv: ['/bin/sh', '-c', script], cwd: temp.root, cols: 91, rows: 33 });
  if (!pty.ok) throw new Error(pty.error.message);
  const chunks: Buffer[] = [];
  pty.value.onData((bytes) => chunks.push(Buffer.from(bytes)));
  return { pty: pty.value, chunks, text: () => Buffer.concat(chunks).toString('latin1') };
}

it('runs a program on a terminal of the size asked for, and tells bytes that are no text', async () => {
  const { pty, chunks, text } = await open("stty size; printf '\\377\\000\\303'; exit 5");
  expect(await pty.exited).toEqual({ status: 5, signal: null });
  expect(text()).toContain('33 91\r\n');
  expect(Buffer.concat(chunks).subarray(-3)).toEqual(Buffer.from([0xff, 0, 0xc3]));
});

it('takes input and follows a new size', async () => {
  const { pty, text } = await open('read x; echo "got $x"; read y; stty size');
  pty.write(Buffer.from('ü!\r'));
  await eventually('echo', () => text().includes(Buffer.from('got ü!').toString('latin1')));
  pty.resize(100, 40);
  pty.write(Buffer.from('\r'));
  await pty.exited;
  expect(text()).toContain('40 100');
});

it('slows the program down while paused, and loses nothing at its end', async () => {
  const { pty, text } = await open('i=0; while [ $i -lt 400 ]; do echo line $i; i=$((i+1)); done; echo the end');
  pty.pause();
  await pty.exited;
  expect(text()).toContain('the end');
});

it('ends a shell with the background jobs that it gave groups of their own', async () => {
  const { pty, text } = await open("exec sh -i -c 'set -m; nohup sleep 300 >/dev/null 2>&1 & echo job $!; sleep 300'");
  const job = Number(await eventually('the job', () => /job (\d+)/.exec(text())?.[1]));
  expect(isAlive(job)).toBe(true);
  await pty.kill();
  expect(isAlive(job)).toBe(false);
  expect(isAlive(pty.pid)).toBe(false);
});

it('does not hand its terminal to other children', async () => {
  const { pty } = await open('sleep 300');
  const listing = await service.run({ argv: ['ls', '-l', '/proc/self/fd'], cwd: temp.root });
  expect(listing.ok && listing.value.stdout).not.toMatch(/ptmx|pts/);
  await pty.kill();
});

it('is written down while it lives', async () => {
  const { pty } = await open('sleep 300');
  const record = join(temp.paths.runtime, 'processes');
  const { readdirSync } = await import('node:fs');
  const [file] = readdirSync(record);
  expect(readFileSync(join(record, file ?? ''), 'utf8')).toContain(`+${pty.pid} `);
  await pty.kill();
});

it('can be ended in the moment of its start', async () => {
  for (let round = 0; round < 20; round++) {
    const { pty } = await open('sleep 300');
    await pty.kill();
    expect(isAlive(pty.pid)).toBe(false);
  }
});

it('delivers the last bytes to a reader that takes its time for each', async () => {
  const pty = await service.openPty({
    argv: ['/bin/sh', '-c', 'head -c 60000 /dev/zero | tr "\\0" x; echo; echo the end'],
    ...{ cwd: temp.root, cols: 80, rows: 24 },
  });
  if (!pty.ok) throw new Error(pty.error.message);
  let text = '';
  pty.value.onData((bytes) => {
    text += Buffer.from(bytes).toString();
    const until = performance.now() + 150;
    while (performance.now() < until);
  });
  await pty.value.exited;
  expect(text.slice(-20)).toContain('the end');
});
