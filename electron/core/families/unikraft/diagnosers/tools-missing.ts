/** Programs that Unikraft's build needs and that this computer has not: what the logs say is rarely their name. */
import type { Diagnoser } from '../../family.ts';
import { lineDiagnoser } from './explain-line.ts';
import { showDoctor } from './shared-fixes.ts';

/** Each tool: what it is for, as the end of "Unikraft …". */
const PURPOSES: Readonly<Record<string, string>> = {
  lex: 'makes the reader of its options with it (`flex` brings `lex`)',
  flex: 'makes the reader of its options with it',
  yacc: 'makes the reader of its options with it (`bison` brings `yacc`)',
  bison: 'makes the reader of its options with it',
  python3: 'writes the boot information into the image with it, at the very end of the build',
  wget: 'downloads the sources of external libraries with it',
  unzip: 'unpacks the sources of external libraries with it',
  patch: 'changes the sources of external libraries with it',
};
const PACKAGES: Readonly<Record<string, string>> = { lex: 'flex', yacc: 'bison' };

export const toolMissing: Diagnoser = lineDiagnoser({
  code: 'unikraft.tool-missing',
  phase: 'build',
  patterns: [
    /^(?:\/bin\/(?:ba|da)?sh: (?:line )?\d+: )(lex|flex|yacc|bison|wget|unzip|patch|python3):(?: command)? not found$/,
    /^\/usr\/bin\/env: [`'‘"]?(python3)['’"]?: No such file or directory$/,
    /^make(?:\[\d+\])?: (lex|flex|yacc|bison|wget|unzip|patch|python3): No such file or directory$/,
  ],
  explain: ({ match, number }, { lines, firstLine }) => {
    const tool = match[1]!;
    // Make says right behind it that the recipe failed.
    const next = lines.slice(number - firstLine + 1, number - firstLine + 4);
    const after = next.findIndex((line) => /\*\*\* .*Error 127/.test(line));
    return {
      title: `\`${PACKAGES[tool] ?? tool}\` is not installed`,
      why: `Unikraft ${PURPOSES[tool] ?? 'uses it'}. No program \`${tool}\` is in PATH.`,
      fixes: [showDoctor],
      ...(after >= 0 ? { until: number + after + 1 } : {}),
    };
  },
});

const NEAR = 8;

export const compilerMissing: Diagnoser = lineDiagnoser({
  code: 'unikraft.compiler-missing',
  phase: 'build',
  patterns: [
    /\*\*\* Target architecture \(\) is currently not supported/,
    /\*\*\* Require (?:Clang|GCC) version >= [\d.]+ found +\./,
  ],
  explain: (line, { lines, arch, firstLine }) => {
    const before = lines.slice(0, line.number - firstLine);
    const named = before.map(
      (text) => /(?:^|: )(\S*(?:gcc|clang)\S*?): (?:(?:command )?not found|unknown C compiler)$/.exec(text)?.[1],
    );
    const first = named.findIndex((name) => name !== undefined);
    const compiler = named[first] ?? (arch === 'arm64' ? 'aarch64-linux-gnu-gcc' : 'gcc');
    return {
      title: `The compiler \`${compiler}\` is not installed`,
      why: `Unikraft asks the compiler what processor it builds for and which version it is. The answer was empty, and so is what it complains about: \`${line.text.replace(/^.*\*\*\* /, '').slice(0, 90)}\``,
      fixes: [showDoctor],
      // The shell said so just before; anything further up is another matter.
      ...(first >= 0 && before.length - first <= NEAR ? { from: firstLine + first } : {}),
    };
  },
});
