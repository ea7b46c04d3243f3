import { expect, it } from 'vitest';
import { diagnose, diagnoseAll } from './diagnose.ts';

it('knows a file that is no program at all', () => {
  expect(diagnose('run', 'loader-not-elf.serial.txt')).toMatchObject({
    code: 'hermit.not-elf',
    why: expect.stringContaining('`TooShort`'),
  });
});

it('leaves the same words of a program alone', () => {
  const said = ["thread 'main' panicked at src/main.rs:3:5:", 'called `Result::unwrap()` on an `Err` value: TooShort'];
  expect(diagnoseAll('run', said)).toEqual([]);
});
