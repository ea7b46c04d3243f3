import { expect, test } from 'vitest';
import { PatternWatch } from '../../../electron/hosts/cli/pattern-watch.ts';

test('a pattern is found across pieces, and the line that holds it is told', () => {
  const watch = new PatternWatch(/name\?/m);
  expect(watch.feed('greeter is up\nWhat is your na')).toBeNull();
  expect(watch.feed('me? ')).toBe('What is your name? ');
});

test('^ and $ stand for the ends of lines', () => {
  expect(new PatternWatch(/^up$/m).feed('start up\nup\n')).toBe('up');
  expect(new PatternWatch(/^up$/m).feed('start up\nup and down\n')).toBeNull();
});

test('text without end does not grow the memory', () => {
  const watch = new PatternWatch(/END/m);
  for (let i = 0; i < 100; i++) expect(watch.feed('x'.repeat(64 * 1024))).toBeNull();
  expect(watch.feed('\nTHE END')).toBe('THE END');
});
