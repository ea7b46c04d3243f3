import { describe, expect, it } from 'vitest';
import { formatBytes } from '../../../renderer/ui/format-bytes.ts';
import { formatAge, formatClock, formatDuration, formatSeconds } from '../../../renderer/ui/format-duration.ts';

describe('formatBytes', () => {
  it('shows two or three figures and a unit', () => {
    expect([0, 40, 900, 8_300, 309_000, 1_048_500, 31 << 20, 8_160_000_000].map(formatBytes)).toEqual([
      '0 KB',
      '40 bytes',
      '0.9 KB',
      '8.1 KB',
      '302 KB',
      '1.0 MB',
      '31 MB',
      '7.6 GB',
    ]);
  });
});

describe('durations', () => {
  it('are shown in the unit that fits', () => {
    expect([0.26, 291, 999.7, 13_130, 125_000, 3_840_000].map(formatDuration)).toEqual([
      '0.3 ms',
      '291 ms',
      '1.0 s',
      '13.1 s',
      '2 min 5 s',
      '1 h 4 min',
    ]);
    expect(formatSeconds(800)).toBe('0.8 s');
    expect([21_400, 3_600_000 * 101].map(formatClock)).toEqual(['00:00:21', '101:00:00']);
  });

  it('of the past are counted, then dated', () => {
    const now = new Date(2026, 10, 21, 12, 0).getTime();
    const ago = (ms: number) => formatAge(now - ms, now);
    expect([5_000, 50_000, 720_000, 3_700_000].map(ago)).toEqual(['just now', '1 min ago', '12 min ago', '1 h ago']);
    expect(ago(4 * 86_400_000)).toBe('Tue');
    expect(formatAge(new Date(2026, 10, 3).getTime(), now)).toBe('3 Nov');
    expect(formatAge(new Date(2025, 10, 3).getTime(), now)).toBe('3 Nov 2025');
  });
});
