import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it.each(['[hermit 0.13.2] Could not find llvm-tools component', 'thread main: could not find llvm-as'])(
  'knows a kernel’s build without LLVM’s tools: %s',
  (line) => {
    const problem = diagnose('build', ['   Compiling app v0.1.0', line]);
    expect(problem.code).toBe('hermit.no-llvm-tools');
    expect(problem.fixes[0]).toMatchObject({ argv: ['rustup', 'component', 'add', 'llvm-tools'] });
  },
);
