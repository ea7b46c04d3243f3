/** 4. The machine reset without a word soon after the loader: the kernel is much older than the loader, or the checks of a debug build failed too early. */
import type { Diagnoser } from '../../family.ts';

const LOADER = /Hermit Loader version (\S+)/;
const KERNEL = /Welcome to Hermit (\S+)/;
const LAST = /\] (?:Heap: size .*|Heap is located at .*|Entering kernel at .*)$/;

export const silentReset: Diagnoser = {
  code: 'hermit.silent-reset',
  diagnose({ phase, lines, found }) {
    const reset = found.find(
      ({ code }) => code === 'vm.triple-fault' || code === 'vm.guest-reset' || code === 'vm.crash-status',
    );
    const last = lines.findLastIndex((line) => line.trim() !== '');
    if (phase !== 'run' || !reset || last < 0 || !LAST.test(lines[last]!)) return [];
    const of = (pattern: RegExp) =>
      lines.map((line) => pattern.exec(line)?.[1]).find((version) => version !== undefined);
    const [loader, kernel] = [of(LOADER), of(KERNEL)];
    if (loader === undefined) return [];
    const isEarly = kernel === undefined;
    return [
      {
        ...reset,
        code: 'hermit.silent-reset',
        severity: 'error',
        title: isEarly
          ? `The machine reset as soon as the loader ${loader} had entered the kernel`
          : `The kernel ${kernel} reset the machine while it took over its memory`,
        why: isEarly
          ? 'The kernel failed before it could print. That happens with a kernel much older than the loader, with C programs of old images, and in debug builds whose `compiler_builtins` was compiled with debug assertions.'
          : `The kernel is much older than the loader ${loader} and does not understand the memory that it was handed. Loaders up to 0.5.6 start kernels of that age.`,
        // The same evidence, so that it takes the place of what was found.
        evidence: reset.evidence,
        quote: lines[last]!.slice(0, 300),
        fixes: [],
      },
    ];
  },
};
