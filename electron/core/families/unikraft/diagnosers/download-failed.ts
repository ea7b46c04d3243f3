/** An external library could not be downloaded. wget's own failure is hidden by a pipe: what shows is tar that finds nothing. */
import type { Fix } from '../../../contract/problem.ts';
import { lineDiagnoser } from './explain-line.ts';

const UNPACK =
  /^(?:tar(?: \(child\))?|unzip|gzip|bzip2|xz): +(?:cannot find or open )?(\/\S+?\/build\/(\w+)\/([\w.+-]+\.(?:tar\.\w+|tgz|zip)))(?:[:,]|$)/;

export const downloadFailed = lineDiagnoser({
  code: 'unikraft.download-failed',
  phase: 'build',
  patterns: [UNPACK],
  explain: ({ match, number }, { lines, firstLine }) => {
    const [, path = '', library = '', file = ''] = match;
    const url = lines.map((line) => /^ {2}WGET +\w+: (\S+)$/.exec(line)?.[1]).find((address) => address !== undefined);
    const rest = lines.slice(number - firstLine);
    const recipe = rest.findIndex((line) => /\*\*\* \[.*\] Error \d+/.test(line));
    const place = `build/${library}/${file}`;
    const fixes: Fix[] = [
      ...(url === undefined
        ? []
        : [
            {
              kind: 'command' as const,
              title: 'Download it now, in a terminal where failures show',
              effect: place,
              argv: ['wget', '-O', path, url],
            },
          ]),
      {
        kind: 'dead-end',
        title: `Without a network: put the file by hand at \`${place}\`, and build again. It is the archive of the library's own project${library === 'libmusl' ? "; for musl 1.2.3 also the original archive of Debian's source package" : ''}.`,
      },
    ];
    return {
      title: `\`${file}\` could not be downloaded`,
      why: `\`${library}\` is built from sources that the build downloads${url === undefined ? '' : ` from \`${url}\``}. That failed without a word (the build hides the failure of wget), and tar then found nothing to unpack. Most often there is no network, or a proxy is missing.`,
      fixes,
      ...(recipe >= 0 ? { until: number + recipe } : {}),
    };
  },
});
