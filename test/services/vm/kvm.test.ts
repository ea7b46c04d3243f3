import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import type { ProcessService } from '../../../electron/services/process/process-types.ts';
import { createKvm } from '../../../electron/services/vm/kvm.ts';
import { TRIAL_STATUS, trialRom } from '../../../electron/services/vm/kvm-trial-rom.ts';
import { PATIENCE_MS } from '../../patience.ts';
import { type TempPaths, tempPaths } from '../temp-paths.ts';

const device = fileURLToPath(import.meta.url);
const PROGRAM = '/usr/bin/qemu-system-x86_64';

let temp: TempPaths;
let process_: ProcessService;
let trials: number;

beforeEach(() => {
  temp = tempPaths();
  process_ = createProcessService(temp.paths);
  trials = 0;
});
afterEach(async () => {
  await process_.dispose();
  temp.remove();
});

/** As another studio on the same computer would make it. */
function kvm(result: boolean | null, where = device) {
  const trial = async () => {
    trials++;
    return result;
  };
  return createKvm({ process: process_, paths: temp.paths, device: where, trial });
}

it('is tried once, and what came of it counts for every studio', async () => {
  const first = kvm(false);
  expect(await first.known()).toBe(null);
  expect(await Promise.all([first.works(PROGRAM), first.works(PROGRAM)])).toEqual([false, false]);
  expect(await first.known()).toBe(false);
  const second = kvm(true);
  expect(await second.known()).toBe(false);
  expect(await second.works(PROGRAM)).toBe(false);
  expect(trials).toBe(1);
});

it('is tried anew after the computer was started anew, and when a failure is half a day old', async () => {
  expect(await kvm(false).works(PROGRAM)).toBe(false);
  const file = join(temp.paths.cache, 'kvm.json');
  const record = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...record, boot: 'another' }));
  expect(await kvm(true).works(PROGRAM)).toBe(true);
  writeFileSync(file, JSON.stringify({ ...record, at: record.at - 13 * 3_600_000 }));
  expect(await kvm(true).works(PROGRAM)).toBe(true);
  expect(trials).toBe(3);
});

it('is trusted where it could not be tried, until a guest proves it wrong, for every studio', async () => {
  const studio = kvm(null);
  expect(await studio.works(PROGRAM)).toBe(true);
  expect(await kvm(null).known()).toBe(null);
  studio.failed();
  expect(await studio.works(PROGRAM)).toBe(false);
  await vi.waitFor(async () => expect(await kvm(true).known()).toBe(false), PATIENCE_MS);
});

it('is not tried where its device cannot be opened', async () => {
  expect(await kvm(true, '/nowhere/kvm').works(PROGRAM)).toBe(false);
  expect(trials).toBe(0);
});

it('of this computer is found to work or not, and no file of the trial is left', async () => {
  const own = createKvm({ process: process_, paths: temp.paths });
  const works = await own.works(PROGRAM);
  expect(await createKvm({ process: process_, paths: temp.paths, trial: async () => !works }).works(PROGRAM)).toBe(
    works,
  );
});

it('is tried with a guest that a processor which works runs to its end', async () => {
  const folder = mkdtempSync(join(temp.root, 'trial '));
  writeFileSync(join(folder, 'rom'), trialRom());
  const run = await process_.run(
    {
      argv: [
        ...[PROGRAM, '-accel', 'tcg', '-machine', 'pc', '-m', '2', '-bios', 'rom', '-nodefaults', '-no-user-config'],
        ...['-display', 'none', '-no-reboot', '-device', 'isa-debug-exit,iobase=0xf4,iosize=4'],
      ],
      cwd: folder,
    },
    { timeoutMs: PATIENCE_MS },
  );
  expect(run).toMatchObject({ ok: true, value: { status: TRIAL_STATUS, stderr: '' } });
});
