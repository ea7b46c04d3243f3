import { expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

it('knows a machine that was started without an image', () => {
  expect(diagnose('run', 'loader-no-module.serial.txt')).toMatchObject({
    code: 'hermit.no-module',
    fixes: [{ command: 'machine.run' }],
  });
});
