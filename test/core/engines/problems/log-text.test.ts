import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colouredText, plainText, shorten } from '#core/engines/problems/log-text.ts';

test('takes out colours, titles, cursor moves and links, and keeps the words', () => {
  const link = '\x1b]8;;https://example.org\x07-Wformat=\x1b]8;;\x07';
  expect(plainText(`\x1b[01m\x1b[Kmain.c:\x1b[m\x1b[K \x1b]0;title\x07[${link}]\x1b[2J\x1bc`)).toBe(
    'main.c: [-Wformat=]',
  );
});

test('keeps colours only, where colours are wanted', () => {
  expect(colouredText('\x1b[01;31m\x1b[Kerror\x1b[m\x1b[K\x1b[2J\x1b[5;5Hx\x1b]52;c;YQ==\x1b\\')).toBe(
    '\x1b[01;31merror\x1b[mx',
  );
});

test('shows what a terminal would still show of a line that was written over', () => {
  expect(plainText('10 %\r50 %\r100 %\r')).toBe('100 %');
});

test('leaves no escape sequence but colours, whatever comes in', () => {
  const part = fc.constantFrom('\x1b', '[', ']', '0', ';', 'm', 'J', '\x07', '\\', '\x9b', 'P', 'text', '\r');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const line = parts.join('');
      expect(plainText(line)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
      expect(colouredText(line).replace(/\x1b\[[0-9;:]*m/g, '')).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
    }),
  );
});

test('shortens without leaving half a character', () => {
  expect(shorten('ab😀cd', 4)).toBe('ab…');
  expect(shorten('abcd', 4)).toBe('abcd');
});
