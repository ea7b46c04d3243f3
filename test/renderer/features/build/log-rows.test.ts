import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogLine } from '../../../../renderer/features/build/log-line.ts';
import { LogLines } from '../../../../renderer/features/build/log-lines.ts';
import { EVERY_LINE, LogRows, rowOfLine } from '../../../../renderer/features/build/log-rows.ts';

const NOTE = '/usr/bin/ld: NOTE: This behaviour is deprecated and will be removed in a future version of the linker\n';

function log(text: string, capacity?: number): LogLines {
  const lines = new LogLines(capacity);
  lines.append(text, 1);
  return lines;
}

describe('LogLines', () => {
  it('is the same however the text is cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'bc', '\n', '\r', '\n\n')), fc.nat(20), (pieces, at) => {
        const text = pieces.join('');
        const whole = log(text);
        const cut = new LogLines();
        const first = text.slice(0, at);
        cut.append(first, 1);
        cut.append(text.slice(at), 1 + first.split('\n').length - 1);
        const read = (lines: LogLines) => Array.from({ length: lines.count }, (_, i) => lines.at(i + 1));
        // A carriage return at the cut may have hidden what stood before it: only whole lines are compared.
        if (!text.includes('\r')) expect(read(cut)).toEqual(read(whole));
        expect(cut.lastNumber).toBe(whole.lastNumber);
      }),
    );
  });

  it('shows what a terminal would show of a progress line', () => {
    expect(log('10 %\r55 %\r100 %\r\nnext').at(1)).toBe('100 %');
  });

  it('keeps the newest lines and their numbers when there are too many', () => {
    const lines = new LogLines(100);
    for (let i = 1; i <= 1_000; i++) lines.append(`line ${i}\n`, i);
    expect(lines.lastNumber).toBe(1_000);
    expect(lines.at(1_000)).toBe('line 1000');
    expect(lines.firstNumber).toBeGreaterThan(880);
    expect(lines.at(lines.firstNumber)).toBe(`line ${lines.firstNumber}`);
    expect(lines.at(1)).toBeUndefined();
  });

  it('cuts a line that no one could read', () => {
    expect(log('x'.repeat(1_000_000)).at(1)!.length).toBeLessThan(5_000);
  });
});

describe('LogRows', () => {
  it('folds each run of harmless notes into one row, and opens it when asked', () => {
    const lines = log(`a\n${NOTE}${NOTE}b\n${NOTE}c\n`);
    const rows = new LogRows(lines);
    expect(rows.read(EVERY_LINE)).toEqual([
      { kind: 'line', number: 1 },
      { kind: 'notes', first: 2, count: 2, open: false },
      { kind: 'line', number: 4 },
      { kind: 'notes', first: 5, count: 1, open: false },
      { kind: 'line', number: 6 },
    ]);
    const opened = rows.read({ only: 'all', opened: new Set([2]) });
    expect(opened.slice(0, 4)).toEqual([
      { kind: 'line', number: 1 },
      { kind: 'notes', first: 2, count: 2, open: true },
      { kind: 'line', number: 2 },
      { kind: 'line', number: 3 },
    ]);
  });

  it('gives the same rows in steps as at once', () => {
    const piece = fc.constantFrom('text\n', NOTE, 'a.c:1:1: error: x\n', 'half');
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom('all' as const, 'messages' as const), (pieces, only) => {
        const choice = { only, opened: new Set<number>() };
        const lines = new LogLines();
        const rows = new LogRows(lines);
        let line = 1;
        for (const text of pieces) {
          lines.append(text, line);
          line += text.split('\n').length - 1;
          rows.read(choice);
        }
        expect(rows.read(choice)).toEqual(new LogRows(lines).read(choice));
      }),
    );
  });

  it('finds the row of a line, also of one inside a folded run', () => {
    const rows = new LogRows(log(`a\n${NOTE}${NOTE}b\n`)).read(EVERY_LINE);
    expect([1, 2, 3, 4, 99].map((line) => rowOfLine(rows, line))).toEqual([0, 1, 1, 2, 2]);
    expect(rowOfLine([], 3)).toBe(-1);
  });
});

describe('readLogLine', () => {
  it.each([
    ['src/clock.c:16:5: warning: ignoring return value', 'warning'],
    ['errors.c:9:12: note: declared here', 'note'],
    ['hdr.c:2:10: fatal error: nosuch/thing.h: No such file or directory', 'error'],
    ["/usr/bin/ld: a.c:5: undefined reference to `twice'", 'error'],
    ['make: *** [Makefile:10: fails] Error 1', 'error'],
    ['error[E0425]: cannot find value `x` in this scope', 'error'],
    ['   18 |         error(p.widht);', null],
    ['  CC      src/error.c', null],
    ['make: Entering directory', null],
  ])('reads the severity of %s', (text, severity) => {
    expect(readLogLine(text).severity).toBe(severity);
  });

  it('takes a step apart', () => {
    expect(readLogLine('  CC      libkvmplat: console.c').step).toEqual({
      verb: 'CC',
      scope: 'libkvmplat',
      rest: 'console.c',
    });
    expect(readLogLine('  LD      build/kernel.elf').step).toEqual({
      verb: 'LD',
      scope: null,
      rest: 'build/kernel.elf',
    });
  });
});
