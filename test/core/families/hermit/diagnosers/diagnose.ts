/** Runs Hermit's diagnosers over recorded text, as the studio would: general readers first. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Problem } from '#core/contract/problem.ts';
import { plainText } from '#core/engines/problems/log-text.ts';
import { parseToolOutput } from '#core/engines/problems/parse-tool-output.ts';
import type { DiagnosisInput } from '#core/families/family.ts';
import { diagnosers } from '#core/families/hermit/diagnosers.ts';
import { linesOf } from '../transcripts.ts';

export const MANIFEST = `[package]
name = "app"
version = "0.1.0"

[target.'cfg(target_os = "hermit")'.dependencies]
hermit = { git = "https://github.com/hermit-os/hermit-rs.git", tag = "hermit-0.13.2", default-features = false, features = ["acpi"] }
`;
const texts = new Map([
  ['Cargo.toml', MANIFEST],
  ['src/main.rs', '//! A program.\n#![allow(unused)]\n\nfn main() {}\n'],
  ['.unikernel-studio.json', '{\n  "family": "hermit",\n  "run": { "memoryMiB": 16 }\n}\n'],
]);
const evidence = { firstLine: 0, lastLine: 0 };
/** What the vm service finds where a machine reset itself without a word. */
export const RESET: Problem = { code: 'vm.triple-fault', severity: 'error', title: 'reset', evidence, fixes: [] };

/** Recorded output of cargo and rustc alone. */
export function toolLines(name: string): string[] {
  const path = fileURLToPath(new URL(`../../../../fixtures/transcripts/tools/${name}`, import.meta.url));
  return readFileSync(path, 'utf8').split('\n').map(plainText);
}

export function diagnoseAll(
  phase: 'build' | 'run',
  lines: readonly string[],
  more: Partial<DiagnosisInput> = {},
): readonly Problem[] {
  const found = phase === 'build' ? parseToolOutput(lines, { root: '/project', tool: 'cargo' }) : [];
  const input: DiagnosisInput = {
    ...{ phase, lines, arch: 'x86_64', firstLine: 1, status: 1, argv: ['qemu-system-x86_64', '-m', '16M'], found },
    files: { root: '/project', paths: [...texts.keys()], read: (path) => texts.get(path) },
    ...more,
  };
  return diagnosers.flatMap((diagnoser) => diagnoser.diagnose(input));
}

/** The one problem that is seen in it; throws where there is none, or another one beside it. */
export function diagnose(
  phase: 'build' | 'run',
  log: string | readonly string[],
  more: Partial<DiagnosisInput> = {},
): Problem {
  const all = diagnoseAll(phase, typeof log === 'string' ? linesOf(log) : log, more);
  const [problem] = all;
  if (!problem || all.length > 1) throw new Error(`not one problem: ${all.map(({ code }) => code).join(', ')}`);
  return problem;
}
