/** 6. The kernel’s build helper finds no LLVM tools below the compiler’s folder. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const noLlvmTools: Diagnoser = {
  code: 'hermit.no-llvm-tools',
  diagnose: (input) =>
    explain(input, /Could not find llvm-tools component|could not find (?:llvm-\w+|rust-lld)$/, {
      code: 'hermit.no-llvm-tools',
      phase: 'build',
      title: 'The build of the kernel needs the component `llvm-tools`',
      why: 'xtask takes symbols out of the finished library with LLVM’s tools, and looks for them below the folder of the compiler that builds the kernel.',
      fixes: [{ kind: 'command', title: 'Install llvm-tools', argv: ['rustup', 'component', 'add', 'llvm-tools'] }],
    }),
};
