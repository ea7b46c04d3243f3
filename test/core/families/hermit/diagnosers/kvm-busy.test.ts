import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it('tells a KVM that is busy from one that can’t be used', () => {
  expect(diagnose('run', ['Unable to create VM: OsError(16)'])).toMatchObject({
    code: 'hermit.kvm-busy',
    why: expect.stringContaining('KVM is busy'),
  });
  expect(diagnose('run', ['Unable to create VM: OsError(13)']).why).toContain('KVM is not usable here');
});
