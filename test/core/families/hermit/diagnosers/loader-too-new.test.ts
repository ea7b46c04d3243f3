import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it.each([
  ['panic-parent-entry-huge-page.serial.txt', 'The loader 0.5.7 is too new for the kernel 0.6.9'],
  ['panic-page-already-mapped.serial.txt', 'The loader 0.5.7 is too new for the kernel 0.6.9'],
  ['panic-0.13.2-loader-0.5.7.serial.txt', 'The loader 0.5.7 is too new for the kernel 0.13.2'],
])('knows a loader that lays out memory in another way: %s', (name, title) => {
  expect(diagnose('run', name)).toMatchObject({ code: 'hermit.loader-too-new', title });
});
