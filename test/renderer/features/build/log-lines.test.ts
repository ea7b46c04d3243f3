import { expect, it } from 'vitest';
import { LogLines } from '../../../../renderer/features/build/log-lines.ts';

it('goes on with a line that the chunk before left open', () => {
  const lines = new LogLines();
  lines.append('one\ntw', 1);
  lines.append('o\nthree\n', 2);
  expect([1, 2, 3].map((number) => lines.at(number))).toEqual(['one', 'two', 'three']);
  expect(lines.lastEnded).toBe(3);
});

it('keeps the numbers true where the host left out the middle, and the line that says so', () => {
  const lines = new LogLines();
  lines.append('one\ntwo\n', 1);
  lines.append('[… lines 3 to 999 are left out here …]\n', 3);
  lines.append('', 500);
  lines.append('a thousand\n', 1000);
  expect(lines.lastNumber).toBe(1000);
  expect(lines.at(1000)).toBe('a thousand');
  expect(lines.at(lines.firstNumber)).toContain('left out here');
});
