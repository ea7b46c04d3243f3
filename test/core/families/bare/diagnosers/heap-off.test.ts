import { expect, test } from 'vitest';
import { parseDotConfig } from '#core/engines/config/dot-config.ts';
import { HELLO_CONFIG } from '../hello-files.ts';
import { diagnoseAll, fixed } from './diagnose.ts';

const OFF = HELLO_CONFIG.replace('CONFIG_HEAP=y', '# CONFIG_HEAP is not set').replace('CONFIG_HEAP_KIB=1024\n', '');
const SOURCE =
  '#include <bare.h>\n\nint main(void)\n{\n\tchar *block = malloc(100);\n\n\tfree(block);\n\treturn 0;\n}\n';

test('malloc and free without a heap are one click away from one', () => {
  const { all, files } = diagnoseAll('heap-off', { '.config': OFF, 'src/main.c': SOURCE });
  expect(all.map(({ code, title, at }) => `${code} ${at?.line} ${title}`)).toEqual([
    'bare.heap-off 5 `malloc()` needs the heap, which is turned off',
    'bare.heap-off 7 `free()` needs the heap, which is turned off',
  ]);
  expect(parseDotConfig(fixed(files, all[0]!.fixes[0])).get('HEAP')).toBe('y');
});

test('nothing is said where the heap is on: something else is wrong', () => {
  expect(diagnoseAll('heap-off', { 'src/main.c': SOURCE }).all).toEqual([]);
});
