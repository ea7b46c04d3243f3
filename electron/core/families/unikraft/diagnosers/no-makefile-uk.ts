/** The folder of the application has no Makefile.uk, so nothing says what to compile. */
import type { Fix } from '../../../contract/problem.ts';
import type { DiagnosisInput } from '../../family.ts';
import { lineDiagnoser } from './explain-line.ts';

/** A first one, with every source file of the project's own folder and of `src`. */
function firstMakefile({ files }: DiagnosisInput): Fix[] {
  const sources = files.paths.filter((path) => /^(?:src\/)?[\w.-]+\.(?:c|cc|cpp|cxx|S)$/.test(path));
  if (sources.length === 0) return [];
  const stem = (files.root.split('/').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9]/g, '') || 'main';
  const name = `APP${stem.toUpperCase()}`;
  const lines = [
    `$(eval $(call addlib,app${stem}))`,
    '',
    ...sources.map((path) => `${name}_SRCS-y += $(${name}_BASE)/${path}`),
    '',
  ];
  const at = { file: 'Makefile.uk', line: 1, column: 1, endLine: 1, endColumn: 1 };
  return [
    {
      kind: 'edit',
      title: 'Make a `Makefile.uk`',
      effect: `with ${sources.length === 1 ? `\`${sources[0]}\`` : `${sources.length} source files`}`,
      edits: [{ at, newText: lines.join('\n') }],
    },
  ];
}

export const noMakefileUk = lineDiagnoser({
  code: 'unikraft.no-makefile-uk',
  phase: 'build',
  patterns: [/No rule to make target [`'‘](.*\/)?Makefile\.uk['’]/],
  explain: (line, input) => {
    const folder = (line.match[1] ?? '').replace(/\/$/, '');
    const own =
      folder === '' || folder === input.files.root || folder.endsWith(`/${input.files.root.split('/').at(-1)}`);
    return {
      title: own ? 'The project has no `Makefile.uk`' : `\`${folder}\` has no \`Makefile.uk\``,
      why: own
        ? 'It declares the application to Unikraft and lists its source files. Without it there is nothing to compile.'
        : 'That folder is used as a library, and a library of Unikraft has one. The path may be a level too high or too low.',
      fixes: own ? firstMakefile(input) : [],
    };
  },
});
