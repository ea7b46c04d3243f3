/** Make's problems as values: the words for what MakeParser recognises. */
import type { Problem, SourceRange } from '../../contract/problem.ts';
import { QUOTE_LIMIT } from './describe-diagnostic.ts';
import type { LogPaths } from './log-paths.ts';
import { shorten } from './log-text.ts';
import type { LogLine } from './tool-output-context.ts';

interface Details {
  readonly why?: string;
  readonly at?: SourceRange | null;
  readonly fixes?: Problem['fixes'];
  /** Last line of the message; missing: it fits on one. */
  readonly last?: LogLine;
  readonly severity?: Problem['severity'];
}

/** An error found on `line`, unless the details say otherwise. */
export function makeProblem(code: string, line: LogLine, title: string, details: Details = {}): Problem {
  return {
    code,
    severity: details.severity ?? 'error',
    title: shorten(title, QUOTE_LIMIT),
    ...(details.why === undefined ? {} : { why: details.why }),
    ...(details.at ? { at: details.at } : {}),
    evidence: { firstLine: line.number, lastLine: details.last?.number ?? line.number },
    quote: shorten(line.text.trim(), QUOTE_LIMIT),
    fixes: details.fixes ?? [],
  };
}

export function overriddenRecipe(target: string, at: SourceRange | null, line: LogLine): Problem {
  return makeProblem('make.overridden-recipe', line, `The target \`${target}\` has two recipes`, {
    severity: 'warning',
    why: 'The later one is used, the earlier one is ignored. One of the two was probably meant for another target.',
    at,
  });
}

export function circularDependency(target: string, needed: string, line: LogLine): Problem {
  return makeProblem('make.circular', line, `\`${target}\` and \`${needed}\` each wait for the other`, {
    severity: 'warning',
    why: `The Makefile says that \`${target}\` needs \`${needed}\`, directly or through others, and the other way round. Make drops one of the two and goes on; the result may be incomplete.`,
  });
}

export function clockSkew(title: string, first: LogLine, last: LogLine): Problem {
  return makeProblem('make.clock-skew', first, title, {
    severity: 'warning',
    why: 'Make compares dates to know what to build again, so a date in the future confuses it. The clock was set back, or the files come from another computer. Saving the file again or a rebuild helps.',
    last,
  });
}

export function missingFolder(folder: string, reason: string, line: LogLine): Problem {
  return makeProblem('make.no-folder', line, `The folder \`${folder}\` cannot be entered`, {
    why: `Make was told to work in it (\`-C\`). The system says: ${reason}.`,
  });
}

export function missingMakefile(name: string, first: LogLine, last: LogLine): Problem {
  const problem = makeProblem('make.no-makefile', last, `There is no \`${name}\` in this folder`, {
    why: 'Make reads what to do from that file. The build was started in another folder than the project, or the file was moved.',
  });
  return { ...problem, evidence: { firstLine: first.number, lastLine: last.number } };
}

export function missingRule(target: string, neededBy: string | null, at: SourceRange | null, line: LogLine): Problem {
  if (neededBy === null) {
    return makeProblem('make.unknown-target', line, `The Makefile has no target \`${target}\``, {
      why: `Make was asked to make \`${target}\`, no file of that name is there, and no rule says how to make one.`,
      at,
    });
  }
  return makeProblem('make.no-rule', line, `\`${target}\` is not there, and nothing says how to make it`, {
    why: `\`${neededBy}\` needs it. It was moved, deleted or misspelt; or it is made by a rule that the Makefile does not have.`,
    at,
  });
}

export function failedRecipe(
  target: string,
  end: { readonly status: number | null; readonly signal: string | null },
  at: SourceRange | null,
  line: LogLine,
): Problem {
  const { status, signal } = end;
  const how = signal ? `was ended by the system (${signal})` : `ended with status ${status}`;
  const why =
    signal === 'Killed' || status === 137
      ? 'The system ends programs like this when memory runs out. Fewer jobs side by side need less memory.'
      : signal
        ? 'A program that the recipe started crashed. What it printed stands above this line of the log.'
        : 'A command of the recipe reported a failure. What it printed stands above this line of the log.';
  return makeProblem('make.recipe-failed', line, `The recipe of \`${target}\` ${how}`, { why, at });
}

export function missingSeparator(at: SourceRange | null, line: LogLine, paths: LogPaths): Problem {
  const source = at ? paths.line(at.file, at.line) : undefined;
  const spaces = source ? /^ +/.exec(source)?.[0].length : undefined;
  const edit =
    at && spaces ? { at: { ...at, column: 1, endLine: at.line, endColumn: spaces + 1 }, newText: '\t' } : null;
  return makeProblem('make.missing-separator', line, 'Make cannot read this line', {
    why: spaces
      ? 'The line starts with spaces. The lines of a recipe have to start with a tab.'
      : 'It is neither a rule (`target: …`), nor a variable (`NAME = …`), nor a recipe. The lines of a recipe have to start with a tab, not with spaces.',
    at,
    fixes: edit
      ? [{ kind: 'edit', title: 'Start the line with a tab', effect: `line ${at!.line} of ${at!.file}`, edits: [edit] }]
      : [],
  });
}

export function unclosedBlock(word: string, at: SourceRange | null, line: LogLine): Problem {
  const why = 'The Makefile ends inside a block that was opened further up.';
  return makeProblem('make.unclosed', line, `An \`${word}\` is missing`, { why, at });
}

export function stopped(sentence: string, at: SourceRange | null, line: LogLine, last: LogLine): Problem {
  const said = sentence.replace(/\.? {2}Stop\.$/, '');
  const why = 'The Makefile itself says this, or make could not understand the line.';
  return makeProblem('make.error', line, `Make stopped: ${said}`, { why, at, last });
}
