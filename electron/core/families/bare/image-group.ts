/** Which part of the image an object of the link map belongs to, and its name there. */
import type { ImageGroup } from '../../contract/image.ts';

export const imageLabels = {
  platform: 'Machine and kernel',
  boot: 'Boot and traps',
  memory: 'Heap',
  libc: 'Text and memory functions',
  other: 'Rest',
  yours: 'Your code',
} as const satisfies Partial<Record<ImageGroup, string>>;

const KERNEL: Readonly<Record<string, ImageGroup>> = {
  boot: 'boot',
  traps: 'boot',
  heap: 'memory',
  print: 'libc',
  string: 'libc',
  input: 'libc',
};

/** @param object as the link map has it: `build/x86_64/src/main.c.o`, `/usr/lib/…/libgcc.a(_popcountdi2.o)`. */
export function imageGroup(object: string): { readonly name: string; readonly group: ImageGroup } {
  const source = /(?:^|\/)build\/[^/]+\/((?:src|kernel)\/.+)\.o$/.exec(object)?.[1];
  if (source === undefined) {
    const library = /([^/]+\.a)\(/.exec(object)?.[1];
    return library ? { name: library, group: 'libc' } : { name: object, group: 'other' };
  }
  if (source.startsWith('src/')) return { name: source, group: 'yours' };
  const stem = source.slice(source.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
  return { name: source, group: KERNEL[stem] ?? 'platform' };
}
