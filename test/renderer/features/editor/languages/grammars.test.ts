import { describe, expect, it } from 'vitest';
import { assembly } from '../../../../../renderer/features/editor/languages/assembly.ts';
import { c, cpp } from '../../../../../renderer/features/editor/languages/c-family.ts';
import { json } from '../../../../../renderer/features/editor/languages/json.ts';
import { dotConfig, kconfig } from '../../../../../renderer/features/editor/languages/kconfig.ts';
import { linkerScript } from '../../../../../renderer/features/editor/languages/linker-script.ts';
import { make } from '../../../../../renderer/features/editor/languages/make.ts';
import { rust } from '../../../../../renderer/features/editor/languages/rust.ts';
import { toml } from '../../../../../renderer/features/editor/languages/toml.ts';
import { zig } from '../../../../../renderer/features/editor/languages/zig.ts';
import { kindsOf, tokenize } from './tokenize.ts';

describe('C', () => {
  it('tells preprocessor, types, calls, macros and strings apart', () => {
    const lines = tokenize(
      c,
      [
        '/* greeter */',
        '#include <stdio.h>',
        '#define NAME_MAX_LEN 64',
        'static size_t read_line(char *buf, size_t cap)',
        '{',
        "    while (n < cap - 1 && read(STDIN_FILENO, &c, 1) == 1) { if (c == '\\r') break; }",
        '    struct timer t = { .period = 0x10UL };',
        '    return "a \\n // not a comment";',
      ].join('\n'),
    );
    expect(lines[0]).toEqual([{ text: '/* greeter */', kind: 'comment' }]);
    expect(lines[1]).toEqual([
      { text: '#include', kind: 'directive' },
      { text: '<stdio.h>', kind: 'string' },
    ]);
    expect(lines[2]).toEqual([
      { text: '#define', kind: 'directive' },
      { text: 'NAME_MAX_LEN', kind: 'identifier' },
      { text: '64', kind: 'number' },
    ]);
    expect(kindsOf(lines, 'static')).toEqual(['keyword']);
    expect(kindsOf(lines, 'size_t')).toEqual(['type', 'type']);
    expect(kindsOf(lines, 'read_line')).toEqual(['function']);
    expect(kindsOf(lines, 'read')).toEqual(['function']);
    expect(kindsOf(lines, 'STDIN_FILENO')).toEqual(['constant']);
    expect(kindsOf(lines, "'\\r'")).toEqual(['string']);
    expect(kindsOf(lines, 'timer')).toEqual(['type']);
    expect(kindsOf(lines, '0x10UL')).toEqual(['number']);
    expect(lines[7]!.filter((piece) => piece.kind === 'comment')).toEqual([]);
  });

  it('ends an unclosed string with its line, unless a backslash carries it over', () => {
    const open = tokenize(c, 'char *a = "never closed\nint b;');
    expect(kindsOf(open, 'int')).toEqual(['type']);
    const carried = tokenize(c, '"first \\\nsecond" int');
    expect(carried[1]![0]).toEqual({ text: 'second"', kind: 'string' });
    expect(kindsOf(carried, 'int')).toEqual(['type']);
  });

  it('carries a comment over lines', () => {
    const lines = tokenize(c, '/* one\n * two\n */ int x;');
    expect(lines[1]).toEqual([{ text: '* two', kind: 'comment' }]);
    expect(kindsOf(lines, 'int')).toEqual(['type']);
  });
});

describe('C++', () => {
  it('knows classes, namespaces and raw strings', () => {
    const lines = tokenize(cpp, 'class Timer : public Base {};\nstd::move(x);\nauto s = R"x(a " )" b)x"; int y;');
    expect(kindsOf(lines, 'class')).toEqual(['keyword']);
    expect(kindsOf(lines, 'Timer')).toEqual(['type']);
    expect(kindsOf(lines, 'std')).toEqual(['type']);
    expect(kindsOf(lines, 'move')).toEqual(['function']);
    expect(kindsOf(lines, 'R"x(a " )" b)x"')).toEqual(['string']);
    expect(kindsOf(lines, 'int')).toEqual(['type']);
  });
});

