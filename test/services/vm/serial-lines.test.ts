import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText, type SerialLine, SerialLines } from '../../../electron/services/vm/serial-lines.ts';

function cut(bytes: Uint8Array, sizes: readonly number[], flush = true): SerialLine[] {
  const seen: SerialLine[] = [];
  const lines = new SerialLines((line) => seen.push(line));
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    lines.feed(bytes.subarray(at, at + size), at);
    at = Math.min(bytes.length, at + size);
  }
  if (flush) lines.flush(bytes.length);
  return seen;
}

describe('SerialLines', () => {
  it('cuts the same lines whatever the sizes of the chunks', () => {
    const text = 'one\r\ntwo ü 漢\n\n\x1b[31mred\x1b[0m\r\nlast';
    const whole = cut(Buffer.from(text), [1000]);
    expect(whole.map((line) => line.text)).toEqual(['one', 'two ü 漢', '', 'red', 'last']);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sizes) => {
        expect(cut(Buffer.from(text), sizes)).toEqual(whole);
      }),
    );
  });

  it('tells the byte range and the number of each line', () => {
    const seen = cut(Buffer.from('ü\r\nb\nc'), [2]);
    expect(seen.map(({ start, end, number }) => [start, end, number])).toEqual([
      [0, 4, 1],
      [4, 6, 2],
      [6, 7, 3],
    ]);
  });

  it('keeps a bounded part of a line without an end, and goes on after it', () => {
    const seen = cut(Buffer.concat([Buffer.alloc(100_000, 'x'), Buffer.from('\nnext\n')]), [777]);
    expect(seen.map((line) => line.text.length)).toEqual([4096, 4]);
    expect(seen[1]).toMatchObject({ text: 'next', start: 100_001, end: 100_006, number: 2 });
  });

  it('gives no line for nothing at the end', () => {
    expect(cut(Buffer.from('a\n'), [1])).toHaveLength(1);
  });
});

describe('plainText', () => {
  it.each([
    ['\x1bc\x1b[?7l\x1b[2J\x1b[0mSeaBIOS', 'SeaBIOS'],
    ['\x1b]0;title\x07text', 'text'],
    ['\x1b]52;c;c2VjcmV0\x1b\\text', 'text'],
    ['10 %\r20 %\r100 %\r', '100 %'],
    ['\rafter', 'after'],
    ['tab\tand \x07bell', 'tab\tand bell'],
    ['\x1b(Bcharset \x1bMup', 'charset up'],
    ['cut \x1b[3', 'cut 3'],
  ])('%j reads %j', (raw, text) => {
    expect(plainText(raw)).toBe(text);
  });
});
