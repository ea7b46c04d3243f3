/**
 * Problems out of what cargo and rustc print as text: cargo's own errors with their causes, and the messages of a cargo
 * that a build script runs, which no JSON reaches. A build script's line begins with `[package version] ` under `-vv`.
 */
import type { Problem } from '../../contract/problem.ts';
import type { LogPaths } from '../problems/log-paths.ts';
import { shorten } from '../problems/log-text.ts';
import type { EmitProblem, LineParser, LogLine } from '../problems/tool-output-context.ts';
import { type CargoCase, cargoCases } from './cargo-cases.ts';
import type { CargoMessage } from './cargo-message.ts';
import { describeRustMessage } from './describe-rust-message.ts';

const NESTED = /^\[([\w-]+) (\d+\.\d+\.\d+[\w.+-]*)\] ?/;
const HEAD = /^(error|warning)(?:\[(E\d{4})\])?: (.+)$/;
const STATUS =
  /^ {2,}(?:Compiling|Checking|Updating|Locking|Downloading|Downloaded|Finished|Running|Fresh|Dirty|Blocking|Adding|Building|Vendoring) /;
const ARROW = /^\s*(?:-->|:::) (.+?):(\d+):(\d+)$/;
const MOVED = /^\$ cd "([^"]+)" &&|^\$ cd (\S+) &&/;
/** Sentences that only say that something said before was fatal. */
const CONSEQUENCE =
  /^could not compile |^aborting due to |^build failed|^process didn't exit successfully|^failed to run custom build command|^linking with /;
const SUMMARY = /generated \d+ warnings?|warnings? emitted/;
const TITLE_LIMIT = 300;

interface Open {
  readonly severity: 'error' | 'warning';
  readonly code: string | null;
  readonly text: string;
  readonly nested: string | null;
  readonly first: number;
  last: number;
  at: Problem['at'] | null;
  readonly more: string[];
}

export class CargoParser implements LineParser {
  private open: Open | null = null;
  /** Folder of the nested build at hand. */
  private folder: string | null = null;

  constructor(
    private readonly paths: LogPaths,
    private readonly emit: EmitProblem,
    /** What begins with `error: ` is cargo's or its compiler's; learnt where it is not known from the start. */
    private isCargo: boolean,
  ) {}

  /** A message in JSON, shown as the lines `first` to `last` of the log. */
  message(message: CargoMessage, first: number, last: number): void {
    this.isCargo = true;
    if (message.kind !== 'compiler-message') return;
    const context = {
      resolve: (file: string) => (file.startsWith('<') ? null : this.paths.resolve(file)),
      evidence: { firstLine: first, lastLine: last },
    };
    for (const problem of describeRustMessage(message.message, context)) {
      // Warnings of crates that somebody else wrote are nothing that this person can act on.
      const foreign = problem.severity !== 'error' && (!problem.at || problem.at.file.startsWith('/'));
      if (!foreign) this.emit(problem, null);
    }
  }

  feed({ number, text }: LogLine): boolean {
    const nested = NESTED.exec(text);
    const line = nested ? text.slice(nested[0].length) : text;
    const moved = MOVED.exec(line);
    if (moved) this.folder = moved[1] ?? moved[2] ?? null;
    if (STATUS.test(line)) {
      this.isCargo = true;
      this.flush();
      return true;
    }
    const head = HEAD.exec(line);
    const special = head?.[1] === 'error' ? cargoCases.find(({ pattern }) => pattern.test(head[3] ?? '')) : undefined;
    if (head && (this.isCargo || head[2] !== undefined || special)) {
      this.flush();
      this.isCargo = true;
      this.open = {
        severity: head[1] === 'warning' ? 'warning' : 'error',
        code: head[2] ?? null,
        text: head[3] ?? '',
        nested: nested ? `${nested[1]} ${nested[2]}` : null,
        ...{ first: number, last: number, at: null, more: [] },
      };
      return true;
    }
    if (!this.open) return nested !== null && this.isCargo;
    const { open } = this;
    if ((nested === null) !== (open.nested === null)) {
      this.flush();
      return false;
    }
    open.last = number;
    const arrow = ARROW.exec(line);
    if (arrow && !open.at) open.at = this.place(arrow, open);
    else if (/\S/.test(line)) open.more.push(line);
    return true;
  }

  private place([, name = '', line, column]: RegExpExecArray, open: Open): Problem['at'] | null {
    const base = open.nested === null || name.startsWith('/') || this.folder === null ? name : `${this.folder}/${name}`;
    const file = this.paths.resolve(base);
    return file === null ? null : { file, line: Math.max(1, Number(line)), column: Math.max(1, Number(column)) };
  }

  flush(): void {
    const { open } = this;
    this.open = null;
    if (!open) return;
    // A warning of a build script's own (`name@1.0.0: text`) is not about the code.
    if (SUMMARY.test(open.text) || /^[\w-]+@\d/.test(open.text) || CONSEQUENCE.test(open.text)) {
      const inner = CONSEQUENCE.test(open.text) ? causeOf(open) : null;
      if (!inner) return;
    }
    const foreign = open.severity === 'warning' && (open.nested !== null || !open.at || open.at.file.startsWith('/'));
    if (foreign) return;
    this.emit(this.describe(open), null);
  }

  private describe(open: Open): Problem {
    const whole = [open.text, ...open.more].join('\n');
    const known = cargoCases.find(({ pattern }) => pattern.test(whole));
    const said = known ? this.explain(known, whole) : null;
    const cause = causeOf(open);
    const where = open.nested === null ? '' : ` It is the build inside \`${open.nested}\` that stopped.`;
    const why = said?.why ?? (cause && cause !== open.text ? capital(cause) : undefined);
    return {
      code: known?.code ?? (open.code ? `rust.${open.code}` : open.at ? `rust.${open.severity}` : 'cargo.error'),
      severity: open.severity,
      title: shorten(said?.title ?? capital(open.text), TITLE_LIMIT),
      ...(why !== undefined || where !== '' ? { why: `${why ?? ''}${where}`.trim() } : {}),
      ...(open.at ? { at: open.at } : {}),
      evidence: { firstLine: open.first, lastLine: open.last },
      quote: shorten(`${open.severity}: ${open.text}`, TITLE_LIMIT),
      fixes: [...(said?.fixes ?? [])],
    };
  }

  private explain(known: CargoCase, whole: string) {
    return known.explain(known.pattern.exec(whole) ?? ([whole] as unknown as RegExpExecArray));
  }
}

/** The last of cargo's "Caused by" says most. */
function causeOf({ more }: Open): string | null {
  const at = more.lastIndexOf('Caused by:');
  const cause = at < 0 ? undefined : more[at + 1]?.trim();
  return cause === undefined || CONSEQUENCE.test(cause) ? null : cause;
}

function capital(text: string): string {
  return /^[a-z]+[\s,]/.test(text) ? `${text[0]!.toUpperCase()}${text.slice(1)}` : text;
}
