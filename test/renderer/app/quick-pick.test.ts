import { expect, it } from 'vitest';
import { fuzzyMatch } from '../../../renderer/app/quick-pick.ts';

const rank = (query: string, ...texts: string[]) =>
  texts
    .map((text) => ({ text, match: fuzzyMatch(query, text) }))
    .filter(({ match }) => match !== null)
    .sort((a, b) => b.match!.score - a.match!.score)
    .map(({ text }) => text);

it('wants every letter, in order', () => {
  expect(fuzzyMatch('mc', 'main.c')).not.toBeNull();
  expect(fuzzyMatch('cm', 'main.c')).toBeNull();
});

it('prefers starts of words over letters inside them', () => {
  expect(rank('mc', 'matrices.h', 'main.c')).toEqual(['main.c', 'matrices.h']);
  expect(fuzzyMatch('ss', 'Show the serial console')?.matches).toEqual([0, 9]);
});

it('prefers the text itself over scattered letters', () => {
  expect(rank('main', 'make all in', 'src/main.c')[0]).toBe('src/main.c');
});

it('ignores spaces and case', () => {
  expect(fuzzyMatch('SHOW bui', 'Show the build')).not.toBeNull();
});

it('never loses a match by jumping ahead to a word', () => {
  expect(fuzzyMatch('abc', 'abxc a')?.matches).toEqual([0, 1, 3]);
});
