import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shownText } from '#core/engines/kconfig/text.ts';

it('decodes UTF-8, and leaves characters that are no bytes as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const binary = Buffer.from(text, 'utf8').toString('latin1');
      expect(shownText(`“${binary}”`)).toBe(`“${Buffer.from(text, 'utf8').toString('utf8')}”`);
    }),
  );
});

it.each([
  ['\xff', '\ufffd'],
  ['\xc3', '\ufffd'],
  ['a\xe4b', 'a\ufffdb'],
  ['\xc0\x80', '\ufffd\ufffd'],
  ['\xed\xa0\x80', '\ufffd\ufffd\ufffd'],
])('shows the invalid bytes %j as replacement characters', (bytes, shown) => {
  expect(shownText(bytes)).toBe(shown);
});
