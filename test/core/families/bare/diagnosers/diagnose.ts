/** Runs one diagnoser over a recorded transcript, as the studio would: general readers first. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Fix, Problem, TextEdit } from '#core/contract/problem.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import { bareFamily } from '#core/families/bare/bare.ts';
import type { ProjectFiles } from '#core/families/family.ts';
import { helloFiles } from '../hello-files.ts';

export function transcript(name: string): string[] {
  const path = fileURLToPath(new URL(`../../../../fixtures/transcripts/bare/${name}.log`, import.meta.url));
  return readFileSync(path, 'utf8')
    .replaceAll('\r', '')
    .replace(/\x1b\[[0-9;]*m/g, '')
    .split('\n')
    .slice(0, -1);
}

export interface Diagnosed {
  readonly problem: Problem;
  readonly files: ProjectFiles;
}

/** The only problem with this code that all diagnosers together find; it has to be in the log where it says. */
export function diagnose(code: string, name: string, changes: Readonly<Record<string, string | null>> = {}): Diagnosed {
  const { all, files } = diagnoseAll(name, changes);
  const problems = all.filter((problem) => problem.code === code);
  if (problems.length !== 1)
    throw new Error(`${problems.length} × ${code} in: ${all.map((found) => found.code).join(', ')}`);
  return { problem: problems[0]!, files };
}

export function diagnoseAll(name: string, changes: Readonly<Record<string, string | null>> = {}) {
  const files = helloFiles(changes);
  const lines = transcript(name);
  const found = parseToolOutput(lines, { root: files.root, paths: files.paths, source: files.read });
  const input = {
    phase: 'build',
    files,
    arch: 'x86_64',
    lines,
    firstLine: 1,
    status: 2,
    argv: ['make'],
    found,
  } as const;
  return { all: bareFamily.diagnosers.flatMap((diagnoser) => diagnoser.diagnose(input)), files, found };
}

/** A file after an edit fix. */
export function fixed(files: ProjectFiles, fix: Fix | undefined, path = '.config'): string {
  if (fix?.kind !== 'edit') throw new Error(`no edit: ${JSON.stringify(fix)}`);
  return applyEdits(
    files.read(path) ?? '',
    fix.edits.filter(({ at }) => at.file === path),
  );
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number) => (starts[line - 1] ?? text.length) + column - 1;
  let result = text;
  for (const { at, newText } of [...edits].sort((a, b) => b.at.line - a.at.line || b.at.column - a.at.column)) {
    const end = offset(at.endLine ?? at.line, at.endColumn ?? at.column);
    result = result.slice(0, offset(at.line, at.column)) + newText + result.slice(end);
  }
  return result;
}
