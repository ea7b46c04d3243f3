/** 9. A system call that the program uses is not in the kernel, because its feature is off. */
import type { Diagnoser } from '../../family.ts';
import { hermitProject } from '../hermit-project.ts';
import { turnOn } from './loader-feature.ts';

const SYMBOL = /^Nothing provides `(sys_\w+)`$/;
const FEATURES: readonly (readonly [pattern: RegExp, feature: string, words: string])[] = [
  [/^sys_(?:sendto|recvfrom)$/, 'udp', 'datagrams'],
  [
    /^sys_(?:socket|bind|listen|accept|connect|getpeername|getsockname|getsockopt|setsockopt|send|recv|shutdown\w*|getaddrinfo|freeaddrinfo)$/,
    'tcp',
    'connections',
  ],
  [/^sys_(?:mmap|munmap|mprotect)$/, 'mman', 'memory mappings'],
];

export const missingSyscall: Diagnoser = {
  code: 'hermit.missing-syscall',
  diagnose(input) {
    if (input.phase !== 'build') return [];
    return input.found.flatMap((problem) => {
      const symbol = problem.code === 'ld.undefined-reference' ? SYMBOL.exec(problem.title)?.[1] : undefined;
      if (symbol === undefined) return [];
      const [, feature, words] = FEATURES.find(([pattern]) => pattern.test(symbol)) ?? [];
      const { features } = hermitProject(input.files);
      const isOff = feature !== undefined && features?.has(feature) === false;
      return [
        {
          ...problem,
          code: 'hermit.missing-syscall',
          title: `The kernel has no \`${symbol}\``,
          why: isOff
            ? `It belongs to ${words}, and the feature \`${feature}\` of the crate \`hermit\` is off.`
            : feature
              ? `It belongs to ${words}: the feature \`${feature}\` of the crate \`hermit\` has to be on, in the kernel that is linked.`
              : 'A feature of the crate `hermit` is off, or the kernel is older than the program.',
          fixes: feature ? [...turnOn(input, feature)] : [],
        },
      ];
    });
  },
};
