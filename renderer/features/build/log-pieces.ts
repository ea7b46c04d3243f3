/** Cuts a log line into the pieces that are drawn: coloured text, links, found ranges. */
import type { Location } from './locations.ts';
import { readLogLine } from './log-line.ts';
import { parseSgr, type SgrStyle } from './sgr.ts';

export interface LogPiece {
  readonly text: string;
  readonly style: SgrStyle;
  readonly role: 'verb' | 'scope' | 'rest' | null;
  readonly link: Location | null;
  /** `now`: the match at hand. */
  readonly found: 'now' | 'other' | null;
}

export interface FoundRange {
  readonly start: number;
  readonly end: number;
  readonly now: boolean;
}

export interface DrawnLine {
  readonly severity: 'error' | 'warning' | 'note' | null;
  readonly pieces: readonly LogPiece[];
}

/** Characters. */
const VERB_COLUMN = 10;

export function drawLine(raw: string, found: readonly FoundRange[] = []): DrawnLine {
  const { text, severity, step, locations } = readLogLine(raw);
  const roles: { readonly start: number; readonly end: number; readonly role: LogPiece['role'] }[] = [];
  let verbEnd = 0;
  if (step) {
    const verb = text.indexOf(step.verb);
    verbEnd = verb + step.verb.length;
    const rest = text.length - step.rest.length;
    roles.push({ start: verb, end: verbEnd, role: 'verb' });
    if (step.scope !== null) {
      const scope = text.indexOf(step.scope, verbEnd);
      roles.push({ start: scope, end: scope + step.scope.length + 2, role: 'scope' });
    }
    roles.push({ start: rest, end: text.length, role: 'rest' });
  }
  const borders = new Set([0, text.length]);
  for (const { start, end } of [...roles, ...locations, ...found]) borders.add(start).add(end);
  const spans: { start: number; end: number; style: SgrStyle }[] = [];
  let at = 0;
  for (const span of parseSgr(raw)) {
    spans.push({ start: at, end: at + span.text.length, style: span.style });
    at += span.text.length;
    borders.add(at);
  }
  const sorted = [...borders].filter((border) => border >= 0 && border <= text.length).sort((a, b) => a - b);
  const pieces: LogPiece[] = [];
  for (let i = 1; i < sorted.length; i++) {
    const [start, end] = [sorted[i - 1]!, sorted[i]!];
    const role = roles.find(({ start: from, end: to }) => from <= start && end <= to)?.role ?? null;
    // The verbs of steps stand in a column of their own: the tool's own alignment gives way to it.
    if (step && role === null) continue;
    const column = role === 'verb' && end === verbEnd ? ' '.repeat(Math.max(1, VERB_COLUMN - step!.verb.length)) : '';
    const within = (range: { start: number; end: number }) => range.start <= start && end <= range.end;
    const match = found.find(within);
    pieces.push({
      text: text.slice(start, end) + column,
      // A tinted line has one colour: what the tool coloured in it is the severity, which the tint says already.
      style: severity === 'error' || severity === 'warning' ? {} : (spans.find(within)?.style ?? {}),
      role,
      link: locations.find(within) ?? null,
      found: match ? (match.now ? 'now' : 'other') : null,
    });
  }
  return { severity, pieces };
}
