import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonText, setJsonKey } from '../../../electron/services/settings/json-text.ts';

const read = (text: string) => {
  const parsed = parseJsonText(text);
  if (!parsed.ok) throw new Error(`${parsed.error.message}\n${text}`);
  return parsed.value;
};

const byHand = `// my settings
{
  "theme": "dark", // at night
  /* "density": "compact", */
  "keybindings": [
    { "key": "ctrl+b", "command": "build" }, // "}" in a comment
  ],
  "mine": { "theme": "a \\" quote // no comment" },
}
`;

test('reads comments and trailing commas', () => {
  expect(read(byHand)).toEqual({
    theme: 'dark',
    keybindings: [{ key: 'ctrl+b', command: 'build' }],
    mine: { theme: 'a " quote // no comment' },
  });
  expect(read('')).toEqual({});
  expect(read('\uFEFF{"a": 1}')).toEqual({ a: 1 });
});

test('changes one key and leaves every other character', () => {
  expect(setJsonKey(byHand, 'theme', 'light')).toBe(byHand.replace('"dark"', '"light"'));
  expect(setJsonKey(byHand, 'keybindings', [])).toBe(byHand.replace(/\[[\s\S]*?\n {2}\]/, '[]'));
});

test('adds a missing key at the end, behind a comment on the last line', () => {
  const text = '{\n  "theme": "dark" // at night\n}\n';
  expect(setJsonKey(text, 'density', 'compact')).toBe('{\n  "theme": "dark", // at night\n  "density": "compact"\n}\n');
  expect(setJsonKey('{"a":1}', 'b', 2)).toBe('{"a":1,\n  "b": 2\n}');
  expect(setJsonKey('{}', 'b', 2)).toBe('{\n  "b": 2\n}');
  expect(setJsonKey('', 'b', 2)).toBe('{\n  "b": 2\n}\n');
  expect(read(setJsonKey(byHand, 'density', 'compact'))).toEqual({ ...read(byHand), density: 'compact' });
  expect(read(setJsonKey('{ // none yet\n}', 'a', 1))).toEqual({ a: 1 });
});

test('names the line that is wrong', () => {
  expect(parseJsonText('{\n  "a": 1,\n  "b" 2\n}')).toMatchObject({
    ok: false,
    error: { message: 'Line 3 is not JSON.' },
  });
  expect(parseJsonText('[1]')).toMatchObject({ ok: false });
  expect(parseJsonText('{"a": ')).toMatchObject({ ok: false });
});

test('a key that was set is read back, and the others stay as they were', () => {
  const key = fc.oneof(fc.constantFrom('a', 'b', 'theme', '//', '/*', '",', '__proto_', ''), fc.string());
  const objects = fc.dictionary(key, fc.jsonValue(), { maxKeys: 5 });
  fc.assert(
    fc.property(objects, key, fc.jsonValue(), fc.constantFrom(0, 2, '\t'), (object, name, value, indent) => {
      const text = JSON.stringify(object, null, indent);
      const expected = JSON.parse(JSON.stringify({ ...object, [name]: value }));
      expect(read(setJsonKey(text, name, value))).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});
