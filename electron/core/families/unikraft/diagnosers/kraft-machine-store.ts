/** kraft's list of machines belongs to somebody else: it was once run by root. */
import { lineDiagnoser } from './explain-line.ts';

export const kraftMachineStore = lineDiagnoser({
  code: 'unikraft.kraft-machine-store',
  patterns: [
    /could not open machine store: .*?open (\/\S+?): permission denied/s,
    /could not open machine store: (?:.*)permission denied/s,
  ],
  explain: ({ match }) => {
    const folder = match[1]?.replace(/\/runtime\/.*$/, '');
    return {
      title: 'kraft may not read its own list of machines',
      why: `${folder ? `\`${folder}\`` : 'Its folder'} has files of another user, most likely of root: kraft was once started with sudo. Use it always as the same user.`,
      fixes:
        folder === undefined
          ? []
          : [
              {
                kind: 'command',
                title: 'Give the files back to me',
                effect: 'asks for the password of an administrator',
                argv: ['sudo', 'chown', '-R', '--reference', folder.replace(/\/[^/]+\/?$/, ''), folder],
              },
            ],
    };
  },
});
