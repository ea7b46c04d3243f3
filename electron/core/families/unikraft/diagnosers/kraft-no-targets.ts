/** kraft was asked for a platform and processor that the Kraftfile does not list. */
import type { Fix } from '../../../contract/problem.ts';
import { addTarget, KRAFTFILE_NAMES, kraftTargets } from '../../../engines/kraftfile/kraftfile-edits.ts';
import { lineDiagnoser } from './explain-line.ts';

function word(argv: readonly string[], names: readonly string[]): string | undefined {
  const at = argv.findIndex((text) => names.includes(text));
  return at < 0 ? undefined : argv[at + 1];
}

export const kraftNoTargets = lineDiagnoser({
  code: 'unikraft.kraft-no-targets',
  patterns: [/\bno targets selected to (?:build|fetch)\b/],
  explain: (_, { files, argv, arch }) => {
    const file = KRAFTFILE_NAMES.find((name) => files.paths.includes(name));
    const text = file === undefined ? '' : (files.read(file) ?? '');
    const there = kraftTargets(text);
    const wanted = `${word(argv, ['-p', '--plat']) ?? 'qemu'}/${word(argv, ['-m', '--arch']) ?? arch}`;
    const fixes: Fix[] = [];
    const edits = file === undefined ? null : addTarget(text, wanted, file);
    if (edits) fixes.push({ kind: 'edit', title: `Add the target \`${wanted}\``, effect: file!, edits: [...edits] });
    return {
      title: `The Kraftfile has no target \`${wanted}\``,
      why: `kraft builds what stands under \`targets\`, filtered by platform and processor. ${there.length === 0 ? 'Nothing stands there.' : `There ${there.length === 1 ? 'is' : 'are'} ${there.map((name) => `\`${name}\``).join(', ')}.`} (An old name: \`kvm\` is called \`qemu\` today.)`,
      ...(file ? { at: { file, line: 1, column: 1 } } : {}),
      fixes,
    };
  },
});
