/** A PC that reset itself: Bare's own handlers catch every fault, so they were out of reach when it happened. */
import type { Diagnoser } from '../../family.ts';

export const tripleFault: Diagnoser = {
  code: 'bare.triple-fault',
  diagnose: ({ found, lines }) =>
    found
      .filter(({ code }) => code === 'vm.triple-fault')
      .map((problem) => ({
        ...problem,
        code: 'bare.triple-fault',
        title: 'The machine reset itself: a triple fault',
        why: lines.some((line) => /\btraps +ready$/.test(line))
          ? `A fault happened, and so did two more on the way to the kernel's handlers. They were ready before, so their table or their stack was written over, or the program loaded another table (\`lidt\`). ${problem.why ?? ''}`.trim()
          : `A fault happened before the kernel had its handlers ready: in \`boot.S\`, or in what \`kernel/start.c\` does before "traps ready". ${problem.why ?? ''}`.trim(),
      })),
};
