/** Finds make's own messages in a log, and the programs that a recipe could not start. */
import type { Problem, SourceRange } from '../../contract/problem.ts';
import type { LogPaths } from './log-paths.ts';
import {
  circularDependency,
  clockSkew,
  failedRecipe,
  makeProblem,
  missingFolder,
  missingMakefile,
  missingRule,
  missingSeparator,
  overriddenRecipe,
  stopped,
  unclosedBlock,
} from './make-problems.ts';
import { missingTool } from './missing-tool.ts';
import { nameOnLine } from './symbol-search.ts';
import type { EmitProblem, LineParser, LogLine } from './tool-output-context.ts';

const MAKE = /^(?:\S*[/-])?g?make(?:\.exe)?(?:\[(\d+)\])?: (.*)$/;
const RECIPE = /^\*\*\* \[(?:(.+?):(\d+): |<builtin>: )?(.+)\] (?:Error (\d+)|(\w[\w ]*?)(?: \(core dumped\))?)$/;
const NO_RULE = /^\*\*\* No rule to make target [`'](.+?)'(?:, needed by [`'](.+)')?\.(?: {2}Stop\.)?$/;
const STOP = /^(.+?):(\d+): \*\*\* (.*)$/;
const FILE_WARNING = /^(.+?):(\d+): warning: (overriding|ignoring old) (?:recipe|commands) for target [`'](.+)'$/;
const SHELL_MISSING =
  /^(?:\S*\/)?(?:sh|bash|dash|ash|zsh|env|busybox)(?:\.exe)?: (?:(?:line )?\d+: )?(.+?): (?:command not found|not found|No such file or directory|Permission denied|cannot execute: required file not found)$/;
const ENV_MISSING = /^(?:\S*\/)?env: [‘'"](.+)[’'"]: No such file or directory$/;
const MAKE_MISSING = /^(.+): (?:No such file or directory|Permission denied|[Cc]ommand not found)$/;
const FOLDER = /^\*\*\* (.+): (No such file or directory|Not a directory|Permission denied)\. {2}Stop\.$/;
const FUTURE = /^[Ww]arning: +File [`'](.+)' has modification time ([\d.e+]+) s in the future$/;
const CIRCULAR = /^Circular (.+?) <- (.+?) dependency dropped\.$/;
const USUAL = /^(?:Nothing to be done|[`'].*' is up to date|Target [`'].*' not remade|Entering|Leaving)/;
const QUICK = /make|\*\*\*|not found|No such file|denied|warning: (?:overriding|ignoring)/;
/** Lines of a $(error …) text that are read on for, until make's "Stop.". */
const MAX_TEXT_LINES = 20;

/** A program that could not be started, until make says what became of it. */
interface Missing {
  readonly name: string;
  readonly denied: boolean;
  readonly line: LogLine;
  /** Make's own words, which also stand for a Makefile that is not there. */
  readonly byMake: boolean;
}

export class MakeParser implements LineParser {
  private missing: Missing | null = null;
  /** Errors of other tools that no failed recipe has accounted for yet, by file. */
  private readonly unclaimed: string[] = [];
  /** Level of the make whose recipe failed last: the makes above it fail because of it. */
  private failedLevel = -1;
  private skew: { readonly first: LogLine; readonly problem: Problem } | null = null;
  private text: { readonly at: SourceRange | null; readonly line: LogLine; readonly words: string[] } | null = null;

  constructor(
    private readonly paths: LogPaths,
    private readonly emit: EmitProblem,
  ) {}

  /** Another parser found why a recipe will fail. */
  noteError(problem: Problem): void {
    const key = problem.at?.file ?? problem.code;
    if (!this.unclaimed.includes(key)) this.unclaimed.push(key);
  }

  feed(line: LogLine): boolean {
    if (this.text && this.feedText(line)) return true;
    const { text } = line;
    if (!QUICK.test(text)) return false;
    const shell = SHELL_MISSING.exec(text) ?? ENV_MISSING.exec(text);
    if (shell?.[1]) {
      this.tellMissing('warning', null);
      this.missing = { name: shell[1], denied: text.endsWith('denied'), line, byMake: false };
      return true;
    }
    const make = MAKE.exec(text);
    if (make) return this.feedMake(Number(make[1] ?? 0), make[2] ?? '', line);
    const warning = FILE_WARNING.exec(text);
    if (warning) {
      const [, file = '', number, word, target = ''] = warning;
      if (word === 'overriding') this.say(overriddenRecipe(target, this.place(file, Number(number)), line));
      return true;
    }
    const stop = STOP.exec(text);
    if (stop) this.feedStop(this.place(stop[1] ?? '', Number(stop[2])), stop[3] ?? '', line);
    return stop !== null;
  }

  flush(): void {}

  /** The log is over: what was held back is told. */
  finish(): void {
    if (this.text) this.endText(this.text.line);
    this.tellMissing('warning', null);
  }

  private feedMake(level: number, body: string, line: LogLine): boolean {
    if (body.startsWith('*** ')) {
      this.feedFailure(level, body, line);
      return true;
    }
    const missing = MAKE_MISSING.exec(body);
    if (missing?.[1]) {
      this.tellMissing('warning', null);
      this.missing = { name: missing[1], denied: body.endsWith('denied'), line, byMake: true };
      return true;
    }
    const circular = CIRCULAR.exec(body);
    if (circular) {
      this.say(circularDependency(circular[1] ?? '', circular[2] ?? '', line));
      return true;
    }
    const future = FUTURE.exec(body);
    if (future) {
      this.tellSkew(`\`${future[1]}\` is dated ${Math.round(Number(future[2]))} s in the future`, line);
      return true;
    }
    if (/^warning: +Clock skew detected/.test(body)) {
      this.tellSkew(this.skew?.problem.title ?? 'A file is dated in the future', line);
      return true;
    }
    return USUAL.test(body);
  }

  private feedFailure(level: number, body: string, line: LogLine): void {
    const rule = NO_RULE.exec(body);
    if (rule?.[1]) {
      this.noRule(rule[1], rule[2] ?? null, line);
      this.failedLevel = level;
      return;
    }
    const recipe = RECIPE.exec(body);
    if (recipe) {
      const [, file, number, target = '', status, signal] = recipe;
      const at = file === undefined ? null : this.place(file, Number(number));
      const end = { status: status === undefined ? null : Number(status), signal: signal ?? null };
      this.failedRecipe(level, target, at, end, line);
      return;
    }
    if (/^\*\*\* (?:Waiting for unfinished jobs|Deleting |wait: )/.test(body)) return;
    const folder = FOLDER.exec(body);
    if (folder) this.say(missingFolder(folder[1] ?? '', folder[2] ?? '', line));
    else if (/^\*\*\* No targets(?: specified and no makefile found)?\./.test(body)) {
      this.say(missingMakefile('Makefile', line, line));
    } else {
      this.say(makeProblem('make.error', line, `Make stopped: ${body.slice(4).replace(/ {2}Stop\.$/, '')}`));
    }
  }

  private noRule(target: string, neededBy: string | null, line: LogLine): void {
    const { missing } = this;
    if (missing?.byMake && missing.name === target) {
      this.missing = null;
      this.say(missingMakefile(target, missing.line, line));
      return;
    }
    this.tellMissing('error', null);
    this.say(missingRule(target, neededBy, this.findInMakefile(target), line));
  }

  private failedRecipe(
    level: number,
    target: string,
    at: SourceRange | null,
    end: { readonly status: number | null; readonly signal: string | null },
    line: LogLine,
  ): void {
    const { status, signal } = end;
    // A make that is above another one fails because of it.
    const consequence = this.failedLevel > level && status === 2;
    this.failedLevel = level;
    if (consequence) return;
    if (this.missing && (status === 127 || status === 126)) {
      this.tellMissing('error', { line, at, target });
      return;
    }
    this.tellMissing('warning', null);
    if (this.claim(target) || signal === 'Interrupt' || signal === 'Terminated' || signal === 'Hangup') return;
    this.say(failedRecipe(target, end, at, line));
  }

  /** True when an error that was told already explains this failure; that error is then used up. */
  private claim(target: string): boolean {
    if (this.unclaimed.length === 0) return false;
    const stem = (path: string) => path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
    const own = this.unclaimed.findIndex((file) => stem(file) === stem(target));
    this.unclaimed.splice(Math.max(0, own), 1);
    return true;
  }

  private tellMissing(
    severity: 'error' | 'warning',
    failure: { readonly line: LogLine; readonly at: SourceRange | null; readonly target: string } | null,
  ): void {
    const { missing } = this;
    this.missing = null;
    if (!missing) return;
    const { code, title, why, fixes } = missingTool(
      missing.name,
      missing.denied,
      failure?.target ?? null,
      this.paths.missingTool,
    );
    const last = failure?.line ?? missing.line;
    const details = { severity, at: failure?.at ?? null, fixes, last, ...(why === undefined ? {} : { why }) };
    this.say(makeProblem(code, missing.line, title, details));
  }

  private feedStop(at: SourceRange | null, text: string, line: LogLine): void {
    this.tellMissing('error', null);
    // The line does not say which make stopped; those above it fail because of it.
    this.failedLevel = Number.POSITIVE_INFINITY;
    const unclosed = /^missing [`']?(endif|endef)'?/.exec(text);
    if (unclosed) this.say(unclosedBlock(unclosed[1] ?? '', at, line));
    else if (/^missing separator/.test(text)) this.say(missingSeparator(at, line, this.paths));
    else {
      this.text = { at, line, words: [text] };
      if (/ {2}Stop\.$/.test(text)) this.endText(line);
    }
  }

  /** A text of $(error …) may run over several lines, the last of which ends with "Stop.". */
  private feedText(line: LogLine): boolean {
    const open = this.text!;
    if (open.words.length >= MAX_TEXT_LINES || MAKE.test(line.text)) {
      this.endText(open.line);
      return false;
    }
    open.words.push(line.text.trim());
    if (/ {2}Stop\.$/.test(line.text)) this.endText(line);
    return true;
  }

  private endText(last: LogLine): void {
    const { at, line, words } = this.text!;
    this.text = null;
    this.say(stopped(words.join(' '), at, line, last));
  }

  private tellSkew(title: string, line: LogLine): void {
    const first = this.skew?.first ?? line;
    const problem = clockSkew(title, first, line);
    this.emit(problem, this.skew?.problem ?? null);
    this.skew = { first, problem };
  }

  private say(problem: Problem): void {
    this.emit(problem, null);
  }

  private place(file: string, line: number): SourceRange | null {
    const path = this.paths.resolve(file);
    return path === null || !(line > 0) ? null : { file: path, line, column: 1 };
  }

  private findInMakefile(name: string): SourceRange | null {
    const base = name.replace(/^.*\//, '');
    for (const makefile of ['GNUmakefile', 'makefile', 'Makefile', 'Makefile.uk']) {
      const path = this.paths.resolve(makefile);
      const lines = path === null ? null : this.paths.allLines(path);
      for (const wanted of [name, base]) {
        const index = lines?.findIndex((line) => !line.startsWith('#') && line.includes(wanted)) ?? -1;
        if (path !== null && index >= 0) return nameOnLine(wanted, path, index + 1, this.paths);
      }
    }
    return null;
  }
}
