/** A part of Unikraft could not set itself up, so main was never reached, and nothing more exact is known. */
import type { Diagnoser } from '../../family.ts';
import { lineDiagnoser } from './explain-line.ts';
import { setOptions } from './shared-fixes.ts';

/** Numbers of errno.h that set-up functions answer with. */
const ERRNO: Readonly<Record<string, string>> = {
  '-1': 'not permitted, or no reason given',
  '-2': 'no such file or device',
  '-5': 'reading or writing failed',
  '-12': 'not enough memory',
  '-13': 'not allowed',
  '-16': 'the device is busy',
  '-19': 'no such device',
  '-22': 'a parameter that makes no sense',
  '-28': 'no space left',
  '-95': 'the machine does not support it',
};

export const initFailed: Diagnoser = lineDiagnoser({
  code: 'unikraft.init-failed',
  phase: 'run',
  patterns: [/\[libukboot\].*Init function at (0x[0-9a-f]+) returned error (-?\d+)/],
  explain: ({ match, number }, input) => {
    const [, address = '', error = ''] = match;
    const before = input.lines[number - input.firstLine - 1] ?? '';
    // A line right before it by another part says more, and has a diagnoser of its own.
    if (/HWRNG|\[libvfscore\].*(?:initrd|mount|cpio)/.test(before)) return null;
    const ninep = error === '-1' && /CONFIG_LIBVFSCORE_AUTOMOUNT_CI_9PFS=y/.test(input.files.read('.config') ?? '');
    if (ninep) {
      return {
        title: 'The shared folder that the image wants was not given to the machine',
        why: 'The configuration mounts a folder of this computer as `/` (9P, `LIBVFSCORE_AUTOMOUNT_CI_9PFS`). The machine has no such device, so the boot stopped before `main`.',
        fixes: setOptions(
          input,
          { LIBVFSCORE_AUTOMOUNT_CI_RAMFS: 'y', LIBVFSCORE_AUTOMOUNT_CI_9PFS: 'n' },
          { title: 'Start with an empty file system in memory', effect: 'build again, then run' },
        ),
      };
    }
    return {
      title: `A part of Unikraft could not set itself up (error ${error})`,
      why: `The function at \`${address}\` runs before \`main\` and answered ${error}${ERRNO[error] ? `: ${ERRNO[error]}` : ''}. So \`main\` was never reached. Lines right before this one may say more; \`LIBUKDEBUG_PRINTK_INFO\` makes the boot say more.`,
    };
  },
});
