/** The linker's messages that fit on one line, each said in plain words. */
import type { Problem, SourceRange } from '../../contract/problem.ts';
import { QUOTE_LIMIT } from './describe-diagnostic.ts';
import type { LogPaths } from './log-paths.ts';
import { shorten } from './log-text.ts';
import type { LogLine } from './tool-output-context.ts';

interface Case {
  readonly code: string;
  readonly severity: Problem['severity'];
  readonly pattern: RegExp;
  /** `$1` stands for the first group. */
  readonly title: string;
  readonly why: string;
  /** Groups that hold a file and a line. */
  readonly place?: readonly [file: number, line: number];
}

const CASES: readonly Case[] = [
  {
    code: 'ld.library-not-found',
    severity: 'error',
    pattern: /^cannot find -l(\S+?)(?::.*)?$/,
    title: 'The library `$1` was not found',
    why: 'No `lib$1.a` or `lib$1.so` is in the folders where the linker looks (`-L`). A library of this computer does not help a unikernel: it needs one built for it.',
  },
  {
    code: 'ld.file-not-found',
    severity: 'error',
    pattern: /^cannot find (?!entry symbol )(.+?)(?:: No such file or directory)?$/,
    title: 'The linker did not find `$1`',
    why: 'The file is named in the link command and is not there: its source is missing from the build, or it was built under another name.',
  },
  {
    code: 'ld.script-not-found',
    severity: 'error',
    pattern: /^cannot open linker script file (.+?): (.+)$/,
    title: 'The linker script `$1` cannot be opened',
    why: 'The linker script says where in memory each part of the image goes. The system says: $2.',
  },
  {
    code: 'ld.output-not-writable',
    severity: 'error',
    pattern: /^cannot open output file (.+?): (.+)$/,
    title: 'The linker cannot write `$1`',
    why: 'The system says: $2. The file may be in use, or its folder may not be writable.',
  },
  {
    code: 'disk.full',
    severity: 'error',
    pattern: /No space left on device$/,
    title: 'The disk is full',
    why: 'The linker could not write its result. Free some space and build again.',
  },
  {
    code: 'ld.region-overflow',
    severity: 'error',
    pattern: /^(?:(\S+) )?section [`'‘](.+)['’] will not fit in region [`'‘](.+)['’]$/,
    title: 'Section `$2` does not fit into the memory region `$3`',
    why: 'The linker script gives region `$3` a fixed size, and the image needs more. Make the region larger if the machine has the memory, or the program smaller.',
  },
  {
    code: 'ld.region-overflow',
    severity: 'error',
    pattern: /^region [`'‘](.+)['’] overflowed by (\d+) bytes?$/,
    title: 'The memory region `$1` is $2 bytes too small',
    why: 'The linker script gives region `$1` a fixed size, and the image needs $2 bytes more than that.',
  },
  {
    code: 'ld.section-overlap',
    severity: 'error',
    pattern: /^section (\S+) (?:LMA|VMA|virtual address)?.*overlaps section (\S+)/,
    title: 'The sections `$1` and `$2` lie on the same addresses',
    why: 'The linker script puts both at the same place in memory.',
  },
  {
    code: 'ld.wrong-architecture',
    severity: 'error',
    pattern: /^(.+?): (?:error adding symbols: )?file in wrong format$/,
    title: '`$1` was built for another architecture',
    why: 'The linker makes an image for one processor, and this object holds code for another one, or no code at all. It may be left over from an earlier build: a rebuild makes it anew.',
  },
  {
    code: 'ld.wrong-architecture',
    severity: 'error',
    pattern: /^(?:.*: )?(?:(\S+)?.*architecture of input file [`'‘](.+)['’] is incompatible with (\S+) output)/,
    title: '`$2` was built for another architecture',
    why: 'The image is made for `$3`, and this object holds code for another processor. It may be left over from an earlier build: a rebuild makes it anew.',
  },
  {
    code: 'ld.wrong-architecture',
    severity: 'warning',
    pattern: /^skipping incompatible (.+?) when searching for -l(\S+)$/,
    title: '`$1` was built for another architecture and is skipped',
    why: 'The linker looks on for another `lib$2`.',
  },
  {
    code: 'ld.not-an-object',
    severity: 'error',
    pattern: /^(.+?): file (?:not recognized|format not recognized)[^;]*(?:;.*)?$/,
    title: '`$1` is not an object file',
    why: 'The linker expects compiled code here. A file that was only half written looks like this too: a rebuild makes it anew.',
  },
  {
    code: 'ld.script-syntax',
    severity: 'error',
    pattern:
      /^(.+?):(\d+): (?:syntax error|ignoring invalid .*|non constant .*|undefined symbol .* referenced in expression|unknown .*)$/,
    title: 'The linker script `$1` has a mistake',
    why: 'The linker could not read it to the end. A brace or a semicolon may be missing.',
    place: [1, 2],
  },
  {
    code: 'ld.relocation-overflow',
    severity: 'error',
    pattern: /^(?:(?:.*):)? ?relocation truncated to fit: (\S+) against (?:undefined |local )?symbol [`'‘](.+?)['’].*$/,
    title: '`$2` lies too far away to be reached from here',
    why: 'The instruction has room for a shorter distance (`$1`). Code and data are linked to addresses that are too far apart for the code model (`-mcmodel`).',
  },
  {
    code: 'ld.no-entry',
    severity: 'warning',
    pattern: /^(?:warning: )?cannot find entry symbol (\S+?);.*$/,
    title: 'The entry point `$1` is missing',
    why: 'The image would start at the first byte of its code, whatever that is. The start code may be missing from the link.',
  },
  {
    code: 'ld.executable-stack',
    severity: 'hint',
    pattern:
      /^(?:warning: )?(\S.*?): (?:missing \.note\.GNU-stack section implies executable stack|requires executable stack.*)$/,
    title: '`$1` does not say that it needs no executable stack',
    why: 'Known to be harmless in a kernel, which sets up its stack itself. Assembly files say it with `.section .note.GNU-stack,"",%progbits`.',
  },
  {
    code: 'ld.rwx-segment',
    severity: 'hint',
    pattern: /^(?:warning: )?(\S.*?) has a LOAD segment with RWX permissions$/,
    title: 'Part of `$1` is both writable and executable',
    why: 'Known to be harmless in a unikernel that sets up its own memory. The linker script decides which sections share a segment.',
  },
];
const SILENT =
  /^NOTE: |^(?:\S.*?): Relocations in generic ELF|^final link failed: (?:bad value|nonrepresentable section|file in wrong format|symbol needs debug section)/;

/** A problem; `note` for a line that only goes with another; null for a sentence that is not known. */
export function linkMessages(
  body: string,
  isWarning: boolean,
  paths: LogPaths,
  line: LogLine,
): Problem | 'note' | null {
  if (SILENT.test(body)) return 'note';
  for (const known of CASES) {
    const match = known.pattern.exec(body);
    if (!match) continue;
    const fill = (text: string) => text.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
    const at = placeOf(known, match, paths);
    return {
      code: known.code,
      severity: known.severity,
      title: shorten(fill(known.title), QUOTE_LIMIT),
      why: fill(known.why),
      ...(at ? { at } : {}),
      evidence: { firstLine: line.number, lastLine: line.number },
      quote: shorten(line.text.trim(), QUOTE_LIMIT),
      fixes: known.code === 'ld.wrong-architecture' && known.severity === 'error' ? [REBUILD] : [],
    };
  }
  const warning = isWarning ? body : /^warning: (.+)$/.exec(body)?.[1];
  if (!warning) return null;
  return {
    code: 'ld.warning',
    severity: 'warning',
    title: shorten(warning.charAt(0).toUpperCase() + warning.slice(1), QUOTE_LIMIT),
    evidence: { firstLine: line.number, lastLine: line.number },
    quote: shorten(line.text.trim(), QUOTE_LIMIT),
    fixes: [],
  };
}

const REBUILD = {
  kind: 'action',
  title: 'Rebuild everything',
  effect: 'removes what earlier builds left, and builds anew',
  command: 'build.rebuild',
} as const;

function placeOf(known: Case, match: RegExpExecArray, paths: LogPaths): SourceRange | null {
  if (!known.place) return null;
  const file = paths.resolve(match[known.place[0]] ?? '');
  const line = Number(match[known.place[1]]);
  // A script that ends too early is reported at line 0.
  return file === null ? null : { file, line: Math.max(1, line), column: 1 };
}
