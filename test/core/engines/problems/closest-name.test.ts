import { expect, test } from 'vitest';
import { closestName, editDistance } from '#core/engines/problems/closest-name.ts';

test('counts letters that differ, are missing or are swapped', () => {
  expect(editDistance('widht', 'width', 3)).toBe(1);
  expect(editDistance('squre', 'square', 3)).toBe(1);
  expect(editDistance('kitten', 'sitting', 3)).toBe(3);
  expect(editDistance('kitten', 'sitting', 2)).toBe(3);
});

test('finds the closest name, and none when all are far', () => {
  expect(closestName('pritnf', ['sprintf', 'printf', 'main'])).toBe('printf');
  expect(closestName('read', ['write', 'open'])).toBeNull();
  expect(closestName('ab', ['xy'])).toBeNull();
});
