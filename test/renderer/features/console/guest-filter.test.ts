import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GuestFilter } from '../../../../renderer/features/console/guest-filter.ts';
import { GuestText } from '../../../../renderer/features/console/guest-text.ts';

const encoder = new TextEncoder();

function filter(input: string | Uint8Array, cuts: readonly number[] = []) {
  const bytes = typeof input === 'string' ? encoder.encode(input) : input;
  const guest = new GuestFilter();
  const text = new GuestText();
  let out = '';
  const lineEnds: number[] = [];
  const borders = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let i = 1; i < borders.length; i++) {
    const passed = guest.push(bytes.subarray(borders[i - 1], borders[i]));
    out += text.push(passed.bytes);
    lineEnds.push(...passed.lineEnds);
  }
  return { out, lineEnds };
}

/** Every sequence that may reach the terminal. */
const HARMLESS =
  /\x1b(?:\[[0-9:;]*[@A-IJKLMPSTXZ`abdefgmrsu]|\[!p|\[4[hl]|\[\?(?:1|6|12|25|2004)(?:;(?:1|6|12|25|2004))*[hl]|\([B0]|[78=>DEM])/g;
const hostilePiece = fc.constantFrom(
  '\x1b',
  '\x1b[',
  '\x1b]',
  '\x1bP',
  '\x1b_',
  '\u009b',
  '\u009d',
  '\u0090',
  '52;c;aGk=',
  '0;title',
  '\x07',
  '\x1b\\',
  '\u009c',
  '6n',
  'c',
  '>c',
  '?1049h',
  '?25;1000l',
  '21t',
  '3J',
  '2J',
  '999999999S',
  '31m',
  '$q"p',
  '\n',
  '\r\n',
  '\x05',
  '\x0e',
  'text',
  '(0',
  '#8',
  'é',
  '漢',
  '\x18',
);
const hostileBytes = fc
  .array(
    fc.oneof(
      hostilePiece.map((piece) => encoder.encode(piece)),
      fc.uint8Array({ maxLength: 4 }),
    ),
  )
  .map((pieces) => Uint8Array.from(pieces.flatMap((piece) => [...piece])));

describe('GuestFilter', () => {
  it.each([
    ['colours', '\x1b[1;38;5;40mok\x1b[0m'],
    ['cursor and erase', '\x1b[2J\x1b[H\x1b[K\x1b[10;5Hx\x1b[A'],
    ['the bar of a progress line', '10%\r20%\r\n'],
    ['UTF-8 text', 'größe 漢字 ✓ \u00a0\u00bf'],
    ['cursor visibility', '\x1b[?25l\x1b[?25h'],
    ['insert mode and line drawing', '\x1b[4h\x1b(0lqk\x1b(B'],
  ])('passes %s on unchanged', (_, text) => {
    expect(filter(text).out).toBe(text);
  });

  it.each([
    ['the clipboard (OSC 52)', '\x1b]52;c;aGVsbG8=\x07'],
    ['the clipboard, ended by ST', '\x1b]52;c;aGVsbG8=\x1b\\'],
    ['the clipboard, by 8-bit controls', '\u009d52;c;aGVsbG8=\x07'],
    ['titles', '\x1b]0;owned\x07\x1b]2;owned\x07'],
    ['links', '\x1b]8;;file:///etc/passwd\x1b\\'],
    ['colour queries', '\x1b]10;?\x07\x1b]4;1;?\x07\x1b]11;?\x1b\\'],
    ['device attributes', '\x1b[c\x1b[0c\x1b[>c\x1b[=c\x1b[>q\x1b[x'],
    ['device attributes, by 8-bit controls', '\u009bc\u009b6n'],
    ['status and cursor reports', '\x1b[5n\x1b[6n\x1b[?6n\x1b[?15n'],
    ['mode and setting queries', '\x1b[?25$p\x1b[4$p\x1bP$q"p\x1b\\\x1bP+q544e\x1b\\'],
    ['window operations', '\x1b[18t\x1b[21t\x1b[3;0;0t\x1b[8;10;10t'],
    ['the answerback', '\x05'],
    ['mouse and focus reports', '\x1b[?1000h\x1b[?1003h\x1b[?1006h\x1b[?1004h\x1b[?9h'],
    ['the alternate screen, no wrap and held output', '\x1b[?1049h\x1b[?47h\x1b[?7l\x1b[?2026h'],
    ['erasing the scrollback', '\x1b[3J'],
    ['other character sets and DECALN', '\x0e\x1b)0\x1b#8\x1b%G'],
    ['keyboard protocols', '\x1b[>4;2m\x1b[=5u\x1b[>1u\x1b[?u'],
    ['printing and images', '\x1b[5i\x1b[?5i\x1bPq#0;2;0;0;0~-\x1b\\\x1b_Gf=100;AAAA\x1b\\'],
    ['the bell', '\x07'],
  ])('drops %s', (_, text) => {
    expect(filter(`a${text}b`).out).toBe('ab');
  });

  it('turns a full reset into one that keeps the scrollback', () => {
    const { out } = filter('\x1bc');
    expect(out).not.toContain('\x1bc');
    expect(out).toContain('\x1b[!p');
  });

  it('keeps the harmless modes of a sequence that also sets others', () => {
    expect(filter('\x1b[?25;1000;2004l').out).toBe('\x1b[?25;2004l');
  });

  it('clamps counts that a terminal would loop over', () => {
    expect(filter('\x1b[2147483647S\x1b[99999999999b\x1b[70000C').out).toBe('\x1b[500S\x1b[500b\x1b[9999C');
  });

  it('does not let an unclosed string or sequence swallow what follows', () => {
    expect(filter('\x1b]0;never closed\nnext line\n').out).toBe('\nnext line\n');
    expect(filter(`\x1bP${'x'.repeat(70_000)}end`).out).toContain('end');
    expect(filter('\x1b[12\nnext').out).toBe('\nnext');
    expect(filter(`\x1b[${'1;'.repeat(5_000)}mx`).out).toBe('x');
  });

  it('does not make an 8-bit control of bytes that stood apart', () => {
    expect(filter(Uint8Array.from([0xc2, 0x1b, 0x5d, 0x78, 0x07, 0x9b, 0x63])).out).toBe('\ufffd\ufffdc');
    expect(filter(Uint8Array.from([0xc2, 0x07, 0x9b, 0x36, 0x6e])).out).toBe('\ufffd\ufffd6n');
  });

  it('says after which input byte each line ended', () => {
    const { out, lineEnds } = filter('ab\n\x1b]0;x\x07c\r\n\x0b');
    expect(out).toBe('ab\nc\r\n\n');
    expect(lineEnds).toEqual([3, 12, 13]);
  });

  it('gives the same result at every border of chunks', () => {
    fc.assert(
      fc.property(hostileBytes, fc.array(fc.nat(), { maxLength: 8 }), (bytes, cuts) => {
        expect(filter(bytes, cuts)).toEqual(filter(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('lets only harmless sequences through, whatever comes in', () => {
    fc.assert(
      fc.property(hostileBytes, (bytes) => {
        const { out, lineEnds } = filter(bytes);
        expect(out.replace(HARMLESS, '')).not.toMatch(/[\x00-\x07\x0b\x0c\x0e-\x1f\x7f-\x9f]/);
        expect(lineEnds.length).toBe(out.split('\n').length - 1);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('GuestText', () => {
  it('limits the marks that are piled on one character, across chunks too', () => {
    const text = new GuestText();
    const pile = encoder.encode('\u0301'.repeat(100));
    const out = text.push(encoder.encode('a')) + text.push(pile) + text.push(pile) + text.push(encoder.encode('b'));
    expect(out).toBe(`a${'\u0301'.repeat(8)}b`);
  });

  it('drops characters that turn text round', () => {
    expect(new GuestText().push(encoder.encode('if (admin\u202e)\u2066 {'))).toBe('if (admin) {');
  });
});
