import { expect, test } from 'vitest';
import { completeKraftfile, hoverKraftfile } from '#core/engines/kraftfile/kraftfile-assist.ts';

/** `|` is the caret. */
function labels(marked: string, options: readonly string[] = []): string[] {
  const offset = marked.indexOf('|');
  return completeKraftfile(marked.replace('|', ''), offset, options).map(({ label }) => label);
}

test('at the top all keys are offered that are not there yet', () => {
  const offered = labels('spec: v0.6\nname: a\n|\n');
  expect(offered).toEqual(expect.arrayContaining(['unikraft', 'targets', 'libraries', 'rootfs']));
  expect(offered).not.toContain('name');
  expect(offered).not.toContain('spec');
  expect(offered).not.toContain('specification');
});

test('below unikraft its own keys are offered', () => {
  expect(labels('unikraft:\n  |\n').sort()).toEqual(['kconfig', 'source', 'version']);
  expect(labels('unikraft:\n  version: stable\n  so|\n')).toContain('source');
});

test('targets are offered as texts and as parts', () => {
  expect(labels('targets:\n  - |\n')).toEqual(
    expect.arrayContaining(['qemu/x86_64', 'fc/arm64', 'platform', 'architecture']),
  );
  expect(labels('targets:\n  - platform: |\n')).toEqual(expect.arrayContaining(['qemu', 'fc', 'xen']));
  expect(labels('targets:\n  - platform: qemu\n    architecture: |\n')).toEqual(['x86_64', 'arm64', 'arm']);
  expect(labels('targets:\n  - platform: qemu\n    |\n')).toContain('architecture');
});

test('options of the configuration are offered where they are set', () => {
  expect(labels('unikraft:\n  kconfig:\n    |\n', ['LIBMUSL'])).toEqual(['CONFIG_LIBMUSL']);
  expect(labels('libraries:\n  musl:\n    kconfig:\n      CONF|\n', ['LIBMUSL'])).toEqual(['CONFIG_LIBMUSL']);
  expect(labels('env:\n  |\n', ['LIBMUSL'])).toEqual([]);
});

test('values of the format version', () => {
  expect(labels('spec: |')).toEqual(expect.arrayContaining(['v0.6', 'v0.5']));
});

function hover(marked: string, help: (name: string) => string | null = () => null): string | null {
  const offset = marked.indexOf('|');
  return hoverKraftfile(marked.replace('|', ''), offset, help)?.text ?? null;
}

test('a key tells what it means', () => {
  expect(hover('spec: v0.6\nro|otfs: ./a\n')).toContain('first file system');
  expect(hover('targets:\n  - plat|form: qemu\n')).toContain('Firecracker');
  expect(hover('volumes: [{sou|rce: a}]\n')).toContain('folder or file');
});

test('an option tells its help, and a name of the person nothing', () => {
  expect(hover('unikraft:\n  kconfig:\n    CONFIG_LIB|MUSL: y\n', (name) => `help of ${name}`)).toContain(
    'help of LIBMUSL',
  );
  expect(hover('labels:\n  mi|ne: y\n')).toBeNull();
});

test('no place of a broken text makes it throw', () => {
  const text = 'spec: v0.6\nunikraft:\n  kconfig: {a: [\ntargets:\n  - pl\n\t- x\n';
  for (let offset = 0; offset <= text.length; offset++) {
    expect(() => completeKraftfile(text, offset)).not.toThrow();
    expect(() => hoverKraftfile(text, offset)).not.toThrow();
  }
});
