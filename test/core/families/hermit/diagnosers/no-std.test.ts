import { expect, it } from 'vitest';
import { diagnose, toolLines } from './diagnose.ts';

it.each(['cargo-target-std-missing.stderr.txt', 'rustc-target-std-missing.stderr.txt'])(
  'knows a target without a standard library, and installs a Rust that can make one: %s',
  (name) => {
    const problem = diagnose('build', toolLines(name));
    expect(problem.code).toBe('hermit.no-std');
    expect(problem.fixes[0]).toMatchObject({ kind: 'command', argv: expect.arrayContaining(['nightly', 'rust-src']) });
  },
);
