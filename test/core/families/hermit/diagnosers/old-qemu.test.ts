import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it('knows a QEMU without the device that hands an image over on arm64', () => {
  const line =
    "qemu-system-aarch64: -device guest-loader,addr=0x48000000: 'guest-loader' is not a valid device model name";
  expect(diagnose('run', [line]).code).toBe('hermit.old-qemu');
});
