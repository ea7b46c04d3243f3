import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GuestText } from '../../../electron/hosts/cli/guest-text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const forTerminal = (text: string) => new GuestText(false).read(bytes(text));
const plain = (text: string) => new GuestText(true).read(bytes(text));

describe('on a terminal', () => {
  test.each([
    ['colours', '\x1b[90mgrey\x1b[0m'],
    ['cursor moves and erasing', 'a\b \b\x1b[2K\r\x1b[1;1Hx'],
    ['Unicode', 'ünï 你好 🦄'],
  ])('%s stay', (_, text) => {
    expect(forTerminal(text)).toBe(text);
  });

  test.each([
    ['a title', 'a\x1b]0;pwned\x07b'],
    ['the clipboard', 'a\x1b]52;c;cm0gLXJm\x1b\\b'],
    ['a question for the cursor’s place', 'a\x1b[6nb'],
    ['a question for the terminal’s kind', 'a\x1b[>cb'],
    ['a device control string', 'a\x1bP+q544e\x1b\\b'],
    ['the reporting of the mouse', 'a\x1b[?1003hb'],
    ['another screen', 'a\x1b[?1049hb'],
    ['a reset', 'a\x1bcb'],
    ['a string that hides another in it', 'a\x1b]0;x\x1b]52;c;y\x07b'],
  ])('%s does not get through', (_, text) => {
    expect(forTerminal(text)).toBe('ab');
  });

  test('the one-byte form of an introducer is taken away, so that its rest is mere text', () => {
    expect(forTerminal('a\x9b6nb')).toBe('a6nb');
  });

  test('a sequence without an end swallows no more than itself', () => {
    expect(forTerminal(`a\x1b[${'1;'.repeat(500)}mb`)).not.toContain('\x1b');
  });
});

test('plain text has neither sequences nor carriage returns', () => {
  expect(plain('\x1b[90m[0.001] x\x1b[0m\r\nü\ty\x07\b\n')).toBe('[0.001] x\nü\ty\n');
});

test('how the bytes are cut changes nothing', () => {
  const text = 'a\x1b[31mred\x1b[0m ünï \x1b]0;t\x07 🦄\r\n\x1b[6nz';
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), fc.boolean(), (cuts, isPlain) => {
      const reader = new GuestText(isPlain);
      const all = bytes(text);
      let shown = '';
      for (let at = 0, cut = 0; at < all.length; cut++) {
        const size = cuts[cut % cuts.length]!;
        shown += reader.read(all.subarray(at, at + size));
        at += size;
      }
      expect(shown).toBe(isPlain ? plain(text) : forTerminal(text));
    }),
  );
});

test('nothing that a guest can send makes a terminal answer or remember', () => {
  const odd = fc.array(
    fc.constantFrom('\x1b', '[', ']', 'P', '\\', '\x07', '?', '6', 'n', 'c', 'm', ';', '5', 'h', 'x', '\x9b', '\x9d'),
  );
  fc.assert(
    fc.property(odd, (parts) => {
      const shown = forTerminal(parts.join(''));
      expect(shown.replace(/\x1b\[[\d;:]*[mABCDEFGHJKdfPX@LM]/g, '')).not.toMatch(/[\x1b\x80-\x9f]/);
    }),
  );
});
