/** Which microlibrary an object of the link map is, and which part of the image it belongs to. */
import type { ImageGroup } from '../../contract/image.ts';

export const imageLabels = {
  platform: 'Platform and drivers',
  boot: 'Boot',
  memory: 'Memory',
  libc: 'C library',
  files: 'Files and network',
  other: 'Other libraries',
  yours: 'Your program',
} as const satisfies Partial<Record<ImageGroup, string>>;

const GROUPS: readonly (readonly [RegExp, ImageGroup])[] = [
  [/^app/, 'yours'],
  [
    /^lib(?:kvmplat|xenplat|isrlib|context|ukintctlr|ukconsole|ukbus|virtio|ukofw|ukrtc|xen|ukreloc|fdt|ukplat)/,
    'platform',
  ],
  [/^libuk(?:boot|argparse|libparam|libid|debug|print)/, 'boot'],
  [/^libuk(?:alloc|falloc|vmem|mmap)|^libposix_mmap/, 'memory'],
  [/^lib(?:nolibc|musl|newlib|cxx|compiler_rt|unwind|syscall_shim|uktimeconv|ubsan)/, 'libc'],
  [
    /^lib(?:vfscore|ramfs|devfs|9pfs|uk9p|ukcpio|ukfile|lwip|uknetdev|ukblkdev|posix_(?:fd|socket|pipe|poll|event))/,
    'files',
  ],
];

/** @param object as the link map has it: `/home/user/app/build/libnolibc.o` */
export function imageGroup(object: string): { readonly name: string; readonly group: ImageGroup } {
  const library = /(?:^|\/)((?:lib|app)[A-Za-z0-9_]+)\.o$/.exec(object)?.[1];
  if (library === undefined) {
    const archive = /([^/]+\.a)\(/.exec(object)?.[1];
    return archive ? { name: archive, group: 'libc' } : { name: object, group: 'other' };
  }
  const group = GROUPS.find(([pattern]) => pattern.test(library))?.[1] ?? 'other';
  return { name: library, group };
}
