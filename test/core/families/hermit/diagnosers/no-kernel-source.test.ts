import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it('knows a clone whose submodule is empty', () => {
  expect(diagnose('build', ['  could not find kernel source'])).toMatchObject({
    code: 'hermit.no-kernel-source',
    why: expect.stringContaining('git submodule update --init'),
  });
});

it('names the folder that HERMIT_MANIFEST_DIR leads to', () => {
  expect(diagnose('build', ['kernel manifest path `/k/Cargo.toml` does not exist'])).toMatchObject({
    code: 'hermit.no-kernel-source',
    why: expect.stringContaining('`/k/Cargo.toml`'),
  });
});
