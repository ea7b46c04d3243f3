/** The image wants its root file system from outside, and the machine was started without one. */
import type { Fix } from '../../../contract/problem.ts';
import { lineDiagnoser } from './explain-line.ts';
import { giveInitrd, optionValue, setOptions } from './shared-fixes.ts';

export const noRootFileSystem = lineDiagnoser({
  code: 'unikraft.no-root-file-system',
  phase: 'run',
  patterns: [
    /\[libvfscore\].*Could not find an initrd!/,
    /\[libvfscore\].*Failed to mount (\S*?): (-?\d+)/,
    /\[libvfscore\].*Failed to extract cpio archive to (\S*?): (-?\d+)/,
  ],
  explain: ({ text, number }, input) => {
    const shared = optionValue(input, 'LIBVFSCORE_AUTOMOUNT_CI_9PFS') === 'y' || /9pfs/.test(input.lines.join('\n'));
    const damaged = /extract cpio/.test(text);
    const fixes: Fix[] = [
      ...giveInitrd(input),
      ...setOptions(
        input,
        { LIBVFSCORE_AUTOMOUNT_CI_RAMFS: 'y', LIBVFSCORE_AUTOMOUNT_CI_INITRD: 'n', LIBVFSCORE_AUTOMOUNT_CI_9PFS: 'n' },
        {
          title: 'Start with an empty one in memory',
          effect: '`LIBVFSCORE_AUTOMOUNT_CI_RAMFS`; build again, then run',
        },
      ),
    ];
    const next = input.lines[number - input.firstLine + 1] ?? '';
    return {
      title: damaged ? 'The initial file system could not be unpacked' : 'The image found no file system to start with',
      why: damaged
        ? 'It was given to the machine, and is not an archive in the format `cpio -H newc`, or the memory is too small for what is in it.'
        : `The configuration says that the root folder \`/\` comes from ${shared ? 'a folder of this computer (9P)' : 'an initial file system (initrd)'}, and the machine was started without one. So the boot stopped before \`main\`.`,
      fixes,
      ...(/Init function at .* returned error/.test(next) ? { until: number + 1 } : {}),
    };
  },
});
