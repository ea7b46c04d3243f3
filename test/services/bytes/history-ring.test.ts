import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HistoryRing } from '../../../electron/services/bytes/history-ring.ts';

it('gives any part of the newest bytes, whatever the sizes of the chunks', () => {
  const chunk = fc.uint8Array({ maxLength: 9000 });
  fc.assert(
    fc.property(
      fc.array(chunk, { maxLength: 12 }),
      fc.integer({ min: 1, max: 20_000 }),
      fc.nat(40_000),
      fc.nat(),
      (chunks, capacity, offset, limit) => {
        const ring = new HistoryRing(capacity);
        for (const bytes of chunks) ring.append(bytes);
        const all = Buffer.concat(chunks);
        expect(ring.endOffset).toBe(all.length);
        expect(ring.firstOffset).toBe(Math.max(0, all.length - capacity));
        const from = Math.max(offset, ring.firstOffset);
        expect(ring.read(offset, limit)).toEqual(all.subarray(from, from + limit));
      },
    ),
  );
});

it('goes on counting after it was cleared', () => {
  const ring = new HistoryRing(100);
  ring.append(Buffer.from('hello'));
  ring.clear();
  expect(ring.read(0, 10).length).toBe(0);
  ring.append(Buffer.from('world'));
  expect([ring.firstOffset, ring.endOffset, ring.read(0, 10).toString()]).toEqual([5, 10, 'world']);
});