describe('Rust', () => {
  it('tells lifetimes from characters, and macros from names', () => {
    const lines = tokenize(rust, "fn longest<'a>(x: &'a str) -> u64 {\n  println!(\"{}\", 'x');\n  #[inline]\n}");
    expect(kindsOf(lines, 'longest')).toEqual(['function']);
    expect(kindsOf(lines, "'a").concat(kindsOf(lines, "'a str"))).toContain('type');
    expect(kindsOf(lines, 'println!')).toEqual(['function']);
    expect(kindsOf(lines, "'x'")).toEqual(['string']);
    expect(kindsOf(lines, '#[inline]')).toEqual(['directive']);
  });

  it('nests comments and closes raw strings at their own fence', () => {
    const lines = tokenize(rust, '/* a /* b */ c */ let\nr#"one " two"# let\nb"bytes" let');
    expect(kindsOf(lines, 'let')).toEqual(['keyword', 'keyword', 'keyword']);
    expect(lines[1]![0]).toEqual({ text: 'r#"one " two"#', kind: 'string' });
  });
});

describe('Zig', () => {
  it('knows builtins, sized integers and multi-line strings', () => {
    const lines = tokenize(
      zig,
      'const std = @import("std");\npub fn main() u8 {\n    \\\\ text " here\n    return 0x1f;\n}',
    );
    expect(kindsOf(lines, '@import')).toEqual(['directive']);
    expect(kindsOf(lines, '"std"')).toEqual(['string']);
    expect(kindsOf(lines, 'main')).toEqual(['function']);
    expect(kindsOf(lines, 'u8')).toEqual(['type']);
    expect(lines[2]).toEqual([{ text: '\\\\ text " here', kind: 'string' }]);
    expect(kindsOf(lines, '0x1f')).toEqual(['number']);
  });
});

describe('Assembly', () => {
  it('knows labels, directives, instructions and registers of three architectures', () => {
    const lines = tokenize(
      assembly,
      [
        '#include "asm.h"',
        '/* entry */',
        '.section .text, "ax"',
        '_start:',
        '    movl $0x10, %eax  # load',
        '    ldr x0, [sp, #8] // arm',
        '    addi a0, zero, 1',
        '1:  jmp 1b',
      ].join('\n'),
    );
    expect(lines[0]![0]).toEqual({ text: '#include', kind: 'directive' });
    expect(kindsOf(lines, '/* entry */')).toEqual(['comment']);
    expect(kindsOf(lines, '.section')).toEqual(['directive']);
    expect(kindsOf(lines, '_start:')).toEqual(['function']);
    expect(kindsOf(lines, 'movl')).toEqual(['keyword']);
    expect(kindsOf(lines, '$0x10')).toEqual(['number']);
    expect(kindsOf(lines, '%eax')).toEqual(['type']);
    expect(kindsOf(lines, '# load')).toEqual(['comment']);
    expect(kindsOf(lines, 'x0')).toEqual(['type']);
    expect(kindsOf(lines, '#8')).toEqual(['number']);
    expect(kindsOf(lines, '// arm')).toEqual(['comment']);
    expect(kindsOf(lines, 'a0')).toEqual(['type']);
    expect(kindsOf(lines, '1b')).toEqual(['number']);
  });
});

describe('Make', () => {
  it('knows assignments, targets, recipes and functions', () => {
    const lines = tokenize(
      make,
      [
        '# build',
        'CC ?= gcc',
        'SRC := $(wildcard src/*.c) $(patsubst %.c,%.o,$(LIST))',
        '.PHONY: all',
        'all: $(OUT)/app',
        '\t@echo "CC $<" # say',
        'ifeq ($(V),1)',
        'endif',
      ].join('\n'),
    );
    expect(kindsOf(lines, '# build')).toEqual(['comment']);
    expect(kindsOf(lines, 'CC')).toEqual(['type']);
    expect(kindsOf(lines, '?=')).toEqual(['operator']);
    expect(kindsOf(lines, 'wildcard')).toEqual(['directive']);
    expect(kindsOf(lines, 'patsubst')).toEqual(['directive']);
    expect(kindsOf(lines, 'LIST')).toEqual(['type']);
    expect(kindsOf(lines, '.PHONY')).toEqual(['directive']);
    expect(kindsOf(lines, 'all')).toContain('function');
    expect(kindsOf(lines, '# say')).toEqual(['comment']);
    expect(kindsOf(lines, 'ifeq')).toEqual(['keyword']);
    expect(kindsOf(lines, 'endif')).toEqual(['keyword']);
  });

  it('goes on with a recipe after a backslash, and leaves it at the end of its line', () => {
    const lines = tokenize(make, 'a: b\n\tcc -o $@ \\\n\t  $^\nCC = gcc\nc: d');
    expect(kindsOf(lines, 'CC')).toEqual(['type']);
    expect(kindsOf(lines, 'c')).toEqual(['function']);
    expect(kindsOf(lines, '$^')).toEqual(['type']);
  });
});

