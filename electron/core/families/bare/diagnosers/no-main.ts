/** The kernel calls main(), and no file in src has it. */
import type { Fix, SourceRange } from '../../../contract/problem.ts';
import { closestName } from '../../../engines/problems/closest-name.ts';
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { Diagnoser, DiagnosisInput } from '../../family.ts';

const UNDEFINED = /undefined reference to [`'‘]main['’]$/;
const EMPTY = /\*\*\* src holds no \.c or \.S file/;
const DEFINITION = /^(?:\w[\w\s*]*?)\b(\w+)\s*\([^;]*$/;

/** A function whose name somebody misspelt. */
function misspelt({ files }: DiagnosisInput): { readonly name: string; readonly at: SourceRange } | null {
  const functions = files.paths
    .filter((path) => /^src\/.*\.c$/.test(path))
    .flatMap((file) =>
      (files.read(file) ?? '').split(/\r?\n/).flatMap((text, index) => {
        const name = DEFINITION.exec(text)?.[1];
        if (name === undefined) return [];
        const column = text.search(new RegExp(`\\b${name}\\s*\\(`)) + 1;
        const line = index + 1;
        return [{ name, at: { file, line, column, endLine: line, endColumn: column + name.length } }];
      }),
    );
  const similar =
    functions.find(({ name }) => name.toLowerCase() === 'main')?.name ??
    closestName(
      'main',
      functions.map(({ name }) => name),
    );
  return functions.find(({ name }) => name === similar) ?? null;
}

function fixesOf(input: DiagnosisInput): Fix[] {
  const near = misspelt(input);
  if (near) {
    const effect = `line ${near.at.line} of ${near.at.file}`;
    return [
      { kind: 'edit', title: `Change \`${near.name}\` to \`main\``, effect, edits: [{ at: near.at, newText: 'main' }] },
    ];
  }
  const file = 'src/main.c';
  const text = input.files.read(file);
  if (text === undefined) return [{ kind: 'dead-end', title: 'Make a file `src/main.c` with `int main(void)` in it.' }];
  const lines = text.split(/\r?\n/);
  const end = { line: lines.length, column: lines.at(-1)!.length + 1 };
  const at = { file, ...end, endLine: end.line, endColumn: end.column };
  const newText = `${lines.at(-1) === '' ? '' : '\n'}\nint main(void)\n{\n\treturn 0;\n}\n`;
  return [{ kind: 'edit', title: 'Add an empty `main`', effect: `at the end of ${file}`, edits: [{ at, newText }] }];
}

export const noMain: Diagnoser = {
  code: 'bare.no-main',
  diagnose: (input) =>
    [...matchingLines(input, UNDEFINED), ...matchingLines(input, EMPTY)].slice(0, 1).map((line) => {
      const near = misspelt(input);
      return {
        code: 'bare.no-main',
        severity: 'error' as const,
        title: 'The program has no `main`',
        why: `When the machine is ready, the kernel calls \`main()\`: there your program begins. No file in \`src\` has a function of that name.`,
        ...(near ? { at: near.at } : {}),
        evidence: evidenceOf(input, line),
        quote: line.text,
        fixes: fixesOf(input),
      };
    }),
};
