import { expect, it } from 'vitest';
import { parseAddr2line } from '../../../electron/services/vm/crash-site.ts';

it('reads inlined frames, discriminators, odd file names and what is not known', () => {
  const output = [
    ...['0x0000000000100234', 'inner', '/p/a dir/x:1.c:12 (discriminator 3)', 'outer(int, char*)', 'src/y.c:7'],
    ...['0x0000000000000000', '??', '??:0'],
    ...['0x0000000000100300', 'asm_entry', '??:?', ''],
  ].join('\n');
  expect(parseAddr2line(output)).toEqual([
    [
      { name: 'inner', at: { file: '/p/a dir/x:1.c', line: 12 } },
      { name: 'outer(int, char*)', at: { file: 'src/y.c', line: 7 } },
    ],
    [{ name: '??' }],
    [{ name: 'asm_entry' }],
  ]);
});
