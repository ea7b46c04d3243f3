/** A configuration without a platform: nothing says what the image is to run on. */
import { lineDiagnoser } from './explain-line.ts';
import { setOptions } from './shared-fixes.ts';

export const noPlatform = lineDiagnoser({
  code: 'unikraft.no-platform',
  phase: 'build',
  patterns: [/\*\*\* Please choose at least one target platform/, /You did not choose any target platform/],
  explain: (_, input) => ({
    title: 'No platform is chosen in the configuration',
    why: 'Unikraft builds one image for each platform that is turned on (`PLAT_KVM` for QEMU and Firecracker, `PLAT_XEN` for Xen). None is.',
    fixes: setOptions(
      input,
      { PLAT_KVM: 'y', KVM_VMM_QEMU: 'y' },
      { title: 'Build for QEMU', effect: 'turns on `PLAT_KVM` and `KVM_VMM_QEMU` in .config' },
    ),
  }),
});
