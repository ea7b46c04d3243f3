/** A configuration without a platform: nothing says what the image is to run on. */
import type { Fix } from '../../../contract/problem.ts';
import { DOT_CONFIG, parseDotConfig } from '../../../engines/config/dot-config.ts';
import type { DiagnosisInput } from '../../family.ts';
import { currentTarget, defconfigOf } from '../targets.ts';
import { lineDiagnoser } from './explain-line.ts';
import { placeOf, setOptions } from './shared-fixes.ts';

/** A platform that the defconfig asks for and the options made of it do not have: Kconfig drops such a name without a word. */
function unheard({ files }: Pick<DiagnosisInput, 'files'>): { readonly file: string; readonly name: string } | null {
  const file = defconfigOf(files, currentTarget(files));
  const config = files.read(DOT_CONFIG);
  if (file === null || config === undefined) return null;
  const made = parseDotConfig(config);
  const wanted = [...parseDotConfig(files.read(file) ?? '').keys()];
  const name = wanted.find((option) => option.startsWith('PLAT_') && !made.has(option));
  return name === undefined ? null : { file, name };
}

function showPlace(input: DiagnosisInput): Fix[] {
  const dropped = unheard(input);
  const at = dropped && placeOf(input, dropped.file, `CONFIG_${dropped.name}`);
  if (!dropped || !at) return [];
  return [{ kind: 'open', title: `Look at \`${dropped.name}\` in ${dropped.file}`, effect: 'it came to nothing', at }];
}

export const noPlatform = lineDiagnoser({
  code: 'unikraft.no-platform',
  phase: 'build',
  patterns: [/\*\*\* Please choose at least one target platform/, /You did not choose any target platform/],
  explain: ({ number }, input) => {
    const dropped = unheard(input);
    const next = input.lines[number - input.firstLine + 1] ?? '';
    return {
      title: 'No platform is chosen in the configuration',
      why: `Unikraft builds one image for each platform that is turned on (\`PLAT_KVM\` for QEMU and Firecracker, \`PLAT_XEN\` for Xen). None is.${dropped ? ` \`${dropped.file}\` asks for \`${dropped.name}\`, and nothing came of it: there is no such option, or what it needs is off. Such lines are dropped without a word.` : ''}`,
      fixes: [
        ...setOptions(
          input,
          { PLAT_KVM: 'y', KVM_VMM_QEMU: 'y' },
          { title: 'Build for QEMU', effect: 'turns on `PLAT_KVM` and `KVM_VMM_QEMU` in .config' },
        ),
        ...showPlace(input),
      ],
      ...(/\*\*\* Please choose/.test(next) ? { until: number + 1 } : {}),
    };
  },
});
