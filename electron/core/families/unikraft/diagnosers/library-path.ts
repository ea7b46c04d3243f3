/** A path in L that does not lead to a library: not absolute, or nothing there. */
import type { Fix } from '../../../contract/problem.ts';
import type { Diagnoser, DiagnosisInput } from '../../family.ts';
import { lineDiagnoser } from './explain-line.ts';
import { placeOf, showSources } from './shared-fixes.ts';

const MAKEFILES = ['Makefile', 'GNUmakefile', 'makefile'];

/** Where the project's own Makefile names the library. */
function namedAt(input: DiagnosisInput, path: string) {
  for (const file of MAKEFILES) {
    const at = placeOf(input, file, path) ?? placeOf(input, file, `/${path.split('/').at(-1)}`);
    if (at) return at;
  }
  return null;
}

export const libraryNotAbsolute: Diagnoser = lineDiagnoser({
  code: 'unikraft.library-not-absolute',
  phase: 'build',
  patterns: [/\*\*\* Path to external (?:library|platform) "(.+?)" \([LP]\) is not absolute/],
  explain: ({ match }, input) => {
    const path = match[1]!;
    const at = namedAt(input, path);
    const whole = at && at.endColumn! - at.column === path.length;
    const fixes: Fix[] = whole
      ? [
          {
            kind: 'edit',
            title: 'Make the path absolute',
            effect: `line ${at.line} of ${at.file}`,
            edits: [{ at, newText: `$(abspath ${path})` }],
          },
        ]
      : [{ kind: 'dead-end', title: 'Write the whole path, from `/` on, or `$(abspath …)` in a Makefile.' }];
    return {
      title: `The library path \`${path}\` is not absolute`,
      why: 'Unikraft is built from its own folder (`make -C`), so a path that starts in yours leads elsewhere there. Every path in `L` starts with `/`.',
      ...(at ? { at } : {}),
      fixes,
    };
  },
});

export const libraryMissing: Diagnoser = lineDiagnoser({
  code: 'unikraft.library-missing',
  phase: 'build',
  patterns: [/\*\*\* Cannot find (?:platform )?library(?: for exclusion)?: (.+?)\.? {2}Stop/],
  explain: ({ match }, input) => {
    const path = match[1]!;
    const at = namedAt(input, path);
    const open: Fix[] = at ? [{ kind: 'open', title: 'See where it is named', effect: at.file, at }] : [];
    return {
      title: `The library \`${path.split('/').at(-1)}\` is not where the build looks for it`,
      why: `There is no folder \`${path}\`. External libraries (musl, lwIP and so on) have repositories of their own and are not part of Unikraft's sources.`,
      ...(at ? { at } : {}),
      fixes: [showSources, ...open],
    };
  },
});
