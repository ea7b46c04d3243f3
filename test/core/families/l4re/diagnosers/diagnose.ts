/** Runs L4Re's diagnosers over a recorded log, as the studio would: general readers first. */
import type { Fix, Problem } from '#core/contract/problem.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import type { ProjectFiles } from '#core/families/family.ts';
import { diagnosers } from '#core/families/l4re/diagnosers.ts';
import { transcript } from '../transcript.ts';

const ROOT = '/home/user/src/apps/greeter';
export const GREETER: Readonly<Record<string, string>> = {
  Control: 'requires: stdlibs\nmaintainer: me@example.com\n',
  Makefile:
    'PKGDIR ?= .\nTARGET = greeter\nSRC_C = main.c other.c\nREQUIRES_LIBS = libnosuch\ninclude $(L4DIR)/mk/prog.mk\n',
  'main.c': 'int main(void)\n{\n  return 0;\n}\n',
  'modules.list': 'entry missing\nmodule l4re\nmodule nosuchfile\n',
};

export function projectFiles(files: Readonly<Record<string, string>> = GREETER): ProjectFiles {
  return { root: ROOT, paths: Object.keys(files), read: (path) => files[path] };
}

export function diagnose(code: string, log: string | readonly string[]): Problem {
  const lines = typeof log === 'string' ? transcript(log) : log;
  const files = projectFiles();
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
  const all = diagnosers.flatMap((diagnoser) => diagnoser.diagnose(input));
  const [problem, ...others] = all.filter((each) => each.code === code);
  if (!problem || others.length > 0)
    throw new Error(`${others.length + (problem ? 1 : 0)} × ${code} in: ${all.map((each) => each.code).join(', ')}`);
  const quoted = lines.slice(problem.evidence.firstLine - 1, problem.evidence.lastLine).join('\n');
  if (quoted === '') throw new Error(`${code} has no evidence in the log`);
  return problem;
}

/** Text of the only insertion that a fix makes. */
export function inserted(fix: Fix | undefined): { file: string; line: number; text: string } {
  if (fix?.kind !== 'edit' || fix.edits.length !== 1) throw new Error(`no single edit: ${JSON.stringify(fix)}`);
  const [{ at, newText }] = fix.edits as [(typeof fix.edits)[number]];
  return { file: at.file, line: at.line, text: newText };
}
