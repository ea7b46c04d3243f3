import { expect, it } from 'vitest';
import { lineDiff } from '../../../../electron/core/engines/config/line-diff.ts';

const shown = (before: string, after: string) =>
  lineDiff(before, after, null).map(({ kind, text }) => `${kind === 'added' ? '+' : '-'}${text}`);

it('shows a changed line as one that goes and one that comes', () => {
  expect(shown('a\nb\nc\n', 'a\nB\nc\n')).toEqual(['-b', '+B']);
});

it('leaves out what is the same between two changes', () => {
  expect(shown('a\nx\nb\ny\nc', 'a\nX\nb\nY\nc')).toEqual(['-x', '+X', '-y', '+Y']);
  expect(shown('a\nb', 'a\nb\nc')).toEqual(['+c']);
  expect(shown('a\nb\nc', 'a\nc')).toEqual(['-b']);
});

it('shows nothing for the same text, and a block for very long changes', () => {
  expect(shown('a\nb', 'a\nb')).toEqual([]);
  const many = (letter: string) => Array.from({ length: 500 }, (_, at) => `${letter}${at}`).join('\n');
  expect(shown(many('a'), many('b'))).toHaveLength(1000);
});
