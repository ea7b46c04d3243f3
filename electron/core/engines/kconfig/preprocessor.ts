/**
 * The macro language: variables, user-defined functions and the built-in ones. What a shell would answer is asked of
 * the outside; an answer that is unknown is a mark (`unknown-answers.ts`), and the place that asked is reported.
 *
 * Rules as in kconfig-macro-language.rst: only `$(…)` is special, arguments keep their blanks, a variable's own name
 * inside its expansion is an error.
 */
import type { SourceFile } from './model.ts';
import { isUnknown, UnknownAnswers, withoutMarks } from './unknown-answers.ts';

export interface MacroPlace {
  readonly file: SourceFile;
  readonly line: number;
  /** What $(lineno) gives, where that is another one. */
  readonly lineno?: number;
}

export interface MacroOutside {
  environment(name: string): string | undefined;
  /** Output of a shell command, line ends not yet treated; undefined: not known. */
  shell(command: string, place: MacroPlace): string | undefined;
  /** Result of a function that is neither built in nor defined by the tree; undefined: there is none of that name. */
  function(name: string, args: readonly string[], place: MacroPlace): string | undefined;
  report(kind: 'info' | 'warning' | 'error', message: string, place: MacroPlace): void;
}

interface Variable {
  value: string;
  recursive: boolean;
  expanding: number;
}

export type Assignment = '=' | ':=' | '+=';

const MAX_ARGUMENTS = 16;
const MAX_DEPTH = 200;
/** C allows 1,000 expansions of one function inside each other; a text may not grow beyond this. */
const MAX_LENGTH = 1 << 20;

export class Preprocessor {
  readonly unknown = new UnknownAnswers();
  private readonly variables = new Map<string, Variable>();
  private depth = 0;

  constructor(private readonly outside: MacroOutside) {}

  assign(name: string, how: Assignment, value: string, place: MacroPlace): void {
    const known = this.variables.get(name);
    if (how === '+=' && known) {
      const more = known.recursive ? value : this.expand(value, place);
      known.value = `${known.value} ${more}`.slice(0, MAX_LENGTH);
      return;
    }
    const recursive = how !== ':=';
    const text = recursive ? value : this.expand(value, place);
    this.variables.set(name, { value: text, recursive, expanding: 0 });
  }

  /** Expands the whole text. */
  expand(text: string, place: MacroPlace, args: readonly string[] = []): string {
    let dollar = text.indexOf('$');
    if (dollar < 0) return text;
    let out = '';
    let from = 0;
    while (dollar >= 0) {
      out += text.slice(from, dollar);
      const end = this.referenceEnd(text, dollar, text.length, place);
      if (end < 0) {
        out += '$';
        from = dollar + 1;
      } else {
        out += this.clause(text.slice(dollar + 2, end), place, args);
        from = end + 1;
      }
      if (out.length > MAX_LENGTH) {
        this.outside.report('error', 'the expansion is too long', place);
        return '';
      }
      dollar = text.indexOf('$', from);
    }
    return out + text.slice(from);
  }

  /**
   * Expands one token that starts at `at` and may hold references; a reference may hold anything up to `lineEnd`.
   * Answers with the expansion and the position after the token.
   */
  expandToken(
    text: string,
    at: number,
    lineEnd: number,
    place: MacroPlace,
    wordChar: Uint8Array,
  ): { text: string; end: number } {
    let out = '';
    let from = at;
    let position = at;
    while (position < lineEnd) {
      const code = text.charCodeAt(position);
      if (code === 36) {
        out += text.slice(from, position);
        const end = this.referenceEnd(text, position, lineEnd, place);
        if (end < 0) {
          out += '$';
          position++;
        } else {
          out += this.clause(text.slice(position + 2, end), place, []);
          position = end + 1;
        }
        from = position;
      } else if (wordChar[code] === 1) position++;
      else break;
    }
    return { text: out + text.slice(from, position), end: position };
  }

  /** Expands the reference at `at` (a `$`); `end` is the position after it. A lone `$` stands for itself. */
  expandReference(text: string, at: number, lineEnd: number, place: MacroPlace): { text: string; end: number } {
    const end = this.referenceEnd(text, at, lineEnd, place);
    if (end < 0) return { text: '$', end: at + 1 };
    return { text: this.clause(text.slice(at + 2, end), place, []), end: end + 1 };
  }

