/** Runs the doctor's boot test when asked, one at a time, and keeps what it measured. */
import type { BootTest } from '#core/contract/toolchain.ts';
import type { UnikernelFamily } from '#core/families/family.ts';
import { type BootTestNeeds, runBootTest } from './boot-test.ts';
import type { Measurements } from './measurements.ts';
import type { ToolchainService } from './toolchain-service.ts';

export interface BootTests {
  /** Boots the hello world of the first family. Who asks while one runs gets its result. */
  run(): Promise<BootTest>;
  /** Ends one that runs. */
  dispose(): Promise<void>;
}

export interface BootTestsNeeds extends Omit<BootTestNeeds, 'family' | 'missing' | 'signal'> {
  readonly families: readonly UnikernelFamily[];
  readonly toolchain: ToolchainService;
  readonly measurements: Measurements;
}

export function createBootTests({ families, toolchain, measurements, ...needs }: BootTestsNeeds): BootTests {
  const ending = new AbortController();
  let running: Promise<BootTest> | null = null;

  async function run(): Promise<BootTest> {
    const family = families[0];
    const arch = family?.archs[0];
    if (!family || !arch) throw new Error('no family to boot');
    const missing = toolchain.missing(family, arch);
    const { test, measured } = await runBootTest({ ...needs, family, missing, signal: ending.signal });
    if (ending.signal.aborted) return test;
    await measurements.keepBootTest(test);
    if (measured) await measurements.keep(family.id, measured);
    return test;
  }

  return {
    run() {
      running ??= run().finally(() => {
        running = null;
      });
      return running;
    },
    async dispose() {
      ending.abort();
      await running?.catch(() => undefined);
    },
  };
}
