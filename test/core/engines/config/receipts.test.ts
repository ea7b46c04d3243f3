import { describe, expect, it } from 'vitest';
import { type BuiltOnce, costOf, nearestPairs, reversed } from '#core/engines/config/receipts.ts';

function built(key: string, at: number, essentials: Record<string, string>, more: Partial<BuiltOnce> = {}): BuiltOnce {
  return {
    ...{ key, at, inputs: 'same', arch: 'x86_64', imageBytes: [1000], boots: {} },
    ...{ essentials: new Map(Object.entries(essentials)), ...more },
  };
}

describe('receipts', () => {
  it('compare each configuration with the nearest earlier one of the same inputs', () => {
    const pairs = nearestPairs([
      built('plain', 1, {}),
      built('a', 2, { A: 'y' }),
      built('ab', 3, { A: 'y', B: 'y' }),
      built('elsewhere', 4, { B: 'y' }, { inputs: 'other sources' }),
    ]);
    expect(pairs.map(({ from, to, distance }) => [from.key, to.key, distance])).toEqual([
      ['a', 'ab', 1],
      ['plain', 'a', 1],
    ]);
  });

  it('leave out configurations that have nothing in common', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`O${i}`, 'y']));
    expect(nearestPairs([built('plain', 1, {}), built('many', 2, many)])).toEqual([]);
  });

  it('tell bytes and the median of boots with their spread, and whether the difference is sure', () => {
    const from = built('from', 1, {}, { imageBytes: [1000, 1008], boots: { tcg: [100, 95, 90, 105, 110], kvm: [9] } });
    const to = built('to', 2, { A: 'y' }, { imageBytes: [1500], boots: { tcg: [150, 145, 140, 155, 160] } });
    const cost = costOf({ from, to });
    expect(cost.imageBytes).toEqual({ from: 1008, to: 1500, delta: 492, spread: 8 });
    expect(cost.bootMs).toEqual({
      ...{ from: 100, to: 150, delta: 50, spread: 16, samples: [5, 5] },
      ...{ accelerator: 'tcg', significant: true },
    });
    expect(reversed(cost)).toMatchObject({ imageBytes: { delta: -492 }, bootMs: { from: 150, to: 100, delta: -50 } });
  });

  it('claim nothing of boots that were not seen on both sides, or too seldom', () => {
    const from = built('from', 1, {}, { boots: { tcg: [100] } });
    expect(costOf({ from, to: built('to', 2, {}, { boots: { kvm: [9] } }) }).bootMs).toBeNull();
    expect(costOf({ from, to: built('to', 2, {}, { boots: { tcg: [900] } }) }).bootMs?.significant).toBe(false);
  });
});
