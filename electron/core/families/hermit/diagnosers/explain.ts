/** What the diagnosers of this folder share: one known sentence of a log becomes one problem, told once. */
import type { Fix, Problem, SourceRange } from '../../../contract/problem.ts';
import { evidenceOf, matchingLines } from '../../evidence.ts';
import type { DiagnosisInput } from '../../family.ts';

type Words = string | ((match: RegExpExecArray, input: DiagnosisInput) => string);

export interface Known {
  readonly code: string;
  readonly phase: DiagnosisInput['phase'] | 'both';
  readonly title: Words;
  readonly why: Words;
  readonly fixes?: readonly Fix[] | ((input: DiagnosisInput, match: RegExpExecArray) => readonly Fix[]);
  readonly at?: (input: DiagnosisInput) => SourceRange | null;
}

const QUOTE_LIMIT = 300;

/** The first line that matches counts: what follows from one fault says it again. */
export function explain(input: DiagnosisInput, pattern: RegExp, known: Known): readonly Problem[] {
  if (known.phase !== 'both' && known.phase !== input.phase) return [];
  const [line] = matchingLines(input, pattern);
  if (!line) return [];
  const words = (said: Words) => (typeof said === 'string' ? said : said(line.match, input));
  const at = known.at?.(input);
  const { fixes = [] } = known;
  return [
    {
      code: known.code,
      severity: 'error',
      title: words(known.title),
      why: words(known.why),
      ...(at ? { at } : {}),
      evidence: evidenceOf(input, line),
      quote: line.text.slice(0, QUOTE_LIMIT),
      fixes: [...(typeof fixes === 'function' ? fixes(input, line.match) : fixes)],
    },
  ];
}
