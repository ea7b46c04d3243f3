/** Runs the diagnosers over a recorded transcript, as the studio would: general readers and the console reader first. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Problem } from '#core/contract/problem.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import type { ProjectFiles } from '#core/families/family.ts';
import { type FoundSource, noContext } from '#core/families/source.ts';
import { consoleReader } from '#core/families/unikraft/console-reader.ts';
import { diagnosers } from '#core/families/unikraft/diagnosers.ts';

export { fixed } from '../../bare/diagnosers/diagnose.ts';

export const CONFIG =
  'CONFIG_UK_FULLVERSION="0.17.0"\nCONFIG_ARCH_X86_64=y\nCONFIG_PLAT_KVM=y\nCONFIG_KVM_VMM_QEMU=y\n# CONFIG_LIBVFSCORE is not set\n';
export const MAKEFILE_UK = '$(eval $(call addlib,apphello))\n\nAPPHELLO_SRCS-y += $(APPHELLO_BASE)/hello.c\n';
const ROOT = '/home/user/src/apps/hello';

export function filesWith(changes: Readonly<Record<string, string | null>> = {}, root = ROOT): ProjectFiles {
  const all: Record<string, string | null> = {
    '.config': CONFIG,
    'Makefile.uk': MAKEFILE_UK,
    'hello.c': '',
    ...changes,
  };
  const texts = new Map(Object.entries(all).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const])));
  return { root, paths: [...texts.keys()], read: (path) => texts.get(path) };
}

export function transcript(name: string): string[] {
  const path = fileURLToPath(new URL(`../../../../fixtures/transcripts/unikraft/${name}`, import.meta.url));
  return readFileSync(path, 'utf8')
    .replaceAll('\r', '')
    .replace(/\x1b(?:\[[0-9;?=]*[A-Za-z]|\([A-Z0-9])/g, '')
    .split('\n');
}

interface Setting {
  readonly files?: Readonly<Record<string, string | null>>;
  readonly argv?: readonly string[];
  readonly sources?: Readonly<Record<string, FoundSource>>;
  readonly root?: string;
  readonly arch?: 'x86_64' | 'arm64';
}

/** What the console tells of a run that went wrong: one problem, with the lines of its report as evidence. */
function crashOf(lines: readonly string[]): Problem[] {
  const reader = consoleReader();
  let first = 0;
  let problem: Problem | null = null;
  for (const [index, line] of lines.entries()) {
    for (const finding of reader.line(line)) {
      if (finding.kind !== 'crash') continue;
      if (first === 0) first = index + 1;
      const { code, title, why } = finding.crash;
      problem = { code, severity: 'error', title, why, evidence: { firstLine: first, lastLine: index + 1 }, fixes: [] };
    }
  }
  return problem ? [problem] : [];
}

/** All problems that are left after the better ones took the places of those found before. */
export function diagnoseAll(name: string, setting: Setting = {}): { all: Problem[]; files: ProjectFiles } {
  const { argv = ['make'], sources = {}, arch = 'x86_64' } = setting;
  const files = filesWith(setting.files, setting.root);
  const lines = transcript(name);
  const run = /\.serial\.txt$|kraft-run/.test(name);
  const phase = run ? ('run' as const) : ('build' as const);
  const found = run
    ? crashOf(lines)
    : parseToolOutput(lines, { root: files.root, paths: files.paths, source: files.read });
  const context = { ...noContext, sources };
  const common = { files, arch, lines, firstLine: 1, status: 2, argv, found, phase };
  const better = diagnosers.flatMap((diagnoser) => diagnoser.diagnose(run ? common : { ...common, context }));
  // Of a run only what is told of the very same lines takes a problem's place.
  const replaced = ({ evidence: old }: Problem) =>
    better.some(({ evidence: { firstLine, lastLine } }) =>
      run
        ? firstLine === old.firstLine && lastLine === old.lastLine
        : firstLine <= old.firstLine && lastLine >= old.lastLine,
    );
  return { all: [...better, ...found.filter((problem) => !replaced(problem))], files };
}

/** The one problem with this code; its quote has to stand in the log where it says. */
export function diagnose(code: string, name: string, setting: Setting = {}): { problem: Problem; files: ProjectFiles } {
  const { all, files } = diagnoseAll(name, setting);
  const problems = all.filter((problem) => problem.code === code);
  if (problems.length !== 1)
    throw new Error(`${problems.length} × ${code} in: ${all.map((found) => found.code).join(', ')}`);
  return { problem: problems[0]!, files };
}
