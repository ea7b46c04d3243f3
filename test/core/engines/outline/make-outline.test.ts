import { expect, test } from 'vitest';
import { outlineKconfig, outlineMakefile } from '#core/engines/outline/make-outline.ts';
import { outlineOf } from '#core/engines/outline/outline-of.ts';

test('lists the targets of a Makefile with their recipes, and its variables', () => {
  const text = `CFLAGS := -O2 \\
  -g
.PHONY: all
all: hello.elf
hello.elf: main.o boot.o
	ld -o $@ $^
	size $@
%.o: %.c
	gcc -c $<
ifeq ($(X),1)
X ?= 2
endif
`;
  expect(outlineMakefile(text).map(({ kind, name, line, endLine }) => `${line}-${endLine} ${kind} ${name}`)).toEqual([
    '1-2 variable CFLAGS',
    '4-4 target all',
    '5-7 target hello.elf',
    '8-9 target %.o',
    '11-11 variable X',
  ]);
});

test('lists the options of a Kconfig file', () => {
  const text =
    'mainmenu "Bare"\nconfig GREETING\n\tstring "Greeting"\n\thelp\n\t  What it says.\n\nmenuconfig TIMER\n\tbool "Timer"\n';
  expect(outlineKconfig(text).map(({ name, line, endLine }) => `${line}-${endLine} ${name}`)).toEqual([
    '1-1 Bare',
    '2-5 GREETING',
    '7-8 TIMER',
  ]);
});

test('chooses by the name of the file', () => {
  expect(outlineOf('src/main.c', 'int main(void) { }')).toHaveLength(1);
  expect(outlineOf('sub/Makefile', 'all:\n')).toHaveLength(1);
  expect(outlineOf('Config.uk', 'config X\n')).toHaveLength(1);
  expect(outlineOf('README.md', 'int main(void) { }')).toEqual([]);
});
