import { describe, expect, it } from 'vitest';
import { RowOffsets } from '../../../../renderer/features/console/row-offsets.ts';
import { formatTimestamp, SerialClock } from '../../../../renderer/features/console/serial-clock.ts';
import { TextLog } from '../../../../renderer/features/console/text-log.ts';

function shown(text: string): readonly string[] {
  const log = new TextLog();
  log.push(text);
  return log.read().lines;
}

describe('TextLog', () => {
  it('keeps plain lines and the one that has not ended', () => {
    expect(shown('one\r\ntwo\nWhat is your name? ')).toEqual(['one', 'two', 'What is your name? ']);
  });

  it('leaves colours out, and lets carriage return and backspace write over', () => {
    expect(shown('\x1b[32mok\x1b[0m\n10 %\r100 %\nabc\b\b \nlong text\rnew\x1b[K\n')).toEqual([
      'ok',
      '100 %',
      'a c',
      'new',
    ]);
  });

  it('keeps the newest lines, and numbers that stay true', () => {
    const log = new TextLog(10);
    for (let i = 0; i < 100; i++) log.push(`line ${i}\n`);
    const { firstNumber, lines } = log.read();
    expect(lines.at(-1)).toBe('line 99');
    expect(lines[0]).toBe(`line ${firstNumber}`);
    expect(lines.length).toBeLessThanOrEqual(13);
  });

  it('survives a line without an end', () => {
    const log = new TextLog();
    for (let i = 0; i < 1_000; i++) log.push('x'.repeat(10_000));
    expect(log.read().lines[0]!.length).toBe(1_000);
  });

  it('puts a note on a line of its own', () => {
    const log = new TextLog();
    log.push('half');
    log.note('QEMU ended with status 0.');
    log.push('more');
    expect(log.read().lines).toEqual(['half', 'QEMU ended with status 0.', 'more']);
  });
});

describe('SerialClock', () => {
  it('gives the time of the newest mark at or before a byte', () => {
    const clock = new SerialClock();
    clock.add([
      [0, 224],
      [20, 231],
    ]);
    clock.add([
      [20, 999],
      [90, 8_412],
    ]);
    expect([0, 19, 20, 89, 90, 5_000].map((offset) => clock.timeOf(offset))).toEqual([
      224, 224, 231, 231, 8_412, 8_412,
    ]);
    expect(formatTimestamp(8_412)).toBe('8.412');
  });

  it('knows nothing of bytes before its first mark', () => {
    const clock = new SerialClock();
    expect(clock.timeOf(0)).toBeNull();
    clock.add([[10, 5]]);
    expect(clock.timeOf(9)).toBeNull();
  });
});

describe('RowOffsets', () => {
  it('forgets rows that are written over, and rows that have scrolled away', () => {
    const rows = new RowOffsets();
    for (let row = 0; row < 5_000; row++) rows.begin(row * 2, { offset: row * 10 });
    rows.begin(9_000, { offset: 60_000 });
    expect(rows.at(9_000)).toEqual({ offset: 60_000 });
    expect(rows.at(9_002)).toBeNull();
    rows.dropBefore(8_000);
    expect(rows.all()[0]).toEqual({ row: 8_000, origin: { offset: 40_000 } });
    expect(rows.at(8_001)).toBeNull();
  });

  it('finds the row of a byte', () => {
    const rows = new RowOffsets();
    rows.begin(0, { offset: 0 });
    rows.begin(1, { note: 0 });
    rows.begin(2, { offset: 50 });
    expect([0, 49, 50, 90].map((offset) => rows.rowOf(offset))).toEqual([0, 0, 2, 2]);
  });

  it('follows the lines when the terminal is made narrower', () => {
    const rows = new RowOffsets();
    for (const row of [0, 1, 2]) rows.begin(row, { offset: row * 100 });
    rows.reflow([0, 2, 5]);
    expect([0, 2, 5].map((row) => rows.at(row))).toEqual([{ offset: 0 }, { offset: 100 }, { offset: 200 }]);
    rows.reflow([3, 4]);
    expect(rows.all().map((start) => start.row)).toEqual([3, 4]);
    expect(rows.at(4)).toEqual({ offset: 200 });
  });
});
