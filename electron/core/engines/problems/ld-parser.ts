/** Finds the linker's messages (GNU ld, gold, lld) in a log. References to one missing symbol become one problem. */
import type { Fix, Problem, SourceRange } from '../../contract/problem.ts';
import { QUOTE_LIMIT } from './describe-diagnostic.ts';
import { linkMessages } from './ld-messages.ts';
import type { LogPaths } from './log-paths.ts';
import { shorten } from './log-text.ts';
import { findDefinition, findUse, nameOnLine, searchSymbol } from './symbol-search.ts';
import type { EmitProblem, LineParser, LogLine } from './tool-output-context.ts';

const PREFIX =
  /^(?:\S*[/-])?(?:ld|ld\.bfd|ld\.gold|ld\.lld|rust-lld|lld)(?:\.exe)?(?:-[\d.]+)?:(?: ?(error|warning):)? ?(.*)$/;
const UNDEFINED = /^(?:(.*?):)? ?(?:error: )?undefined reference to [`'‘](.+)['’]$/;
const LLD_UNDEFINED = /^undefined (?:hidden )?symbol: (.+)$/;
const LLD_REFERENCE = /^>>> referenced by (?:(.+?):(\d+)|(\S+))/;
const MORE = /^(?:.*: )?more undefined references to [`'‘](.+)['’] follow$/;
const IN_FUNCTION = /^(?:(.+): )?in function [`'‘](.+)['’]:$/;
const MULTIPLE = /^(.*): multiple definition of [`'‘](.+)['’](?:; (.*): first defined here)?$/;
const FIRST_DEFINED = /^(.*): first defined here$/;
const RETURNED = /^collect2(?:\.exe)?: (?:error: ld returned|fatal error: ld terminated)/;
const UNPREFIXED = /: relocation truncated to fit: /;
const QUICK =
  /\bld\b|relocation truncated|lld|undefined|multiple def|first defined|in function|>>> |collect2|\(\.[a-z]/;

interface Reference {
  readonly at: SourceRange | null;
  readonly line: number;
}

interface Undefined {
  readonly symbol: string;
  readonly references: Reference[];
  readonly from: string | null;
  readonly quote: string;
  told: Problem | null;
  grown: boolean;
}

export class LdParser implements LineParser {
  private readonly undefined = new Map<string, Undefined>();
  private lastUndefined: Undefined | null = null;
  private inFunction: string | null = null;
  private object: string | null = null;
  /** Lines of the linker that nobody explained; told when the link failed and nothing else was. */
  private unexplained: LogLine[] = [];
  private explained = false;

  constructor(
    private readonly paths: LogPaths,
    private readonly emit: EmitProblem,
  ) {}

  feed(line: LogLine): boolean {
    const { text } = line;
    if (!QUICK.test(text)) {
      this.leave();
      return false;
    }
    if (RETURNED.test(text)) {
      this.finish();
      return true;
    }
    const prefixed = PREFIX.exec(text);
    const body = prefixed?.[2] ?? text;
    if (this.feedSymbol(body, line)) return true;
    if (!prefixed && !UNPREFIXED.test(text)) {
      this.leave();
      return false;
    }
    const message = linkMessages(body, prefixed?.[1] === 'warning', this.paths, line);
    if (message === 'note') return true;
    if (message) {
      this.say(message);
      return true;
    }
    this.unexplained.push(line);
    return true;
  }

  flush(): void {
    for (const entry of this.undefined.values()) {
      if (!entry.grown) continue;
      const problem = this.undefinedProblem(entry);
      this.emit(problem, entry.told);
      entry.told = problem;
      entry.grown = false;
    }
  }

  /** The link is over. Tells of lines that nobody understood if nothing else explains why it failed. */
  finish(): void {
    this.flush();
    const [first] = this.unexplained;
    if (first && !this.explained) {
      const last = this.unexplained.at(-1)!;
      const said = (PREFIX.exec(first.text)?.[2] ?? first.text).trim();
      this.emit(
        {
          code: 'ld.error',
          severity: 'error',
          title: shorten(`The linker stopped: ${said}`, QUOTE_LIMIT),
          evidence: { firstLine: first.number, lastLine: last.number },
          quote: shorten(first.text.trim(), QUOTE_LIMIT),
          fixes: [],
        },
        null,
      );
    }
    this.forget();
  }

  private leave(): void {
    if (this.undefined.size > 0) this.flush();
  }

  private forget(): void {
    this.undefined.clear();
    this.lastUndefined = null;
    this.inFunction = null;
    this.object = null;
    this.unexplained = [];
    this.explained = false;
  }

  private say(problem: Problem): void {
    if (problem.severity === 'error') this.explained = true;
    this.emit(problem, null);
  }

  private feedSymbol(body: string, line: LogLine): boolean {
    const scope = IN_FUNCTION.exec(body);
    if (scope) {
      this.object = scope[1] ?? null;
      this.inFunction = scope[2] ?? null;
      return true;
    }
    const missing = UNDEFINED.exec(body);
    if (missing?.[2]) {
      this.refer(missing[2], this.placeOf(missing[1] ?? '', missing[2]), line);
      return true;
    }
    const missingLld = LLD_UNDEFINED.exec(body);
    if (missingLld?.[1]) {
      this.refer(missingLld[1], null, line);
      return true;
    }
    const reference = LLD_REFERENCE.exec(body);
    if (reference && this.lastUndefined) {
      const { symbol } = this.lastUndefined;
      this.refer(symbol, reference[1] ? this.placeOf(`${reference[1]}:${reference[2]}`, symbol) : null, line);
      return true;
    }
    const more = MORE.exec(body);
    if (more?.[1]) {
      this.refer(more[1], null, line);
      return true;
    }
    const twice = MULTIPLE.exec(body);
    if (twice?.[2]) {
      this.say(this.multipleProblem(twice[2], twice[1] ?? '', twice[3] ?? null, line));
      return true;
    }
    return body.startsWith('>>> ') || FIRST_DEFINED.test(body);
  }

  private refer(symbol: string, at: SourceRange | null, line: LogLine): void {
    const known = this.undefined.get(symbol);
    const entry = known ?? {
      symbol,
      references: [],
      from: this.inFunction,
      quote: shorten(line.text.trim(), QUOTE_LIMIT),
      told: null,
      grown: true,
    };
    entry.references.push({ at, line: line.number });
    entry.grown = true;
    this.explained = true;
    this.undefined.set(symbol, entry);
    this.lastUndefined = entry;
  }

  /** `a.o:src/a.c:5`, `a.c:(.text+0x1b)`, `(.text+0x17)`: the file and line where they are told, else by the name. */
  private placeOf(where: string, symbol: string): SourceRange | null {
    const name = symbol.replace(/\(.*$/, '').replace(/^.*::/, '');
    const byLine = /^(?:.*\.(?:o|a|obj|lo)\)?:)?(.+):(\d+)$/.exec(where);
    if (byLine?.[1] && byLine[2] && byLine[2] !== '0') {
      const file = this.paths.resolve(byLine[1]);
      return file === null ? null : nameOnLine(name, file, Number(byLine[2]), this.paths);
    }
    const bySection = /^(?:.*\.(?:o|a|obj|lo)\)?:)?(.+):\([^()]*\)$/.exec(where);
    const file = bySection?.[1] ? this.paths.resolveBase(bySection[1]) : null;
    return file === null ? null : findUse(name, file, this.paths);
  }

  private undefinedProblem(entry: Undefined): Problem {
    const { symbol, references } = entry;
    const places = references.flatMap(({ at }) => (at ? [at] : []));
    const [at, ...others] = uniquePlaces(places);
    const isMain = symbol === 'main' && (entry.from === '_start' || at === undefined);
    const { definedAt, similar } = searchSymbol(symbol, this.paths);
    const fixes: Fix[] = [];
    let hint = 'Its file may be missing from the build, its library left out, or the name misspelt.';
    if (definedAt) {
      hint = `\`${definedAt.file}\` defines it, so that file is not part of this link.`;
      fixes.push({
        kind: 'open',
        title: `Open \`${definedAt.file}\``,
        effect: `line ${definedAt.line}`,
        at: definedAt,
      });
    } else if (similar) {
      hint = `The project defines \`${similar}\`, which is close.`;
      const edits = uniquePlaces(places).filter(
        (place) => place.endColumn !== undefined && !place.file.startsWith('/'),
      );
      if (edits.length > 0) {
        const effect = edits.map((place) => `line ${place.line} of ${place.file}`).join(', ');
        const title = `Change \`${symbol}\` to \`${similar}\``;
        fixes.push({ kind: 'edit', title, effect, edits: edits.map((place) => ({ at: place, newText: similar })) });
      }
    }
    return {
      code: 'ld.undefined-reference',
      severity: 'error',
      title: isMain ? 'The program has no `main`' : `Nothing provides \`${symbol}\``,
      why: isMain
        ? 'The start code calls `main`, and no object or library of this link defines it.'
        : `The code${entry.from ? ` in \`${entry.from}\`` : ''} that uses \`${symbol}\` compiled, because a declaration was enough for that. The linker then looked for \`${symbol}\` itself in every object and library, and found none. ${hint}`,
      ...(at ? { at } : {}),
      ...(others.length > 0
        ? { related: others.slice(0, 20).map((place) => ({ message: 'Also used here', at: place })) }
        : {}),
      evidence: { firstLine: references[0]!.line, lastLine: references.at(-1)!.line },
      quote: entry.quote,
      fixes,
    };
  }

  private multipleProblem(symbol: string, here: string, first: string | null, line: LogLine): Problem {
    const at = this.definitionPlace(here, symbol);
    const other = first === null ? null : this.definitionPlace(first, symbol);
    const objects = [objectOf(here) ?? this.object, first === null ? null : objectOf(first)].filter(
      (name) => name !== null,
    );
    const between = objects.length === 2 ? ` (\`${objects[0]}\` and \`${objects[1]}\`)` : '';
    return {
      code: 'ld.multiple-definition',
      severity: 'error',
      title: `\`${symbol}\` is defined in two places`,
      why: `Two objects${between} each bring their own \`${symbol}\`, and the linker cannot know which one is meant. A definition in a header is repeated in every file that includes it: there, write \`extern\` and define it in one file. A helper that only one file needs can be \`static\`.`,
      ...(at ? { at } : {}),
      ...(other ? { related: [{ message: 'First defined here', at: other }] } : {}),
      evidence: { firstLine: line.number, lastLine: line.number },
      quote: shorten(line.text.trim(), QUOTE_LIMIT),
      fixes: other
        ? [
            {
              kind: 'open',
              title: `Open the first definition`,
              effect: `line ${other.line} of ${other.file}`,
              at: other,
            },
          ]
        : [],
    };
  }

  private definitionPlace(where: string, symbol: string): SourceRange | null {
    if (/:\d+$/.test(where)) return this.placeOf(where, symbol);
    // Without line numbers the linker names a section; the sources tell where the name is defined.
    const source = /^(?:.*\.(?:o|a|obj|lo)\)?:)?([^:]+):\([^()]*\)$/.exec(where)?.[1];
    const stem = (source ?? objectOf(where))?.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
    const isSource = (path: string) => /\.(?:c|cc|cpp|cxx|s|S)$/.test(path);
    const file = this.paths.projectFiles.find((path) => {
      return isSource(path) && path.replace(/^.*\//, '').replace(/\.[^.]*$/, '') === stem;
    });
    return file ? findDefinition(symbol, file, this.paths) : null;
  }
}

function objectOf(where: string): string | null {
  return /^(.*?\.(?:o|a|obj|lo)(?:\([^)]*\))?)(?::|$)/.exec(where)?.[1]?.replace(/^.*\//, '') ?? null;
}

function uniquePlaces(places: readonly SourceRange[]): readonly SourceRange[] {
  const seen = new Set<string>();
  return places.filter((place) => {
    const key = `${place.file}:${place.line}:${place.column}`;
    return !seen.has(key) && seen.add(key);
  });
}
