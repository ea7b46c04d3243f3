import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSgr, plainText } from '../../../../renderer/features/build/sgr.ts';

describe('parseSgr', () => {
  it('reads the colours that gcc prints and drops its erase sequences', () => {
    const line = '\x1b[01m\x1b[Kerrors.c:18:15:\x1b[m\x1b[K \x1b[01;31m\x1b[Kerror: \x1b[m\x1b[Kno member';
    expect(parseSgr(line)).toEqual([
      { text: 'errors.c:18:15:', style: { bold: true } },
      { text: ' ', style: {} },
      { text: 'error: ', style: { bold: true, fg: { kind: 'theme', index: 1 } } },
      { text: 'no member', style: {} },
    ]);
  });

  it('reads bright, indexed and direct colours, and their ends', () => {
    const spans = parseSgr('\x1b[94ma\x1b[38;5;196mb\x1b[48;2;1;2;3mc\x1b[39;49md\x1b[38;5;244me');
    expect(spans.map((span) => span.style)).toEqual([
      { fg: { kind: 'theme', index: 12 } },
      { fg: { kind: 'css', css: 'rgb(255 0 0)' } },
      { fg: { kind: 'css', css: 'rgb(255 0 0)' }, bg: { kind: 'css', css: 'rgb(1 2 3)' } },
      {},
      { fg: { kind: 'css', css: 'rgb(128 128 128)' } },
    ]);
  });

  it('ignores colour numbers that do not exist', () => {
    expect(parseSgr('\x1b[38;2;999;0;0mx\x1b[38;5;300my\x1b[38mz').map((span) => span.style)).toEqual([{}, {}, {}]);
  });

  it('drops titles, links and control characters, and keeps tabs', () => {
    expect(plainText('\x1b]0;title\x07a\x1b]8;;http://x\x1b\\b\x1b]8;;\x1b\\\tc\x07\x1b(Bd')).toBe('ab\tcd');
  });

  it('gives spans whose texts are the plain text, for any input', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('\x1b[', '\x1b]', '31m', '\x07', ';', '\x1b[1;38;5;', '\x9b'));
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const line = pieces.join('').replaceAll('\n', '');
        const joined = parseSgr(line)
          .map((span) => span.text)
          .join('');
        expect(joined).toBe(plainText(line));
        expect(joined).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
      }),
    );
  });
});
