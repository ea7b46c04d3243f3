/** There is no `.config`: plain make then draws its menu and waits for keys that nobody can press. */
import type { Fix } from '../../../contract/problem.ts';
import type { DiagnosisInput } from '../../family.ts';
import { lineDiagnoser } from './explain-line.ts';
import { makeVariable } from './shared-fixes.ts';

/** The same make with the target `defconfig`, and the project's own file of values where it has one. */
function configure({ argv, files }: DiagnosisInput): Fix[] {
  const app = makeVariable(argv, 'A');
  if (app === undefined) return [];
  const folder = argv.indexOf('-C');
  const words = [
    ...(folder >= 0 ? argv.slice(folder, folder + 2) : []),
    ...argv.filter((word) => /^[AOLPC]=/.test(word)),
  ];
  const own = files.paths.find((path) => /^(?:[^/]*_)?defconfig$/.test(path) || /^defconfig[^/]*$/.test(path));
  const values = own === undefined ? [] : [`UK_DEFCONFIG=${app}/${own}`];
  return [
    {
      kind: 'command',
      title: 'Make one from the defaults',
      effect: own ?? 'with the values that Unikraft chooses',
      argv: ['make', ...words, ...values, 'defconfig'],
    },
  ];
}

export const noConfig = lineDiagnoser({
  code: 'unikraft.no-config',
  phase: 'build',
  patterns: [/\*\*\* Do not have a configuration\./, /Unikraft\/\S+ Configuration/],
  explain: (_, input) => ({
    title: 'The file `.config` is missing',
    why: 'It holds what was chosen: processor, platform, libraries. Without it make starts its own menu, which waits for keys and never ends here.',
    fixes: configure(input),
  }),
});
