/** Nothing was heard of the system: its machine has too little memory, or its messages go elsewhere. */
import type { Diagnoser } from '../../family.ts';

/** The bootstrapper is linked to run at 256 MiB, and the modules lie behind it. */
const LEAST_MEMORY_MIB = 288;

export const silentMachine: Diagnoser = {
  code: 'l4re.silent-machine',
  diagnose: ({ phase, found, argv, lines }) => {
    if (phase !== 'run' || lines.some((line) => line.includes('L4 Bootstrapper'))) return [];
    const memory = Number(argv[argv.indexOf('-m') + 1]);
    const small = argv.includes('-m') && memory < LEAST_MEMORY_MIB;
    return found
      .filter(({ code }) => code === 'vm.no-output')
      .map((problem) => ({
        ...problem,
        code: 'l4re.silent-machine',
        title: small ? `A machine of ${memory} MiB is too small for an L4Re system` : problem.title,
        why: small
          ? `The bootstrapper runs at 256 MiB, so that there is no memory where it should be, and it cannot say a word. ${LEAST_MEMORY_MIB} MiB is the least, 512 is comfortable.`
          : `${problem.why ?? ''} A system that stops at "Booting from ROM" usually talks to a screen: its messages come on serial only where the bootstrapper and the kernel are told so (\`-serial_esc\`, and no \`-noserial\`).`.trim(),
      }));
  },
};
