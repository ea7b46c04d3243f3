import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineC } from '#core/engines/outline/c-outline.ts';
import { itemAt } from '#core/engines/outline/outline-item.ts';

function lines(text: string): string[] {
  return outlineC(text).map(({ kind, name, line, endLine }) => `${line}-${endLine} ${kind} ${name}`);
}

test('lists macros, functions and types of a C file with their lines', () => {
  const text = `/* main() is not here */
#include <stdio.h>
#define NAME_MAX_LEN 64
#define MIN(a, b) \\
	((a) < (b) ? (a) : (b))

struct point {
	int x, y;
};
enum colour { RED, GREEN };
typedef struct {
	int id;
} node_t;
typedef unsigned long size_type;
typedef int (*handler)(int code);
static const char *names[] = { "one", "two {" };
int counter;
extern int elsewhere;

static size_type read_line(char *buf, size_type cap);

static size_type
read_line(char *buf, size_type cap)
{
	while (cap) { if (buf) break; }
	return 0; // }
}

int main(void) {
	return read_line(0, NAME_MAX_LEN);
}
`;
  expect(lines(text)).toEqual([
    '3-3 macro NAME_MAX_LEN',
    '4-5 macro MIN',
    '7-9 struct point',
    '10-10 enum colour',
    '11-13 struct node_t',
    '14-14 type size_type',
    '15-15 type handler',
    '16-16 variable names',
    '17-17 variable counter',
    '22-27 function read_line',
    '29-31 function main',
  ]);
  expect(itemAt(outlineC(text), 25)?.name).toBe('read_line');
  expect(itemAt(outlineC(text), 28)).toBeNull();
});

test('sees through attributes, linkage blocks and namespaces', () => {
  const text = `extern "C" {
__attribute__((noreturn)) void panic(const char *why) { for (;;) ; }
}
namespace io {
void Console::write(int c) { }
Console::~Console() { }
}
struct __attribute__((packed)) header { int magic; } first;
void handler(int n) __attribute__((interrupt));
`;
  expect(lines(text)).toEqual([
    '2-2 function panic',
    '5-5 function Console::write',
    '6-6 function Console::~Console',
    '8-8 struct header',
    '8-8 variable first',
  ]);
});

test('lists a macro that is defined inside of a function', () => {
  expect(lines('int f(void)\n{\n#define LOCAL 1\n\treturn LOCAL;\n}\n')).toEqual(['1-5 function f', '3-3 macro LOCAL']);
});

test('reads on after text that is not finished', () => {
  expect(lines('int a(void) {\n\tif (x\n')).toEqual(['1-2 function a']);
  expect(lines('int missing_semicolon\nint b(void) { char *s = "no end\n}\n')).toEqual(['1-3 function b']);
});

test('never throws, and keeps every line inside of the text', () => {
  const part = fc.constantFrom(
    'int ',
    'struct ',
    'typedef ',
    'name',
    '{',
    '}',
    '(',
    ')',
    ';',
    '=',
    '\n',
    '"',
    "'",
    '/*',
    '*/',
    '//',
    '#define X',
    '\\',
    '::',
    '~',
    '[',
    ']',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 80 }), (parts) => {
      const text = parts.join('');
      const count = text.split('\n').length;
      for (const item of outlineC(text)) {
        expect(item.line).toBeGreaterThanOrEqual(1);
        expect(item.endLine).toBeGreaterThanOrEqual(item.line);
        expect(item.endLine).toBeLessThanOrEqual(count);
      }
    }),
  );
});
