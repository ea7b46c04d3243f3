/** A header that nolibc does not have: the program needs a whole C library, which is musl. */
import type { Diagnoser } from '../../family.ts';
import { optionValue, setOptions, showSources, withLibrary } from './shared-fixes.ts';

const HEADER = /^.+?:\d+:\d+: (?:fatal )?error: ([\w/.-]+\.h): No such file or directory$/;
/** Headers of C and POSIX that nolibc (0.17) has not and musl has. */
const OF_MUSL =
  /^(?:pthread|semaphore|sched|threads|complex|fenv|ftw|glob|grp|iconv|langinfo|libgen|locale|math|monetary|netdb|poll|pwd|regex|resolv|search|setjmp|signal|spawn|stdatomic|sys\/(?:epoll|eventfd|file|inotify|ipc|mman|msg|random|resource|select|sem|sendfile|shm|socket|statfs|statvfs|times|timerfd|uio|un|utsname|wait)|syslog|tgmath|uchar|ucontext|ulimit|utime|wchar|wctype|wordexp|arpa\/inet|net\/if|netinet\/(?:in|tcp|ip|udp))\.h$/;
/** Headers that a C++ program includes first; they need a C++ library. */
const OF_CXX = /^(?:iostream|string|vector|memory|map|thread|chrono|algorithm|functional)$/;

export const muslWanted: Diagnoser = {
  code: 'unikraft.musl-wanted',
  diagnose(input) {
    if (input.phase !== 'build' || optionValue(input, 'LIBMUSL') === 'y') return [];
    return input.lines.flatMap((text, index) => {
      const header = HEADER.exec(text)?.[1];
      if (header === undefined || !(OF_MUSL.test(header) || OF_CXX.test(header))) return [];
      const number = input.firstLine + index;
      const found = input.found.find(({ evidence }) => evidence.firstLine <= number && number <= evidence.lastLine);
      const words = {
        title: 'Use musl as the C library',
        effect: 'turns on `LIBMUSL`; the image grows to about 1 MB, the first build takes minutes',
      };
      const turnOn = withLibrary(input, 'musl', setOptions(input, { LIBMUSL: 'y' }, words));
      return [
        {
          ...(found?.at ? { at: found.at } : {}),
          code: 'unikraft.musl-wanted',
          severity: 'error' as const,
          title: `\`${header}\` is not part of nolibc, the small C library of this image`,
          why: `nolibc is what Unikraft takes when nothing else is chosen: \`printf\`, \`malloc\`, strings, and little more. ${header === 'pthread.h' ? 'Threads are' : `\`${header}\` is`} in musl, a whole C library that runs as a library of Unikraft.`,
          evidence: found?.evidence ?? { firstLine: number, lastLine: number },
          quote: text.trim(),
          fixes: [...turnOn, ...(input.context?.sources['lib-musl'] ? [] : [{ ...showSources, title: 'Get musl' }])],
        },
      ];
    });
  },
};
