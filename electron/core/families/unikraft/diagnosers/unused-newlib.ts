/** newlib stands among the libraries and is not turned on; its Makefile changes the build all the same. */
import type { Fix } from '../../../contract/problem.ts';
import type { Diagnoser, DiagnosisInput } from '../../family.ts';

const FILES = [
  'Makefile',
  'GNUmakefile',
  'makefile',
  'Kraftfile',
  'Kraftfile.yaml',
  'Kraftfile.yml',
  'kraft.yaml',
  'kraft.yml',
];

/** Takes newlib out of the list of libraries: a word of a Makefile's line, or the entry of a Kraftfile. */
function withoutNewlib({ files }: DiagnosisInput): Fix[] {
  for (const file of FILES) {
    const lines = (files.read(file) ?? '').split(/\r?\n/);
    const index = lines.findIndex((line) => /newlib/.test(line) && !/^\s*#/.test(line));
    const line = lines[index];
    if (line === undefined) continue;
    const kraft = /^kraft/i.test(file);
    const indent = /^\s*/.exec(line)![0].length;
    let last = index;
    // An entry of a mapping goes with all that belongs to it.
    while (
      kraft &&
      lines[last + 1] !== undefined &&
      /^\s*\S/.test(lines[last + 1]!) &&
      /^\s*/.exec(lines[last + 1]!)![0].length > indent
    )
      last++;
    const newText = kraft ? '' : line.replace(/:?[^\s:=]*newlib[^\s:]*/, '');
    const end = kraft ? { endLine: last + 2, endColumn: 1 } : { endLine: index + 1, endColumn: line.length + 1 };
    return [
      {
        kind: 'edit',
        title: 'Take newlib out of the libraries',
        effect: `line ${index + 1} of ${file}`,
        edits: [{ at: { file, line: index + 1, column: 1, ...end }, newText }],
      },
    ];
  }
  return [];
}

export const unusedNewlib: Diagnoser = {
  code: 'unikraft.unused-newlib',
  diagnose: (input) =>
    input.found
      .filter(({ code, title }) => code === 'ld.undefined-reference' && /`ukarch_tls_tcb_init`/.test(title))
      .map((problem) => ({
        ...problem,
        code: 'unikraft.unused-newlib',
        title: 'newlib is among the libraries, but is not the C library of this image',
        why: 'Its Makefile tells Unikraft to leave the set-up of threads to it (`ukarch_tls_tcb_init`) as soon as it stands in `L`, whether it is turned on or not. Then nobody does it.',
        fixes: withoutNewlib(input),
      })),
};
