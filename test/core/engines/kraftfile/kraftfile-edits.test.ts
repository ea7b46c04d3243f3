import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TextEdit } from '#core/contract/problem.ts';
import { kraftfileValues, readKraftfile } from '#core/engines/kraftfile/kraftfile-document.ts';
import { addTarget, kraftTargets, setIn, setKconfig } from '#core/engines/kraftfile/kraftfile-edits.ts';
import { applyEdits } from '../../families/bare/diagnosers/diagnose.ts';

const FILE = `# the application
spec: v0.6   # the format

name: hello
unikraft:
  version: stable # or a folder
  kconfig:
    # files
    CONFIG_LIBVFSCORE: "y"  # needed
    LIBUKRANDOM: n

targets:
  - qemu/x86_64   # here

# the end
`;

function edited(text: string, edits: readonly TextEdit[] | null): string {
  if (!edits) throw new Error('no edits');
  return applyEdits(text, edits);
}

function kconfig(text: string): Record<string, string> {
  return Object.fromEntries(kraftfileValues(readKraftfile(text)).kconfig);
}

test('a value is changed in its place, and nothing else', () => {
  const text = edited(FILE, setKconfig(FILE, { LIBVFSCORE: 'n' }, 'Kraftfile'));
  expect(text).toBe(FILE.replace('"y"  # needed', '"n"  # needed'));
});

test('a new option stands behind the others, in their style', () => {
  const text = edited(FILE, setKconfig(FILE, { LIBMUSL: 'y', UK_NAME: '"my app"', HEAP: '12' }, 'Kraftfile'));
  expect(text).toBe(
    FILE.replace(
      '    LIBUKRANDOM: n\n',
      '    LIBUKRANDOM: n\n    CONFIG_LIBMUSL: "y"\n    CONFIG_UK_NAME: my app\n    CONFIG_HEAP: 12\n',
    ),
  );
  expect(kconfig(text)).toEqual({ LIBVFSCORE: 'y', LIBUKRANDOM: 'n', LIBMUSL: 'y', UK_NAME: '"my app"', HEAP: '12' });
});

test('an option is taken out with its line', () => {
  const text = edited(FILE, setKconfig(FILE, { LIBVFSCORE: null }, 'Kraftfile'));
  expect(text).toBe(FILE.replace('    CONFIG_LIBVFSCORE: "y"  # needed\n', ''));
  const none = edited(text, setKconfig(text, { LIBUKRANDOM: null }, 'Kraftfile'));
  expect(kconfig(none)).toEqual({});
  expect(readKraftfile(none).document.errors).toEqual([]);
});

test('a target is added, keeping comments', () => {
  const text = edited(FILE, addTarget(FILE, 'qemu/arm64', 'Kraftfile'));
  expect(text).toBe(FILE.replace('# here\n', '# here\n  - qemu/arm64\n'));
  expect(kraftTargets(text)).toEqual(['qemu/x86_64', 'qemu/arm64']);
  expect(addTarget(text, 'qemu/arm64', 'Kraftfile')).toBeNull();
});

test.each([
  ['targets: [qemu/x86_64]', 'targets: [qemu/x86_64, fc/x86_64]'],
  ['targets: []', 'targets:\n  - fc/x86_64'],
  ['targets:', 'targets:\n  - fc/x86_64'],
  ['targets:\n- qemu/x86_64', 'targets:\n- qemu/x86_64\n- fc/x86_64'],
  ['name: a', 'name: a\ntargets:\n  - fc/x86_64'],
])('%j becomes %j', (before, after) => {
  expect(edited(`${before}\n`, addTarget(`${before}\n`, 'fc/x86_64', 'Kraftfile'))).toBe(`${after}\n`);
});

test('a version alone becomes a mapping that keeps it', () => {
  const text = edited('unikraft: stable\n', setKconfig('unikraft: stable\n', { LIBMUSL: 'y' }, 'Kraftfile'));
  expect(text).toBe('unikraft:\n  version: stable\n  kconfig:\n    CONFIG_LIBMUSL: "y"\n');
});

test('lists of NAME=value get another line', () => {
  const list = 'kconfig:\n  - CONFIG_A=y\n';
  expect(edited(list, setKconfig(list, { B: 'y' }, 'Kraftfile'))).toBe('kconfig:\n  - CONFIG_A=y\n  - CONFIG_B=y\n');
});

test('texts that are no YAML are left alone', () => {
  expect(setKconfig('unikraft: [a\n', { A: 'y' }, 'Kraftfile')).toBeNull();
  expect(setIn('- a\n', ['name'], 'x', 'Kraftfile')).toBeNull();
});

test('what was set is read back, and every comment is still there', () => {
  const names = fc.constantFrom('LIBVFSCORE', 'LIBMUSL', 'UK_NAME', 'HEAP_SIZE', 'LIBUKRANDOM');
  const values = fc.oneof(
    fc.constantFrom('y', 'n', '12', '0x20'),
    fc
      .string({ maxLength: 12 })
      .filter((s) => /^[ -~]*$/.test(s))
      .map((s) => JSON.stringify(s)),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(names, values), { maxLength: 6 }), (changes) => {
      let text = FILE;
      for (const [name, value] of changes) {
        text = edited(text, setKconfig(text, { [name]: value }, 'Kraftfile'));
        const read = kconfig(text)[name]!;
        // y, n and numbers may come back without the quotes of a text.
        expect(read.replace(/^"(.*)"$/s, '$1')).toBe(value.replace(/^"(.*)"$/s, '$1'));
      }
      for (const comment of FILE.match(/#.*/g)!) expect(text).toContain(comment);
      expect(readKraftfile(text).document.errors).toEqual([]);
    }),
  );
});
