import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import { bootId, processRow, processTable } from '../../../electron/services/process/process-table.ts';
import { eventually, isAlive } from '../alive.ts';
import { bundleScript } from '../bundle-script.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let bundle: string;

beforeAll(async () => {
  temp = tempPaths();
  symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(temp.root, 'node_modules'));
  bundle = await bundleScript(fileURLToPath(new URL('./host-with-children.ts', import.meta.url)), temp.root);
});
const hosts: ChildProcess[] = [];
afterAll(() => {
  for (const host of hosts) host.kill('SIGKILL');
  temp.remove();
});

async function startHost(): Promise<{ host: ChildProcess; pids: number[] }> {
  const host = spawn(process.execPath, [bundle, temp.root], { stdio: ['ignore', 'pipe', 'inherit'] });
  hosts.push(host);
  let text = '';
  host.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  await eventually('the host has started its children', () => text.includes('\n'));
  return { host, pids: JSON.parse(text) as number[] };
}

it('leaves nothing behind when the host is killed, whatever its children ignore', async () => {
  const { host, pids } = await startHost();
  expect(pids).toHaveLength(7);
  expect(pids.every(isAlive)).toBe(true);
  host.kill('SIGKILL');
  await eventually('all are gone', () => !pids.some(isAlive));
});

it('ends at the next start what was left behind because the guardian was killed too', async () => {
  const { host, pids } = await startHost();
  const guardian = processTable()?.find((row) => row.parent === host.pid && !pids.includes(row.pid));
  expect(guardian).toBeDefined();
  host.kill('SIGSTOP');
  process.kill(guardian?.pid ?? 0, 'SIGKILL');
  host.kill('SIGKILL');
  await eventually('the host is gone', () => !isAlive(host.pid ?? 0));
  expect(isAlive(pids[0] ?? 0)).toBe(true);
  const next = createProcessService(temp.paths);
  await eventually('all are gone', () => !pids.slice(0, 6).some(isAlive));
  await next.dispose();
  for (const pid of pids) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
});

it('leaves a process alone that was given the pid of an old one, and hosts that still live', async () => {
  const other = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
  const pid = other.pid ?? 0;
  const folder = join(temp.paths.runtime, 'processes');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '999999-1'), `${bootId()}\n+${pid} 12345\n`);
  const self = processRow(process.pid);
  const living = `${process.ppid}-${processRow(process.ppid)?.startTime}`;
  writeFileSync(join(folder, living), `${bootId()}\n+${pid} ${processRow(pid)?.startTime}\n`);
  expect(self).not.toBeNull();
  const service = createProcessService(temp.paths);
  await eventually('the sweep is done', () => !readdirSync(folder).includes('999999-1'));
  expect(readdirSync(folder)).toContain(living);
  expect(isAlive(pid)).toBe(true);
  other.kill('SIGKILL');
  await service.dispose();
});
