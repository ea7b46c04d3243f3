/** The boot stops before main: the processor, as QEMU shows it, has no instruction for random numbers. */
import type { Fix } from '../../../contract/problem.ts';
import { lineDiagnoser } from './explain-line.ts';
import { optionValue, setOptions } from './shared-fixes.ts';

export const hwrng = lineDiagnoser({
  code: 'unikraft.hwrng',
  phase: 'run',
  patterns: [/Could not initialize the HWRNG \((-?\d+)\)/],
  explain: ({ number }, input) => {
    const next = input.lines[number - input.firstLine + 1] ?? '';
    const wanted = optionValue(input, 'LIBMUSL') === 'y';
    const fixes: Fix[] = [
      ...setOptions(
        input,
        { LIBUKRANDOM: 'n' },
        {
          title: 'Build without random numbers',
          effect: `turns off \`LIBUKRANDOM\`; good for everything but secrets${wanted ? ' and programs that ask for `getrandom`' : ''}. Build again, then run.`,
        },
      ),
      { kind: 'dead-end', title: 'QEMU 8.1.3 and later emulate RDSEED; the doctor shows which one is here.' },
      {
        kind: 'dead-end',
        title:
          '`-cpu max` does not help with an older QEMU, and neither does a fixed seed (`LIBUKRANDOM_SEED_INSECURE`).',
      },
    ];
    return {
      title: 'The boot stopped: no hardware random numbers',
      why: 'Unikraft wants its first random numbers from the instruction RDSEED. QEMU before 8.1.3 does not emulate it (KVM on a processor that has it does), so `libukrandom` gave up and `main` was never reached. QEMU itself ended with status 0 all the same.',
      fixes,
      ...(/Init function at .* returned error/.test(next) ? { until: number + 1 } : {}),
    };
  },
});