describe('Kconfig', () => {
  it('knows options, types, expressions and help', () => {
    const lines = tokenize(
      kconfig,
      [
        'menu "Console"',
        'config GREETING',
        '\tstring "What it says"',
        '\tdefault "Hello" if !QUIET && LOG_LEVEL > 2',
        '\thelp',
        '\t  The select words in here are text.',
        '',
        '\t  More of it.',
        'config QUIET',
        '\tbool',
        'endmenu',
      ].join('\n'),
    );
    expect(kindsOf(lines, 'menu')).toEqual(['keyword']);
    expect(kindsOf(lines, 'GREETING')).toEqual(['function']);
    expect(kindsOf(lines, 'string')).toEqual(['type']);
    expect(kindsOf(lines, '"Hello"')).toEqual(['string']);
    expect(lines[5]).toEqual([{ text: 'The select words in here are text.', kind: 'comment' }]);
    expect(lines[7]).toEqual([{ text: 'More of it.', kind: 'comment' }]);
    expect(kindsOf(lines, 'QUIET')).toContain('function');
    expect(kindsOf(lines, 'bool')).toEqual(['type']);
    expect(kindsOf(lines, 'endmenu')).toEqual(['keyword']);
  });

  it('ends help at a line that is indented less', () => {
    const lines = tokenize(kconfig, 'config A\n  bool "a"\n  help\n    text\n  depends on B\n');
    expect(kindsOf(lines, 'text')).toEqual(['comment']);
    expect(kindsOf(lines, 'depends')).toEqual(['keyword']);
  });

  it('colours what it writes to .config', () => {
    const lines = tokenize(dotConfig, 'CONFIG_A=y\n# CONFIG_B is not set\nCONFIG_C="x"\nCONFIG_D=0x10');
    expect(lines[0]!.map((piece) => piece.text)).toEqual(['CONFIG_A', '=', 'y']);
    expect(lines[0]!.at(-1)!.kind).toBe('keyword');
    expect(lines[1]!.map((piece) => piece.kind)).toEqual(['comment']);
    expect(lines[2]!.at(-1)!.kind).toBe('string');
    expect(lines[3]!.at(-1)!.kind).toBe('number');
  });
});

describe('TOML', () => {
  it('knows tables, keys and values over several lines', () => {
    const lines = tokenize(
      toml,
      '[package]\nname = "hello"\nfeatures = [\n  "acpi",\n  1_000,\n]\nedition = { workspace = true }',
    );
    expect(kindsOf(lines, '[package]')).toEqual(['keyword']);
    expect(kindsOf(lines, 'name')).toEqual(['type']);
    expect(kindsOf(lines, '"acpi"')).toEqual(['string']);
    expect(kindsOf(lines, '1_000')).toEqual(['number']);
    expect(kindsOf(lines, 'edition')).toEqual(['type']);
    expect(kindsOf(lines, 'workspace')).toEqual(['type']);
    expect(kindsOf(lines, 'true')).toEqual(['constant']);
  });
});

describe('JSON and linker scripts', () => {
  it('tells keys of JSON from its strings', () => {
    const lines = tokenize(json, '{ "a": "b", "n": -1.5e3, "t": true }');
    expect(kindsOf(lines, '"a"')).toEqual(['type']);
    expect(kindsOf(lines, '"b"')).toEqual(['string']);
    expect(kindsOf(lines, '-1.5e3')).toEqual(['number']);
  });

  it('knows commands, sections and sizes of a linker script', () => {
    const lines = tokenize(linkerScript, 'ENTRY(_start)\nSECTIONS {\n  . = 1M;\n  .text : { KEEP(*(.multiboot)) }\n}');
    expect(kindsOf(lines, 'ENTRY')).toEqual(['keyword']);
    expect(kindsOf(lines, '1M')).toEqual(['number']);
    expect(kindsOf(lines, '.text')).toEqual(['type']);
    expect(kindsOf(lines, 'KEEP')).toEqual(['function']);
  });
});
