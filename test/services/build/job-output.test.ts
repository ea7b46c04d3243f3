import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { JobOutput } from '../../../electron/services/build/job-output.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function recorder() {
  const chunks: { text: string; line: number; lastLine: number }[] = [];
  const lines: string[] = [];
  const output = new JobOutput({
    chunk: (text, line, lastLine) => void chunks.push({ text, line, lastLine }),
    line: (plain) => void lines.push(plain),
  });
  return { output, chunks, lines, text: () => chunks.map(({ text }) => text).join('') };
}

test('puts what comes within 16 ms into one chunk, whole lines only', () => {
  const { output, chunks } = recorder();
  output.write(Buffer.from('one\ntwo\nthr'));
  expect(chunks).toEqual([]);
  vi.advanceTimersByTime(16);
  expect(chunks).toEqual([{ text: 'one\ntwo\n', line: 1, lastLine: 2 }]);
  output.write(Buffer.from('ee\n'));
  output.end();
  expect(chunks[1]).toEqual({ text: 'three\n', line: 3, lastLine: 3 });
});

test('shows a line that does not end once nothing more comes', () => {
  const { output, chunks, lines } = recorder();
  output.write(Buffer.from('Continue? '));
  vi.advanceTimersByTime(150);
  expect(chunks).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(chunks).toEqual([{ text: 'Continue? ', line: 1, lastLine: 1 }]);
  output.write(Buffer.from('yes\nnext\n'));
  output.end();
  expect(chunks.map(({ text, line }) => [text, line])).toEqual([
    ['Continue? ', 1],
    ['yes\nnext\n', 1],
  ]);
  expect(lines).toEqual(['Continue? yes', 'next']);
});

test('tells at once when 64 KiB have come', () => {
  const { output, chunks } = recorder();
  output.write(Buffer.from(`${'x'.repeat(99)}\n`.repeat(700)));
  expect(chunks).toHaveLength(1);
  expect(chunks[0]!.text.length).toBeGreaterThanOrEqual(64 << 10);
});

test('decodes characters that are cut between chunks', () => {
  const { output, text, lines } = recorder();
  const bytes = Buffer.from('grüße 😀\n');
  for (const byte of bytes) output.write(Buffer.from([byte]));
  output.end();
  expect(text()).toBe('grüße 😀\n');
  expect(lines).toEqual(['grüße 😀']);
});

test('ends a last line that has no line break', () => {
  const { output, text, lines } = recorder();
  output.write(Buffer.from('the end'));
  output.end();
  expect(text()).toBe('the end\n');
  expect(lines).toEqual(['the end']);
});

test('keeps text and line numbers whatever the cuts between writes', () => {
  const piece = fc.constantFrom('a', '\n', 'ü', '😀', '\x1b[31m', '\x1b[m', 'long '.repeat(20));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.array(fc.nat(200)), fc.boolean(), (pieces, cuts, pauses) => {
      const { output, chunks, lines, text } = recorder();
      const bytes = Buffer.from(pieces.join(''));
      let from = 0;
      for (const cut of [...cuts].sort((a, b) => a - b)) {
        output.write(bytes.subarray(from, Math.min(cut, bytes.length)));
        from = Math.max(from, Math.min(cut, bytes.length));
        if (pauses) vi.advanceTimersByTime(300);
      }
      output.write(bytes.subarray(from));
      output.end();
      const whole = bytes.toString();
      const expected = whole === '' || whole.endsWith('\n') ? whole : `${whole}\n`;
      expect(text()).toBe(expected);
      expect(lines).toEqual(
        expected
          .split('\n')
          .slice(0, -1)
          .map((line) => line.replace(/\x1b\[\d*m/g, '')),
      );
      let line = 1;
      for (const chunk of chunks) {
        expect(chunk.line).toBe(line);
        line += chunk.text.split('\n').length - 1;
      }
    }),
  );
});

test("shows what cargo's JSON means, and hands the line itself to who reads it", () => {
  const messages: [string, number][] = [];
  const chunks: { text: string; line: number; lastLine: number }[] = [];
  const lines: string[] = [];
  const output = new JobOutput({
    chunk: (text, line, lastLine) => void chunks.push({ text, line, lastLine }),
    line: (plain) => void lines.push(plain),
    message: (raw, shownLines) => void messages.push([raw, shownLines]),
  });
  const rendered = '\x1b[1merror\x1b[0m: wrong\n --> a.rs:1:1\n\n';
  const error = JSON.stringify({ reason: 'compiler-message', message: { level: 'error', rendered } });
  const artifact = JSON.stringify({ reason: 'compiler-artifact', package_id: 'p' });
  const text = `   Compiling p\n${artifact}\n${error}\nend\n`;
  output.write(Buffer.from(text.slice(0, 40)));
  vi.advanceTimersByTime(1000);
  output.write(Buffer.from(text.slice(40)));
  output.end();
  expect(chunks.map((chunk) => chunk.text).join('')).toBe(
    '   Compiling p\n\x1b[1merror\x1b[0m: wrong\n --> a.rs:1:1\nend\n',
  );
  expect(lines).toEqual(['   Compiling p', 'error: wrong', ' --> a.rs:1:1', 'end']);
  expect(messages).toEqual([
    [artifact, 0],
    [error, 2],
  ]);
  expect(chunks.at(-1)?.lastLine).toBe(4);
});
