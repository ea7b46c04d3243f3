import { expect, it } from 'vitest';
import { shownFacts } from '../../../../renderer/features/wizard/shown-facts.ts';

const texts = (facts: readonly { text: string }[]) => facts.map(({ text }) => text);

it('shows what is missing first, as many tools as a line holds, and counts the others', () => {
  const facts = ['gcc 12.2', 'g++ 12.2', 'make 4.3', 'perl 5.36', 'gawk 5.2', 'flex 2.6', 'bison 3.8'].map((text) => ({
    text,
    ok: true,
  }));
  const { shown, more } = shownFacts([...facts, { text: 'dtc missing', ok: false }]);
  expect(texts(shown)).toEqual(['dtc missing', 'gcc 12.2', 'g++ 12.2', 'make 4.3']);
  expect(texts(more)).toEqual(['perl 5.36', 'gawk 5.2', 'flex 2.6', 'bison 3.8']);
});

it('shows all where all fit, and one that fits nowhere', () => {
  const few = [
    { text: 'gcc 12.2', ok: true },
    { text: 'QEMU 7.2', ok: true },
  ];
  expect(shownFacts(few)).toEqual({ shown: few, more: [] });
  const long = [{ text: 'x'.repeat(80), ok: false }];
  expect(shownFacts(long)).toEqual({ shown: long, more: [] });
});
