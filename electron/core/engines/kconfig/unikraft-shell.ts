/**
 * The two kinds of shell commands in Unikraft's Config.uk files, understood without a shell: `test A = B && echo y ||
 * echo n`, and `config-submenu.sh`, which writes a file of `source` lines. The file is kept here instead of on the disk.
 */

/** Paths and names are binary strings, one char for each byte. */
export interface FileAccess {
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  /** Names in a folder in byte order; empty where there is none. */
  list(folder: string): readonly string[];
  /** Path without symbolic links; undefined where nothing is. */
  realPath(path: string): string | undefined;
}

export class UnikraftShell {
  private readonly written = new Map<string, string>();

  constructor(private readonly files: FileAccess) {}

  /** Text of a file that a command has "written"; undefined for others. */
  read(name: string): string | undefined {
    return this.written.get(name);
  }

  /** What the command prints; undefined when it is none of the two. */
  run(command: string): string | undefined {
    const words = shellWords(command);
    if (!words) return undefined;
    if (words[0] === 'test') return testAnswer(words.slice(1));
    if (!/(?:^|\/)config-submenu\.sh$/.test(words[0] ?? '')) return undefined;
    const asked = submenuArguments(words.slice(1), this.files);
    if (!asked || words.slice(1).some(isOperator)) return undefined;
    const text = this.submenu(asked);
    if (asked.out === '') return text;
    const name = this.files.realPath(asked.out) ?? asked.out;
    this.written.set(name, `# Auto generated file. DO NOT EDIT\n${text}`);
    return `${name}\n`;
  }

  private submenu({ folders, excluded, title }: Submenu): string {
    const out: string[] = [];
    const sources: string[] = [];
    for (const folder of folders) {
      const config = `${folder}/Config.uk`;
      if (!this.files.isFile(config)) continue;
      if (excluded.includes(folder)) out.push(`# Skipped excluded "${folder}"\n`);
      else sources.push(`source "${this.files.realPath(config) ?? config}"\n`);
    }
    if (title !== null) return [...out, `menu "${title}"\n`, ...sources, 'endmenu\n'].join('');
    return [...out, ...sources].join('');
  }
}

interface Submenu {
  readonly folders: readonly string[];
  readonly excluded: readonly string[];
  readonly title: string | null;
  readonly out: string;
}

const withoutSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path);
const listed = (paths: string): string[] =>
  paths
    .split(':')
    .filter((path) => path !== '')
    .map(withoutSlash);

function submenuArguments(words: readonly string[], files: FileAccess): Submenu | null {
  const folders: string[] = [];
  const excluded: string[] = [];
  let title: string | null = null;
  let out = '';
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (!word.startsWith('-') || word === '-') {
      folders.push(...words.slice(i));
      break;
    }
    if (word === '-q') continue;
    const option = word.slice(0, 2);
    if (!/^-[tlrceo]$/.test(option)) return null;
    const value = word.length > 2 ? word.slice(2) : words[++i];
    if (value === undefined) return null;
    if (option === '-t') title = value;
    else if (option === '-o') out = value;
    else if (option === '-l') folders.push(withoutSlash(value));
    else if (option === '-c') folders.push(...listed(value));
    else if (option === '-e') excluded.push(...listed(value));
    else if (value !== '') {
      const parent = withoutSlash(value);
      for (const name of files.list(parent))
        if (!name.startsWith('.') && files.isFolder(`${parent}/${name}`)) folders.push(`${parent}/${name}`);
    }
  }
  return { folders, excluded, title, out };
}

/** `A = B && echo X || echo Y`, where blanks in A or B, or nothing at all, make other tests of it. */
function testAnswer(words: readonly string[]): string | undefined {
  const and = words.indexOf(AND);
  const rest = words.slice(and + 1);
  if (and < 0 || rest.length !== 5 || rest[0] !== 'echo' || rest[2] !== OR || rest[3] !== 'echo') return undefined;
  if (isOperator(rest[1]!) || isOperator(rest[4]!)) return undefined;
  const tested = words.slice(0, and);
  if (tested.some(isOperator)) return undefined;
  const holds = testHolds(tested);
  return holds === undefined ? undefined : `${holds ? rest[1] : rest[4]}\n`;
}

/** As POSIX's test decides by the number of its arguments; wrong use is "no". */
function testHolds(tested: readonly string[]): boolean | undefined {
  const [left = '', operator = '', right = ''] = tested;
  if (tested.length === 0) return false;
  if (tested.length === 1) return left !== '';
  if (tested.length === 2) return left === '=' ? false : undefined;
  if (tested.length > 3) return undefined;
  if (operator === '=') return left === right;
  return operator === '!=' ? left !== right : undefined;
}

// Operators as words that no command can hold.
const AND = '\0&&';
const OR = '\0||';
const isOperator = (word: string): boolean => word.startsWith('\0');

/** Words and the operators `&&` and `||`; null for whatever else a shell would do something with. */
function shellWords(command: string): readonly string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  for (let i = 0; i < command.length; i++) {
    const c = command[i]!;
    if (c === ' ' || c === '\t' || c === '\n') {
      if (word !== null) words.push(word);
      word = null;
    } else if (c === "'") {
      const end = command.indexOf("'", i + 1);
      if (end < 0) return null;
      word = (word ?? '') + command.slice(i + 1, end);
      i = end;
    } else if (c === '"') {
      word ??= '';
      for (i++; command[i] !== '"'; i++) {
        const inside = command[i];
        if (inside === undefined || inside === '$' || inside === '`') return null;
        if (inside === '\\' && /["\\$`]/.test(command[i + 1] ?? '')) i++;
        word += command[i];
      }
    } else if ((c === '&' || c === '|') && command[i + 1] === c) {
      if (word !== null) words.push(word);
      word = null;
      words.push(c === '&' ? AND : OR);
      i++;
    } else if (c === '\\') {
      if (++i >= command.length) return null;
      word = (word ?? '') + command[i];
    } else if (/[$`;|&<>()*?[#~{\0]/.test(c)) return null;
    else word = (word ?? '') + c;
  }
  if (word !== null) words.push(word);
  return words;
}
