import { expect, it } from 'vitest';
import { valueProblem } from '../../../../renderer/features/config/value-check.ts';

const range = { low: '16', high: '1024' };

it('takes whole numbers inside their range', () => {
  for (const text of ['16', '128', '1024']) expect(valueProblem('int', text, range), text).toBeNull();
  expect(valueProblem('int', '-5', null)).toBeNull();
});

it('says the limit that a number is beyond', () => {
  expect(valueProblem('int', '15', range)).toBe('The smallest value is 16.');
  expect(valueProblem('int', '9999', range)).toBe('The largest value is 1024.');
});

it('compares hexadecimal numbers beyond 2^53 exactly', () => {
  const wide = { low: '0x0', high: '0xfffffffffffffffe' };
  expect(valueProblem('hex', '0xfffffffffffffffe', wide)).toBeNull();
  expect(valueProblem('hex', '0xffffffffffffffff', wide)).toBe('The largest value is 0xfffffffffffffffe.');
  expect(valueProblem('hex', 'ff', wide)).toBeNull();
});

it('refuses what is no number, and a text of two lines', () => {
  for (const text of ['', ' ', '1.5', '12a', '0x10']) expect(valueProblem('int', text, null), text).not.toBeNull();
  expect(valueProblem('hex', '0xg', null)).not.toBeNull();
  expect(valueProblem('string', 'a\nb', null)).not.toBeNull();
  expect(valueProblem('string', 'a "b" \\', null)).toBeNull();
});
