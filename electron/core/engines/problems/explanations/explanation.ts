/** What an explanation is: one kind of message, recognised by its sentence, said again in plain words. */
import type { Fix, SourceRange } from '../../../contract/problem.ts';
import type { Diagnostic } from '../gcc-message.ts';
import type { LogPaths } from '../log-paths.ts';

export interface Said {
  /** One sentence; parts between backticks are code. */
  readonly title: string;
  readonly why?: string;
  /** Ways out beyond those that GCC itself proposes. */
  readonly fixes?: readonly Fix[];
  /** A better place than the one where the compiler noticed it. */
  readonly at?: SourceRange;
}

export interface Explanation {
  /** Stable and documented. */
  readonly code: string;
  /** Matched against GCC's sentence with every quoted name between backticks. */
  readonly pattern: RegExp;
  explain(match: RegExpExecArray, diagnostic: Diagnostic, paths: LogPaths): Said;
}

/** ` in \`main\``, or nothing at top level. */
export function within(diagnostic: Diagnostic): string {
  return diagnostic.inFunction ? ` in \`${diagnostic.inFunction}\`` : '';
}

/** An explanation that needs nothing but the names of the sentence: `$1` in both texts stands for the first group. */
export function plainly(code: string, pattern: RegExp, title: string, why: string): Explanation {
  return {
    code,
    pattern,
    explain: (match) => {
      const fill = (text: string) => text.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
      return { title: fill(title), why: fill(why) };
    },
  };
}
