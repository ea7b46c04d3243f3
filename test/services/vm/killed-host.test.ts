import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SessionId } from '#core/base/id.ts';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import { processTable } from '../../../electron/services/process/process-table.ts';
import { createVmService } from '../../../electron/services/vm/vm-service.ts';
import { buildToyProject, toyLookup, writeToyProject } from '../../toy-family/toy-project.ts';
import { eventually, isAlive } from '../alive.ts';
import { bundleScript } from '../bundle-script.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

let temp: TempPaths;
let root: string;
let bundle: string;

beforeAll(async () => {
  temp = tempPaths();
  root = writeToyProject(
    join(temp.root, 'project'),
    'for (int i = 0;; i++) { say("tick "); say_number(i); say("\\n"); }',
  );
  buildToyProject(root);
  symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(temp.root, 'node_modules'));
  bundle = await bundleScript(fileURLToPath(new URL('./host-with-machine.ts', import.meta.url)), temp.root);
});
const hosts: ChildProcess[] = [];
afterAll(() => {
  for (const host of hosts) host.kill('SIGKILL');
  temp.remove();
});

it('leaves no QEMU behind, and the next host lists the run with its text and says what happened', async () => {
  const host = spawn(process.execPath, [bundle, temp.root, root], { stdio: ['ignore', 'pipe', 'inherit'] });
  hosts.push(host);
  let text = '';
  host.stdout.on('data', (chunk) => {
    text += chunk;
  });
  await eventually('the guest has booted', () => text.includes('\n'));
  const id = text.split('\n')[0] as SessionId;
  const children = processTable()?.filter((row) => row.parent === host.pid) ?? [];
  expect(children).toHaveLength(2);
  const file = join(temp.paths.data, 'sessions', id, 'serial.log');
  await eventually('some text', () => readFileSync(file).length > 2000);

  const service = createProcessService(temp.paths);
  const beside = createVmService({
    process: service,
    projects: toyLookup(),
    paths: temp.paths,
    accelerator: () => 'tcg',
  });
  expect(beside.list()).toEqual([]);

  host.kill('SIGKILL');
  await eventually('nothing is left', () => !children.some(({ pid }) => isAlive(pid)));
  expect(readdirSync(temp.paths.runtime).filter((name) => name.startsWith('vm-'))).toEqual([]);

  const vm = createVmService({ process: service, projects: toyLookup(), paths: temp.paths, accelerator: () => 'tcg' });
  const [row, ...others] = vm.list();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ id, state: { kind: 'exited', reason: 'studio', code: null }, accelerator: 'tcg' });
  const log = await vm.serialLog(id);
  const kept = readFileSync(file, 'utf8');
  expect(log.ok && log.value.text).toBe(kept);
  expect(kept).toMatch(/^toy: kernel\ntoy: main\ntick 0\ntick 1\n/);
  const events = vm.events(id);
  const all = events.ok ? events.value.after(0).map(({ event }) => event) : [];
  expect(all).toContainEqual(expect.objectContaining({ kind: 'booted' }));
  expect(all.at(-2)).toMatchObject({ kind: 'note', text: expect.stringContaining('studio itself ended') });
  expect(all.at(-1)).toMatchObject({ kind: 'state', state: { kind: 'exited' } });
  expect(await vm.forget(id)).toMatchObject({ ok: true });
  expect(readdirSync(join(temp.paths.data, 'sessions'))).toEqual([]);
  await service.dispose();
});
