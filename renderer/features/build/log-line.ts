/** What a line of a build log says by its form: a tool's message, a step of the build, or neither. */
import { findLocations, type Location } from './locations.ts';
import { plainText } from './sgr.ts';

export interface LogLine {
  readonly text: string;
  readonly severity: 'error' | 'warning' | 'note' | null;
  /** `CC  libkvmplat: console.c`: the short verb of the step, and where its parts start in `text`. */
  readonly step: { readonly verb: string; readonly scope: string | null; readonly rest: string } | null;
  readonly locations: readonly Location[];
}

const STEP = /^ {0,4}([A-Z][A-Z0-9+_-]{1,11})\s{1,12}(?:([\w.+-]+): )?(\S.*)$/;
const ERROR =
  /(?:^|[\s:])(?:fatal error|error|undefined reference|multiple definition)\b|^make(?:\[\d+\])?: \*\*\* |^error(?:\[E\d+\])?:/i;
const WARNING = /(?:^|[\s:])warning\b(?::| \[)/i;
const NOTE = /(?:^|:\s)note: |: NOTE: /;

export function readLogLine(raw: string): LogLine {
  const text = plainText(raw);
  const step = STEP.exec(text);
  if (step) {
    const [, verb, scope, rest] = step;
    return { text, severity: null, step: { verb: verb!, scope: scope ?? null, rest: rest! }, locations: [] };
  }
  return { text, severity: severityOf(text), step: null, locations: findLocations(text) };
}

function severityOf(text: string): LogLine['severity'] {
  // Source lines that gcc quotes ("   18 |  error(x);") say nothing themselves.
  if (/^\s*\d*\s\|/.test(text)) return null;
  if (WARNING.test(text)) return 'warning';
  if (NOTE.test(text)) return 'note';
  return ERROR.test(text) ? 'error' : null;
}
