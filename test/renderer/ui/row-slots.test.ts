import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowSlots } from '../../../renderer/ui/row-slots.ts';

describe('the elements of rows in sight', () => {
  it('are kept by rows that stay, and taken over from rows that left', () => {
    const slots = new RowSlots();
    expect(slots.of(['a', 'b', 'c'])).toEqual([0, 1, 2]);
    expect(slots.of(['b', 'c', 'd'])).toEqual([1, 2, 0]);
    expect(slots.of(['b', 'c', 'd'])).toEqual([1, 2, 0]);
  });

  it('are given up when fewer rows are in sight, and never shared', () => {
    const slots = new RowSlots();
    slots.of(['a', 'b', 'c']);
    expect(slots.of(['c'])).toEqual([2]);
    expect(slots.of(['c', 'd', 'e'])).toEqual([2, 3, 4]);
  });

  it('hold for any walk through a tree', () => {
    const window = fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(window, { maxLength: 30 }), (windows) => {
        const slots = new RowSlots();
        let before = new Map<string, number>();
        for (const [first, count] of windows) {
          const ids = Array.from({ length: count }, (_, at) => `row ${first + at}`);
          const given = slots.of(ids);
          expect(new Set(given).size).toBe(count);
          const now = new Map(ids.map((id, at) => [id, given[at]!]));
          for (const [id, slot] of now) if (before.has(id)) expect(slot).toBe(before.get(id));
          before = now;
        }
      }),
    );
  });
});
