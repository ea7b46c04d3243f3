/** Problems out of a whole build log, or line by line while the build runs. Never throws, whatever the log holds. */
import type { Problem } from '../../contract/problem.ts';
import { isCargoJson, parseCargoMessage } from '../cargo/cargo-message.ts';
import { CargoParser } from '../cargo/cargo-parser.ts';
import { GccParser } from './gcc-parser.ts';
import { LdParser } from './ld-parser.ts';
import { LogPaths } from './log-paths.ts';
import { plainText } from './log-text.ts';
import { MakeParser } from './make-parser.ts';
import type { EmitProblem, LogLine, ToolOutputContext } from './tool-output-context.ts';

/** Longer lines are data, not messages; GCC's JSON is the exception. */
const LINE_LIMIT = 8192;
const JSON_LIMIT = 4 << 20;

/**
 * The incremental parser. `emit` is called as soon as a message is complete; when more of it comes later (a note), it
 * is called again with the earlier problem as `previous`.
 */
export class ToolOutputParser {
  private readonly paths: LogPaths;
  private readonly gcc: GccParser;
  private readonly ld: LdParser;
  private readonly make: MakeParser;
  private readonly cargo: CargoParser;
  private number: number;
  /** Lines to come that show a message which is understood already. */
  private shown = 0;
  private readonly seen = new Map<string, Problem>();
  /** Problems that say what an earlier one said already. */
  private readonly repeated = new Set<Problem>();

  constructor(
    context: ToolOutputContext,
    private readonly emit: EmitProblem,
  ) {
    this.number = (context.firstLine ?? 1) - 1;
    this.paths = new LogPaths(context);
    const ofTool: EmitProblem = (problem, previous) => {
      if (problem.severity === 'error' && !previous) this.make.noteError(problem);
      this.tell(problem, previous);
    };
    this.gcc = new GccParser(this.paths, ofTool);
    this.ld = new LdParser(this.paths, ofTool);
    this.make = new MakeParser(this.paths, (problem, previous) => this.tell(problem, previous));
    this.cargo = new CargoParser(this.paths, ofTool, context.tool === 'cargo');
  }

  /** A line for programs (cargo's JSON) that the log shows as the next `shownLines` lines. */
  message(raw: string, shownLines: number): void {
    const message = parseCargoMessage(raw);
    if (!message) return;
    this.flush();
    this.cargo.message(message, this.number + 1, this.number + Math.max(1, shownLines));
    this.shown = shownLines;
  }

  /** One line of the log, without its line break. */
  feed(raw: string): void {
    if (isCargoJson(raw)) this.message(raw, 1);
    this.number++;
    if (this.shown > 0) {
      this.shown--;
      return;
    }
    const isJson = raw.length > LINE_LIMIT && raw.length <= JSON_LIMIT && raw.startsWith('[{"');
    const text = plainText(isJson || raw.length <= LINE_LIMIT ? raw : raw.slice(0, LINE_LIMIT));
    const line: LogLine = { number: this.number, text };
    if (text === '') {
      this.cargo.feed({ number: this.number, text });
      return;
    }
    if (/(?:Entering|Leaving) directory /.test(text)) {
      // Names that were read so far are meant from the folder before.
      this.flush();
      if (this.paths.observe(text)) return;
    }
    if (this.cargo.feed(line)) return;
    if (this.gcc.feed(line)) return;
    if (this.ld.feed(line)) return;
    // What make says last about a recipe comes after everything that the recipe printed.
    if (text.includes('*** ')) this.ld.finish();
    this.make.feed(line);
  }

  /** Tells of messages that may still go on: for a pause in the output. */
  flush(): void {
    this.cargo.flush();
    this.gcc.flush();
    this.ld.flush();
  }

  /** No more lines will come. @param failed false: the build succeeded, so an unknown sentence of the linker is no error. */
  end(failed = true): void {
    this.flush();
    if (failed) this.ld.finish();
    this.make.finish();
  }

  private tell(problem: Problem, previous: Problem | null): void {
    if (previous && this.repeated.has(previous)) {
      this.repeated.add(problem);
      return;
    }
    const { at } = problem;
    const place = at ? `${at.file}:${at.line}:${at.column}` : '';
    const key = `${problem.code}|${problem.severity}|${problem.title}|${place}`;
    const known = this.seen.get(key);
    if (known && known !== previous) {
      this.repeated.add(problem);
      return;
    }
    this.seen.set(key, problem);
    this.emit(problem, previous);
  }
}

/** The problems of a whole log, in the order of their first lines. Lines come without their line breaks. */
export function parseToolOutput(lines: Iterable<string>, context: ToolOutputContext): Problem[] {
  const problems = new Set<Problem>();
  const parser = new ToolOutputParser(context, (problem, previous) => {
    if (previous) problems.delete(previous);
    problems.add(problem);
  });
  for (const line of lines) parser.feed(line);
  parser.end();
  return [...problems].sort((a, b) => a.evidence.firstLine - b.evidence.firstLine);
}
