import { expect, it } from 'vitest';
import type { Problem } from '#core/contract/problem.ts';
import { diagnose } from './diagnose.ts';

const missing = (symbol: string): Problem => ({
  ...{ code: 'ld.undefined-reference', severity: 'error', title: `Nothing provides \`${symbol}\`` },
  ...{ evidence: { firstLine: 3, lastLine: 3 }, fixes: [] },
});

it.each([
  ['sys_sendto', 'udp'],
  ['sys_socket', 'tcp'],
  ['sys_mmap', 'mman'],
])('names the feature that `%s` belongs to, and turns it on', (symbol, feature) => {
  expect(diagnose('build', [], { found: [missing(symbol)] })).toMatchObject({
    code: 'hermit.missing-syscall',
    evidence: { firstLine: 3, lastLine: 3 },
    why: expect.stringContaining(`the feature \`${feature}\``),
    fixes: [{ kind: 'edit', title: `Turn on the feature \`${feature}\`` }],
  });
});

it('says of one that it does not know what it may be', () => {
  expect(diagnose('build', [], { found: [missing('sys_other')] })).toMatchObject({
    code: 'hermit.missing-syscall',
    why: expect.stringContaining('older than the program'),
    fixes: [],
  });
});
