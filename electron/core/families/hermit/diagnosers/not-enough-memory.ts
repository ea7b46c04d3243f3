/** 13. The machine has too little memory for the kernel. */
import type { Diagnoser } from '../../family.ts';
import { changeProjectFile, PROJECT_FILE, parseProjectFile } from '../../project-file.ts';
import { explain } from './explain.ts';
import { wholeEdit } from './whole-edit.ts';

export const notEnoughMemory: Diagnoser = {
  code: 'hermit.not-enough-memory',
  diagnose(input) {
    const at = input.argv.indexOf('-m');
    const now = Number.parseInt(input.argv[at + 1] ?? '', 10);
    const had = at >= 0 && Number.isFinite(now) ? ` It had ${now} MiB.` : '';
    const more = Math.max(256, (Number.isFinite(now) ? now : 0) * 2);
    return explain(input, /^(?:No|Not) enough (?:memory|physical memory)|Not enough (?:space|free)|Out of memory/i, {
      code: 'hermit.not-enough-memory',
      phase: 'run',
      title: 'The machine has too little memory for the kernel',
      why: `The kernel counts what is left beside the image before it starts anything.${had}`,
      fixes: ({ files }) => {
        const text = files.read(PROJECT_FILE);
        if (text === undefined) return [];
        const next = changeProjectFile(text, { run: { ...parseProjectFile(text).run, memoryMiB: more } });
        return [{ kind: 'edit', title: `Give the machine ${more} MiB`, edits: wholeEdit(PROJECT_FILE, text, next) }];
      },
    });
  },
};
