/** The common shape of the diagnosers of this folder: a line of the log that has one meaning only. */
import type { Fix, Problem, SourceRange } from '../../../contract/problem.ts';
import { spokenText } from '../../../engines/kraft/kraft-output.ts';
import { evidenceOf, type MatchedLine } from '../../evidence.ts';
import type { Diagnoser, DiagnosisInput } from '../../family.ts';

export interface Explained {
  readonly title: string;
  readonly why: string;
  readonly at?: SourceRange;
  readonly fixes?: readonly Fix[];
  readonly severity?: Problem['severity'];
  /** First and last line of what belongs to it, as numbers of the log. */
  readonly from?: number;
  readonly until?: number;
}

export interface LineDiagnosis {
  readonly code: string;
  /** Looked at after a build, a run, or both. */
  readonly phase?: 'build' | 'run';
  readonly patterns: readonly RegExp[];
  /** null: the line is about something else after all. */
  explain(line: MatchedLine, input: DiagnosisInput): Explained | null;
}

/** Only the first line counts: what follows from it says the same again. */
export function lineDiagnoser({ code, phase, patterns, explain }: LineDiagnosis): Diagnoser {
  return {
    code,
    diagnose(input) {
      if (phase !== undefined && phase !== input.phase) return [];
      for (const [index, raw] of input.lines.entries()) {
        const text = spokenText(raw);
        for (const pattern of patterns) {
          const match = pattern.exec(text);
          if (!match) continue;
          const line = { match, text, number: input.firstLine + index };
          const explained = explain(line, input);
          if (explained) return [problemOf(code, line, explained, input)];
        }
      }
      return [];
    },
  };
}

function problemOf(code: string, line: MatchedLine, explained: Explained, input: DiagnosisInput): Problem {
  const { title, why, at, fixes = [], severity = 'error' } = explained;
  const { from = line.number, until = line.number } = explained;
  // What was found on its last line (a crash that the console told of) is the same accident, known better now.
  const last = input.found.find(({ evidence }) => evidence.firstLine <= until && until <= evidence.lastLine);
  const own = evidenceOf(input, line);
  const whole = { firstLine: Math.min(own.firstLine, from), lastLine: Math.max(own.lastLine, until) };
  const evidence = input.phase === 'run' && last ? last.evidence : whole;
  return {
    code,
    severity,
    title,
    why,
    ...(at ? { at } : {}),
    evidence: { firstLine: evidence.firstLine, lastLine: evidence.lastLine },
    quote: line.text.trim().slice(0, 400),
    fixes: [...fixes],
  };
}
