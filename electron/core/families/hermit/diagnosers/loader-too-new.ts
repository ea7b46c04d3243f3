/** 3. Loader 0.5.7 maps memory with large pages, on which kernels up to 0.13.2 panic. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';

export const loaderTooNew: Diagnoser = {
  code: 'hermit.loader-too-new',
  diagnose(input) {
    const kernel = versionOf(input.lines, /Welcome to Hermit (\S+)/);
    const loader = versionOf(input.lines, /Hermit Loader version (\S+)/);
    return explain(input, /\b(?:ParentEntryHugePage|PageAlreadyMapped)\b/, {
      code: 'hermit.loader-too-new',
      phase: 'run',
      title: `The loader ${loader}is too new for the kernel ${kernel}`.replace(/ +/g, ' ').trim(),
      why: 'It lays out memory in a way that this kernel does not know (hermit-os/kernel#2726, #2402): since 0.5.7 with large pages, on which kernels up to 0.13.2 panic. A loader up to 0.5.6 starts it.',
    });
  },
};

function versionOf(lines: readonly string[], pattern: RegExp): string {
  const found = lines.map((line) => pattern.exec(line)?.[1]).find((version) => version !== undefined);
  return found === undefined ? '' : `${found} `;
}
