import { expect, test } from 'vitest';
import { columnOfByte, columnOfDisplay, displayWidth, expandTabs } from '#core/engines/problems/source-columns.ts';

test('a tab goes to the next multiple of eight', () => {
  expect(expandTabs('\ta\tb')).toBe('        a       b');
  expect(columnOfDisplay('\ta\tb', 9)).toBe(2);
  expect(columnOfDisplay('\ta\tb', 17)).toBe(4);
});

test('a wide character takes two cells and one or two UTF-16 units', () => {
  expect(displayWidth('日'.codePointAt(0)!)).toBe(2);
  expect(displayWidth('é'.codePointAt(0)!)).toBe(1);
  expect(displayWidth(0x301)).toBe(0);
  expect(columnOfDisplay('日本x', 5)).toBe(3);
  expect(columnOfDisplay('😀x', 3)).toBe(3);
});

test('bytes of UTF-8 become UTF-16 units', () => {
  expect(columnOfByte('äöx', 5)).toBe(3);
  expect(columnOfByte('😀x', 5)).toBe(3);
  expect(columnOfByte('\tx', 2)).toBe(2);
});

test('a column past the end of the line stays past the end', () => {
  expect(columnOfDisplay('ab', 5)).toBe(5);
  expect(columnOfByte('ab', 5)).toBe(5);
});