  /** Replaces `$NAME` and `${NAME}` by what the environment has; what it does not have stays (Python's expandvars). */
  expandDollars(text: string): string {
    if (!text.includes('$')) return text;
    return text.replace(/\$(\w+|\{[^}]*\})/g, (whole, name: string) => {
      return this.outside.environment(name.startsWith('{') ? name.slice(1, -1) : name) ?? whole;
    });
  }

  /** Position of the `)` that closes the reference at `at`; -1 where there is no reference. */
  private referenceEnd(text: string, at: number, limit: number, place: MacroPlace): number {
    if (text.charCodeAt(at + 1) !== 40 || at + 1 >= limit) return -1;
    let nesting = 0;
    for (let position = at + 2; position < limit; position++) {
      const code = text.charCodeAt(position);
      if (code === 40) nesting++;
      else if (code === 41 && nesting-- === 0) return position;
    }
    this.outside.report('error', `unterminated reference: “)” is missing`, place);
    return -1;
  }

  private clause(clause: string, place: MacroPlace, args: readonly string[]): string {
    const number = /^\d+$/.test(clause) ? Number(clause) : 0;
    if (number > 0 && number <= args.length) return args[number - 1]!;
    if (this.depth >= MAX_DEPTH) {
      this.outside.report('error', 'references are nested too deeply', place);
      return '';
    }
    this.depth++;
    try {
      const parts = splitArguments(clause);
      if (parts.length > MAX_ARGUMENTS) {
        this.outside.report('error', 'too many arguments', place);
        return '';
      }
      const [name = '', ...values] = parts.map((part) => this.expand(part, place, args));
      return this.call(name, values, place);
    } finally {
      this.depth--;
    }
  }

  private call(name: string, args: readonly string[], place: MacroPlace): string {
    const variable = this.variables.get(name);
    // What is called is not known, and so its answer is not.
    if (isUnknown(name)) return name;
    if (variable) {
      if ((args.length === 0 && variable.expanding > 0) || variable.expanding > 1000) {
        this.outside.report('error', `the variable ${name} refers to itself`, place);
        return '';
      }
      if (!variable.recursive) return variable.value;
      variable.expanding++;
      try {
        return this.expand(variable.value, place, args);
      } finally {
        variable.expanding--;
      }
    }
    const builtIn = this.builtIn(name, args, place);
    if (builtIn !== undefined) return builtIn;
    const answer = this.outside.function(name, args, place);
    if (answer !== undefined) return answer;
    return args.length === 0 && name !== '' ? (this.outside.environment(name) ?? '') : '';
  }

  private builtIn(name: string, args: readonly string[], place: MacroPlace): string | undefined {
    const counts: Readonly<Record<string, number>> = {
      'error-if': 2,
      filename: 0,
      info: 1,
      lineno: 0,
      shell: 1,
      'warning-if': 2,
    };
    if (!Object.hasOwn(counts, name)) return undefined;
    if (args.length !== counts[name]) {
      this.outside.report('error', `${name} takes ${counts[name]} arguments, not ${args.length}`, place);
      return '';
    }
    const [first = '', second = ''] = args;
    switch (name) {
      case 'filename':
        return place.file.name;
      case 'lineno':
        return String(place.lineno ?? place.line);
      case 'info':
        this.outside.report('info', withoutMarks(first, '?'), place);
        return '';
      case 'warning-if':
        if (first === 'y') this.outside.report('warning', withoutMarks(second, '?'), place);
        return '';
      case 'error-if':
        if (first === 'y') this.outside.report('error', withoutMarks(second, '?'), place);
        return '';
      default: {
        // A command that is made of an unknown answer is nobody's to run.
        const answer = isUnknown(first) ? undefined : this.outside.shell(first, place);
        return answer === undefined ? this.unknown.markOf(withoutMarks(first, '?')) : shellText(answer);
      }
    }
  }
}

/** As C does it: at most 4095 bytes, line ends at the end dropped, others turned into blanks. */
function shellText(output: string): string {
  let text = output.length > 4095 ? output.slice(0, 4095) : output;
  while (text.endsWith('\n')) text = text.slice(0, -1);
  return text.replaceAll('\n', ' ');
}

/** Splits at commas outside of parentheses. */
function splitArguments(clause: string): string[] {
  const parts: string[] = [];
  let nesting = 0;
  let from = 0;
  for (let i = 0; i < clause.length; i++) {
    const code = clause.charCodeAt(i);
    if (code === 44 && nesting === 0) {
      parts.push(clause.slice(from, i));
      from = i + 1;
    } else if (code === 40) nesting++;
    else if (code === 41) nesting--;
  }
  parts.push(clause.slice(from));
  return parts;
}
