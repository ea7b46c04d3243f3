import { expect, test } from 'vitest';
import { imageGroup } from '#core/families/bare/image-group.ts';

test.each([
  ['build/x86_64/src/main.c.o', 'src/main.c', 'yours'],
  ['build/arm64/src/deep/er/words.S.o', 'src/deep/er/words.S', 'yours'],
  ['build/x86_64/kernel/x86_64/boot.S.o', 'kernel/x86_64/boot.S', 'boot'],
  ['build/x86_64/kernel/x86_64/traps.c.o', 'kernel/x86_64/traps.c', 'boot'],
  ['build/x86_64/kernel/heap.c.o', 'kernel/heap.c', 'memory'],
  ['build/x86_64/kernel/print.c.o', 'kernel/print.c', 'libc'],
  ['build/x86_64/kernel/start.c.o', 'kernel/start.c', 'platform'],
  ['/usr/lib/gcc/x86_64-linux-gnu/12/libgcc.a(_popcountdi2.o)', 'libgcc.a', 'libc'],
  ['*fill*', '*fill*', 'other'],
])('%s is %s of the group %s', (object, name, group) => {
  expect(imageGroup(object)).toEqual({ name, group });
});
