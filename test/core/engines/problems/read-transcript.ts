/** Reads recorded output and recorded small projects for the tests of this folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '#core/contract/problem.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';

const fixtures = fileURLToPath(new URL('../../../fixtures/', import.meta.url));

function linesOf(path: string): string[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Lines of a file of test/fixtures/transcripts/tools. */
export function transcript(name: string): string[] {
  return linesOf(join(fixtures, 'transcripts/tools', name));
}

/** Problems of a transcript whose sources are not at hand; the tools ran in the project's root. */
export function problemsOf(name: string): Problem[] {
  return parseToolOutput(transcript(name), { root: '/home/user/src/toolsdemo' });
}

/** Problems of a recorded run of a project whose files are at hand. Its root was written as /project. */
export function problemsOfRun(run: string, log = 'build.log'): Problem[] {
  const folder = join(fixtures, 'compiler-runs', run);
  const paths = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => !path.endsWith('.log'));
  const source = (path: string) => (paths.includes(path) ? readFileSync(join(folder, path), 'utf8') : undefined);
  return parseToolOutput(linesOf(join(folder, log)), { root: '/project', paths, source });
}

/** One line for each problem: evidence, severity, code and place. */
export function summary(problems: readonly Problem[]): string[] {
  return problems.map(({ evidence, severity, code, at }) => {
    const end = at?.endColumn === undefined ? '' : `-${at.endColumn}`;
    const place = at ? ` ${at.file}:${at.line}:${at.column}${end}` : '';
    return `${evidence.firstLine}-${evidence.lastLine} ${severity} ${code}${place}`;
  });
}
