import { describe, expect, it } from 'vitest';
import { layerRows } from '../../../../renderer/features/console/layer-rows.ts';
import { RowOffsets } from '../../../../renderer/features/console/row-offsets.ts';
import { SerialClock } from '../../../../renderer/features/console/serial-clock.ts';

/** A terminal of four rows that shows its buffer from row `viewportY` on; `wrapped` rows go on with the line before. */
function terminal(viewportY: number, wrapped: readonly number[]) {
  const getLine = (index: number) => ({ isWrapped: wrapped.includes(index) });
  return { rows: 4, buffer: { active: { viewportY, getLine } } } as unknown as Parameters<typeof layerRows>[0];
}

function facts(clock: SerialClock | null) {
  const offsets = new RowOffsets();
  offsets.begin(100, { offset: 0 });
  offsets.begin(101, { offset: 50 });
  offsets.begin(104, { note: 0 });
  offsets.begin(105, { offset: 200 });
  const notes = [{ atMs: 11_902, offset: 200, severity: 'info' as const, text: 'QEMU ended with status 0.' }];
  return { dropped: 100, offsets, notes, report: { start: 50, end: 200 }, received: 200, clock };
}

const clock = new SerialClock();
clock.add([
  [0, 231],
  [50, 11_873],
]);

describe('layerRows', () => {
  it('gives each line its time once, and tints all rows of a report', () => {
    expect(layerRows(terminal(0, [2, 3]), facts(clock)).map(({ time, tone }) => [time, tone])).toEqual([
      ['0.231', 'plain'],
      ['11.873', 'report'],
      ['', 'report'],
      ['', 'report'],
    ]);
  });

  it('knows the line that goes on into the first row in view', () => {
    expect(layerRows(terminal(3, [2, 3]), facts(clock))).toEqual([
      { time: '', tone: 'report', note: '' },
      { time: '11.902', tone: 'info', note: 'QEMU ended with status 0.' },
      { time: '', tone: 'plain', note: '' },
      { time: '', tone: 'plain', note: '' },
    ]);
  });

  it('shows no times where they are turned off', () => {
    expect(layerRows(terminal(0, [2, 3]), facts(null)).every(({ time }) => time === '')).toBe(true);
  });
});
