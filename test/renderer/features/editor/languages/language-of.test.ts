import { describe, expect, it } from 'vitest';
import { languageName, languageOf } from '../../../../../renderer/features/editor/languages/language-of.ts';

describe('languageOf', () => {
  it.each([
    ['src/main.c', 'c'],
    ['include/greeter.h', 'c'],
    ['Makefile', 'make'],
    ['Makefile.uk', 'make'],
    ['Config.uk', 'kconfig'],
    ['Kconfig', 'kconfig'],
    ['.config', 'dotconfig'],
    ['configs/qemu_defconfig', 'dotconfig'],
    ['Kraftfile', 'yaml'],
    ['arch/x86_64/boot.S', 'assembly'],
    ['kernel.lds', 'linkerscript'],
    ['kernel.lds.S', 'linkerscript'],
    ['Cargo.toml', 'toml'],
    ['Cargo.lock', 'toml'],
    ['.unikernel-studio.json', 'json'],
    ['src/main.rs', 'rust'],
    ['build.zig', 'zig'],
    ['LICENSE', 'plaintext'],
  ])('knows %s', (path, id) => {
    expect(languageOf(path)).toBe(id);
  });

  it('lets the first line decide where the name does not', () => {
    expect(languageOf('run', '#!/bin/sh')).toBe('shell');
    expect(languageOf('hello.cfg', '-- vim:set ft=lua:')).toBe('lua');
  });

  it('has a name for every id it answers with', () => {
    expect(languageName('cpp')).toBe('C++');
    expect(languageName('plaintext')).toBe('Plain text');
  });
});
