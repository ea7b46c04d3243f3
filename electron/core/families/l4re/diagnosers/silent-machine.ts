/** Nothing was heard of the system: its machine has too little memory, or its messages go elsewhere. */
import type { Diagnoser } from '../../family.ts';

/** The kernel, the servers and the modules behind one another, with room to move them. */
const LEAST_MEMORY_MIB = 64;

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
          ? `The modules do not even fit behind one another, so the bootstrapper cannot say a word. ${LEAST_MEMORY_MIB} MiB is the least, 256 is comfortable.`
          : `${problem.why ?? ''} A system that stops at "Booting from ROM" usually talks to a screen: its messages come on serial only where the bootstrapper and the kernel are told so (\`-serial_esc\`, and no \`-noserial\`).`.trim(),
      }));
  },
};
