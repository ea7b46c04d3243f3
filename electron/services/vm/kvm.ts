/**
 * Whether this computer's KVM truly runs guests. That /dev/kvm opens is no proof: inside some virtual machines it opens, and a guest
 * never gets further than its first instructions. It is tried once with a tiny guest of our own; what came of it counts until
 * the computer starts anew, for every studio on it.
 */
import { closeSync, constants, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { isKvmFailure } from '#core/engines/problems/qemu-parser.ts';
import type { ProcessService } from '../process/process-types.ts';
import { createJsonFile } from '../settings/json-file.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import { TRIAL_STATUS, trialRom } from './kvm-trial-rom.ts';

export interface Kvm {
  /** `program`: the QEMU that shall use it. True also where it could not be tried: then the first boot shows. */
  works(program: string): Promise<boolean>;
  /** What is known without trying; null: nothing. */
  known(): Promise<boolean | null>;
  /** A guest ran without KVM that did not run with it. */
  failed(): void;
}

export interface KvmNeeds {
  readonly process: ProcessService;
  readonly paths: StudioPaths;
  /** Default: `/dev/kvm`. */
  readonly device?: string;
  /** Null: it could not be tried. */
  readonly trial?: (program: string) => Promise<boolean | null>;
}

/** The QEMU whose guests KVM runs on most computers, and the only one that it is tried with. */
export const TRIAL_PROGRAM = 'qemu-system-x86_64';

const record = v.object({ boot: v.string(), works: v.boolean(), at: v.number() });

/** A KVM that works answers within 200 ms. One that emulates every instruction does not within minutes. */
const TRIAL_MS = 3_000;
/** A computer that was merely too busy shall not be without KVM for days. */
const FAILURE_COUNTS_MS = 12 * 3_600_000;

export function createKvm({ process: processes, paths, device = '/dev/kvm', ...needs }: KvmNeeds): Kvm {
  const trial = needs.trial ?? ((program: string) => tryGuest(processes, paths.runtime, program));
  const file = createJsonFile(join(paths.cache, 'kvm.json'), v.nullable(record), null);
  let found: Promise<boolean | null> | null = null;

  async function recorded(): Promise<boolean | null> {
    const before = await file.read();
    if (before === null || before.boot !== (await bootId())) return null;
    return before.works || Date.now() - before.at < FAILURE_COUNTS_MS ? before.works : null;
  }
  async function find(program: string): Promise<boolean | null> {
    const before = await recorded();
    if (before !== null) return before;
    const works = await trial(program);
    if (works === null) found = null;
    else await keep(works);
    return works;
  }
  async function keep(works: boolean): Promise<void> {
    const boot = await bootId();
    // Where it can't be kept, the next studio tries again.
    if (boot !== null) await file.update(() => ({ boot, works, at: Date.now() }));
  }

  return {
    async works(program) {
      if (!canOpen(device)) return false;
      found ??= find(program);
      return (await found) ?? true;
    },
    known: async () => found ?? recorded(),
    failed() {
      found = Promise.resolve(false);
      void keep(false);
    },
  };
}

function canOpen(device: string): boolean {
  try {
    closeSync(openSync(device, constants.O_RDWR));
    return true;
  } catch {
    return false;
  }
}

/** Another one each time that the computer starts; null where the system has none. */
async function bootId(): Promise<string | null> {
  return readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (id) => id.trim(),
    () => null,
  );
}

async function tryGuest(processes: ProcessService, runtime: string, program: string): Promise<boolean | null> {
  // The guest is made of instructions of x86.
  if (process.arch !== 'x64' || !program.endsWith(TRIAL_PROGRAM)) return null;
  await mkdir(runtime, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(runtime, 'kvm-'));
  try {
    await writeFile(join(folder, 'rom'), trialRom());
    const argv = [
      ...[program, '-accel', 'kvm', '-cpu', 'host', '-machine', 'pc', '-m', '2', '-bios', 'rom'],
      ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
      ...['-device', 'isa-debug-exit,iobase=0xf4,iosize=4'],
    ];
    const run = await processes.run({ argv, cwd: folder }, { timeoutMs: TRIAL_MS });
    if (!run.ok) return run.error.code === 'timed-out' ? false : null;
    if (run.value.status === TRIAL_STATUS) return true;
    return isKvmFailure(run.value.stderr) ? false : null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
