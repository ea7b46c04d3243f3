import { expect, it } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { linesOf } from '../transcripts.ts';
import { diagnose, diagnoseAll } from './diagnose.ts';

const evidence = { firstLine: 0, lastLine: 0 };
const ENDED: Problem = { code: 'vm.crash-status', severity: 'error', title: 'ended', evidence, fixes: [] };
const more = { arch: 'riscv64', found: [ENDED] } as const;
const lines = linesOf('opensbi-1.1-riscv64.serial.txt');
const of = (version: string) => lines.map((line) => line.replace('OpenSBI v1.1', `OpenSBI v${version}`));

it('knows a firmware without a debug console by its banner, where the loader never spoke', () => {
  const problem = diagnose('run', lines, more);
  expect(problem).toMatchObject({ code: 'hermit.old-opensbi', quote: 'OpenSBI v1.1', evidence });
  expect(problem.title).toContain('OpenSBI 1.1');
  expect(diagnoseAll('run', of('0.9'), more)).toHaveLength(1);
});

it('blames no firmware that is new enough, none whose loader spoke, and none of a machine that runs', () => {
  for (const version of ['1.3', '1.6', '2.0']) expect(diagnoseAll('run', of(version), more)).toEqual([]);
  expect(diagnoseAll('run', [...lines, '[LOADER][INFO] Hermit Loader version 0.5.6'], more)).toEqual([]);
  expect(diagnoseAll('run', lines, { ...more, found: [] })).toEqual([]);
});
