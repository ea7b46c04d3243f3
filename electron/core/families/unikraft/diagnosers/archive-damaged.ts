/** The archive of an external library is there and is not what it has to be: a download that was broken off, or another file. */
import type { Fix } from '../../../contract/problem.ts';
import { lineDiagnoser } from './explain-line.ts';

const CHECKSUM = /^\/\S*\/build\/(\w+)\/(\S+): (?:MD5|SHA\d+) checksum validation failed$/;
const UNZIP = /^unzip: +cannot find zipfile directory in one of \/\S*\/build\/(\w+)\/(\S+) or$/;
const UNTAR =
  /^(?:(?:gzip|bzip2|xz): .*(?:unexpected end of file|not in gzip format|not a bzip2 file|[Ff]ile format not recognized|Unexpected end of input)|tar: (?:Unexpected EOF in archive|This does not look like a tar archive))/;

interface Archive {
  readonly library: string;
  readonly file: string;
}

/** Unpacking names no file: the recipe that fails after it does, and the line that announced it. */
function unpacked(lines: readonly string[], at: number): Archive | null {
  const library = lines.slice(at).flatMap((line) => /\/build\/(\w+)\/\.origin\] Error \d+/.exec(line)?.[1] ?? [])[0];
  const announced = new RegExp(`^ {2}UN[A-Z]+ +${library}: (\\S+)$`);
  const file = lines.flatMap((line) => announced.exec(line)?.[1] ?? []).at(-1);
  return library === undefined || file === undefined ? null : { library, file };
}

export const archiveDamaged = lineDiagnoser({
  code: 'unikraft.archive-damaged',
  phase: 'build',
  patterns: [CHECKSUM, UNZIP, UNTAR],
  explain: ({ match, number, text }, { lines, firstLine, files }) => {
    const at = number - firstLine;
    const [, library, file] = match;
    const archive = library !== undefined && file !== undefined ? { library, file } : unpacked(lines, at);
    if (!archive) return null;
    const place = `build/${archive.library}/${archive.file}`;
    const isOther = CHECKSUM.test(text);
    const recipe = lines.slice(at).findIndex((line) => /\*\*\* \[.*\] Error \d+/.test(line));
    const fixes: Fix[] = [
      {
        kind: 'command',
        title: 'Delete it, so that the next build downloads it again',
        effect: place,
        argv: ['rm', '-f', '--', `${files.root}/${place}`],
      },
      {
        kind: 'dead-end',
        title: `Building again does not help: a file that is there counts as downloaded. Without a network put the right one at \`${place}\` by hand.`,
      },
    ];
    return {
      title: isOther
        ? `\`${archive.file}\` is not the archive that the library was made for`
        : `\`${archive.file}\` is damaged`,
      why: isOther
        ? `Its checksum is another one than \`${archive.library}\` expects. It is another version, was packed anew, or was changed on the way.`
        : `\`${archive.library}\` is unpacked from it, and it ends too early or is no archive at all. A download that was broken off leaves such a file, and so does a page of a server that was saved in its place.`,
      fixes,
      ...(recipe >= 0 ? { until: number + recipe } : {}),
    };
  },
});
