import { expect, test } from 'vitest';
import { bareFamily } from '#core/families/bare/bare.ts';
import { families } from '#core/families/registry.ts';
import { diagnoseAll, transcript } from './diagnosers/diagnose.ts';
import { helloFiles } from './hello-files.ts';

test('a project is recognised by its kernel, a folder with a Makefile alone is not', () => {
  expect(bareFamily.detect(helloFiles())).toMatchObject({ confidence: 2 });
  expect(bareFamily.detect(helloFiles({ 'kernel/bare.h': null }))).toMatchObject({ confidence: 1 });
  expect(bareFamily.detect({ root: '/x', paths: ['Makefile', 'src/main.c'], read: () => '' })).toMatchObject({
    confidence: 0,
  });
});

test('every pattern that reads a tool’s version can be compiled and has a group for it', () => {
  for (const tool of bareFamily.tools) {
    expect(new RegExp(`${tool.versionPattern}|`).exec('')).toHaveLength(2);
    expect(Object.keys(tool.packages).sort()).toEqual(['apt', 'brew', 'dnf', 'pacman', 'zypper']);
  }
});

test('x86_64 needs no cross compiler', () => {
  const needed = bareFamily.tools.filter(({ required, archs }) => required && (archs?.includes('x86_64') ?? true));
  expect(needed.map(({ id }) => id)).toEqual(['gcc', 'make', 'qemu-system-x86_64']);
});

test('the registry holds each family once', () => {
  expect(families.map(({ id }) => id).toSorted()).toEqual(['bare', 'hermit', 'l4re', 'unikraft']);
});

test('a Makefile that lost a tab or an endif is explained by the general readers, with a fix for the tab', () => {
  const makefile = helloFiles().read('Makefile')!;
  // The line of the recording, wherever it stands by now.
  const number = Number(/^Makefile:(\d+):/.exec(transcript('makefile-spaces')[0]!)![1]);
  const spaces = `${'\n'.repeat(number - 1)}    $(call say,LD,kernel.elf)\n`;
  const { found } = diagnoseAll('makefile-spaces', { Makefile: spaces });
  expect(found).toMatchObject([{ code: 'make.missing-separator', fixes: [{ kind: 'edit' }] }]);
  expect(diagnoseAll('makefile-endif', { Makefile: makefile.replaceAll('endif\n', '') }).found).toMatchObject([
    { code: 'make.unclosed' },
  ]);
});
