import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optionAt, optionEdits, parseDotConfig, withOptions } from '#core/engines/config/dot-config.ts';
import { applyEdits } from '../../families/bare/diagnosers/diagnose.ts';
import { HELLO_CONFIG } from '../../families/bare/hello-files.ts';

test('reads what is set, what is not set, and texts with their quotes', () => {
  const values = parseDotConfig(
    '# note\nCONFIG_A=y\n# CONFIG_B is not set\nCONFIG_C="x = \\"y\\""\nCONFIG_A=n\nnonsense\n',
  );
  expect([...values]).toEqual([
    ['A', 'n'],
    ['B', 'n'],
    ['C', '"x = \\"y\\""'],
  ]);
});

test('every option of the template has a line', () => {
  expect(parseDotConfig(HELLO_CONFIG).size).toBe(28);
});

test('changes the line of an option and leaves all others as they are', () => {
  const changed = withOptions(HELLO_CONFIG, { TIMER: 'n', STRICT: 'y', MEMORY_MIB: '64' });
  const difference = changed.split('\n').filter((line) => !HELLO_CONFIG.split('\n').includes(line));
  expect(difference).toEqual(['CONFIG_MEMORY_MIB=64', '# CONFIG_TIMER is not set', 'CONFIG_STRICT=y']);
  expect(changed.split('\n')).toHaveLength(HELLO_CONFIG.split('\n').length);
});

test('an option without a line gets one at the end', () => {
  expect(withOptions('CONFIG_A=y\n', { B: '1', C: 'n' })).toBe('CONFIG_A=y\nCONFIG_B=1\n# CONFIG_C is not set\n');
  expect(withOptions('CONFIG_A=y', { B: '1' })).toBe('CONFIG_A=y\nCONFIG_B=1\n');
  expect(withOptions('', { B: '1' })).toBe('CONFIG_B=1\n');
});

test('Windows line ends stay', () => {
  expect(withOptions('CONFIG_A=y\r\nCONFIG_B=1\r\n', { A: 'n' })).toBe('# CONFIG_A is not set\r\nCONFIG_B=1\r\n');
});

test('finds the line that counts, the last one', () => {
  expect(optionAt('CONFIG_A=y\n\nCONFIG_A=n', 'A')).toEqual({
    file: '.config',
    line: 3,
    column: 1,
    endLine: 3,
    endColumn: 11,
  });
  expect(optionAt('CONFIG_A=y', 'AB')).toBeNull();
});

const names = fc.constantFrom('A', 'B', 'ARCH_X86_64', 'HZ', 'NEW');
const values = fc.oneof(
  fc.constantFrom('y', 'n', '12'),
  fc.string({ unit: 'grapheme-ascii' }).map((text) => `"${text.replace(/["\\]/g, '')}"`),
);
const lines = fc.array(
  fc.oneof(
    fc.tuple(names, values).map(([name, value]) => `CONFIG_${name}=${value}`),
    fc.constant('# x'),
    fc.constant(''),
  ),
);

test('whatever was written before, what is set is read back, and the edits say the same as the text', () => {
  fc.assert(
    fc.property(lines, fc.dictionary(names, values, { noNullPrototype: true }), (before, wanted) => {
      const text = before.join('\n');
      const after = withOptions(text, wanted);
      expect(applyEdits(text, optionEdits(text, wanted))).toBe(after);
      const read = parseDotConfig(after);
      for (const [name, value] of Object.entries(wanted)) expect(read.get(name)).toBe(value);
      for (const [name, value] of parseDotConfig(text)) if (!(name in wanted)) expect(read.get(name)).toBe(value);
    }),
  );
});
