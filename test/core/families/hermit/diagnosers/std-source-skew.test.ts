import { expect, it } from 'vitest';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { linesOf } from '../transcripts.ts';
import { diagnose } from './diagnose.ts';

it('makes one problem of the dozens of errors in core, which takes the place of all of them', () => {
  const name = 'cargo-std-source-mismatch.stderr.txt';
  const problem = diagnose('build', name);
  expect(problem).toMatchObject({
    code: 'hermit.std-source-skew',
    why: expect.stringContaining('34 errors in `core`'),
  });
  const errors = parseToolOutput(linesOf(name), { root: '/project', tool: 'cargo' });
  expect(errors).toHaveLength(34);
  for (const { evidence } of errors) {
    expect(evidence.firstLine).toBeGreaterThanOrEqual(problem.evidence.firstLine);
    expect(evidence.lastLine).toBeLessThanOrEqual(problem.evidence.lastLine);
  }
});

it('knows it by the last lines of a build alone', () => {
  expect(diagnose('build', 'cargo-std-source-mismatch-nightly.log').code).toBe('hermit.std-source-skew');
});
