import { expect, test } from 'vitest';
import { libcFunction } from '#core/families/bare/diagnosers/libc-functions.ts';
import { diagnoseAll, fixed } from './diagnose.ts';

const IMPLICIT =
  '#include <bare.h>\n\nint main(void)\n{\n\tprintf("hello\\n");\n\tsleep(1);\n\tputs("bye");\n\treturn 0;\n}\n';
const LINK =
  '#include <bare.h>\n\nint printf(const char *format, ...);\nint atoi(const char *text);\n\nint main(void)\n{\n\tprintf("hello\\n");\n\treturn atoi("3");\n}\n';

test('calls of the C library that the compiler refused are each told what to use instead', () => {
  const { all, files, found } = diagnoseAll('libc-implicit', { 'src/main.c': IMPLICIT });
  expect(all.map(({ title, at }) => `${at?.line} ${title}`)).toEqual([
    '5 There is no `printf()` here',
    '6 There is no `sleep()` here',
    '7 There is no `puts()` here',
  ]);
  expect(all[1]!.why).toContain('`sleep_ms()`');
  expect(fixed(files, all[0]!.fixes[0], 'src/main.c')).toBe(IMPLICIT.replace('printf', 'print'));
  const said = found.filter(({ severity }) => severity === 'error').map(({ evidence }) => evidence);
  for (const { evidence } of all) expect(said).toContainEqual(evidence);
});

test('no fix proposes a header that is not here', () => {
  const { all } = diagnoseAll('libc-implicit', { 'src/main.c': IMPLICIT });
  expect(JSON.stringify(all.map(({ fixes }) => fixes))).not.toContain('stdio.h');
});

test('calls that only the linker missed are told the same', () => {
  const { all, files } = diagnoseAll('libc-link', { 'src/main.c': LINK });
  expect(all.map(({ title, at }) => `${at?.line} ${title}`)).toEqual([
    '8 There is no `printf()` here',
    '9 There is no `atoi()` here',
  ]);
  expect(fixed(files, all[0]!.fixes[0], 'src/main.c')).toContain('\tprint("hello');
});

test('a function of one’s own that is missing stays what it is', () => {
  expect(libcFunction('greet')).toBeNull();
  expect(libcFunction('toString')).toBeNull();
});
