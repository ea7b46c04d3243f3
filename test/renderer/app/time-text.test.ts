import { expect, it } from 'vitest';
import { expandTilde, tildePath } from '../../../renderer/app/app-info.ts';
import { timeAgo, timeAgoInWords } from '../../../renderer/app/time-text.ts';

const now = new Date('2026-11-21T12:00:00').getTime();
const before = (ms: number) => now - ms;
const minute = 60_000;

it('says moments as people do', () => {
  expect(timeAgo(before(30_000), now)).toBe('now');
  expect(timeAgo(before(12 * minute), now)).toBe('12 min ago');
  expect(timeAgo(before(90 * minute), now)).toBe('1 h ago');
  expect(timeAgo(new Date('2026-11-17T12:00:00').getTime(), now)).toBe('Tue');
  expect(timeAgo(new Date('2026-11-03T12:00:00').getTime(), now)).toBe('3 Nov');
  expect(timeAgo(new Date('2025-11-03T12:00:00').getTime(), now)).toBe('3 Nov 2025');
  expect(timeAgo(now + minute, now)).toBe('now');
});

it('says them in words for sentences', () => {
  expect(timeAgoInWords(before(2 * minute), now)).toBe('2 minutes ago');
  expect(timeAgoInWords(before(61 * minute), now)).toBe('1 hour ago');
});

it('writes paths with the home folder as ~, and reads them back', () => {
  expect(tildePath('/home/ada/x', '/home/ada')).toBe('~/x');
  expect(tildePath('/home/adam', '/home/ada')).toBe('/home/adam');
  expect(tildePath('/home/ada', '/home/ada')).toBe('~');
  expect(expandTilde('~/x', '/home/ada')).toBe('/home/ada/x');
  expect(expandTilde('/tmp', '/home/ada')).toBe('/tmp');
});
