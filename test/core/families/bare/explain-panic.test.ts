import { expect, test } from 'vitest';
import { explainPanic } from '#core/families/bare/explain-panic.ts';

test.each([
  ['write to 0x14, which is not mapped', 'bare.bad-write', 'The guest wrote to address 0x14, which is not mapped'],
  ['read from 0x0, which is not mapped', 'bare.bad-read', 'The guest read from address 0x0, which is not mapped'],
  [
    'jump to 0xdeadbeef, which is not mapped',
    'bare.bad-jump',
    'The guest jumped to address 0xdeadbeef, which is not mapped',
  ],
  ['ran out of stack: it has 8 KiB', 'bare.stack-overflow', 'The guest ran out of stack'],
  ['division by zero', 'bare.division-by-zero', 'The guest divided by zero'],
  ['division by zero, src/main.c:4', 'bare.division-by-zero', 'The guest divided by zero'],
  ['assertion failed: a, b == c, src/x.c:9', 'bare.assertion', 'An assertion failed at src/x.c:9'],
  [
    'undefined: an index outside its array, src/x.c:9',
    'bare.undefined-behaviour',
    'Index outside its array, at src/x.c:9',
  ],
  [
    'heap: the block at 0x10 was freed twice',
    'bare.heap-misuse',
    'The heap was misused: the block at 0x10 was freed twice',
  ],
  ['illegal instruction', 'bare.illegal-instruction', 'The guest ran into bytes that are no instruction'],
  ['breakpoint', 'bare.breakpoint', 'The guest met a breakpoint, and no debugger is there'],
  ['general protection fault, error 0x0', 'bare.protection', 'The processor refused an instruction'],
  [
    'misaligned access to 0x1001',
    'bare.misaligned',
    'The guest used address 0x1001, which does not suit the size of the access',
  ],
  ['double fault (vector 8, error 0x0)', 'bare.trap', 'The processor reported a fault: double fault'],
  ['unexpected trap (cause 9)', 'bare.trap', 'The processor reported a fault: an unexpected one'],
  ['no milk', 'bare.panic', 'The program panicked: no milk'],
])('"%s" is a %s', (text, code, title) => {
  expect(explainPanic(text)).toMatchObject({ code, title });
});

test('an address tells whether NULL is behind it', () => {
  expect(explainPanic('read from 0x0, which is not mapped').why).toContain('That is NULL');
  expect(explainPanic('read from 0x8, which is not mapped').why).toContain('a field behind a pointer that is NULL');
  expect(explainPanic('read from 0x7878787878787878, which is not mapped').why).toContain('was written over');
});

test('an assertion is quoted whole, commas and all', () => {
  expect(explainPanic('assertion failed: f(a, b) == 2, src/x.c:9').why).toContain('`f(a, b) == 2`');
});
