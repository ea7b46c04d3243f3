/** Makes problems of rustc's messages: the exact place, related places, reasons, and its suggestions as quick fixes. */
import type { Fix, Problem, SourceRange, TextEdit } from '../../contract/problem.ts';
import { shorten } from '../problems/log-text.ts';
import type { RustMessage, RustSpan } from './cargo-message.ts';
import { linkProblems } from './link-problems.ts';

const TITLE_LIMIT = 300;
const WHY_LIMIT = 1200;
const RELATED_LIMIT = 20;
/** Notes that say where a lint comes from, or what the command line was. */
const NOISE =
  /^`#\[(?:warn|deny|forbid)\(|^some arguments are omitted|^for more information|^this error originates in/i;

export interface RustContext {
  /** Path of a file as problems name it; null where it is not to be shown. */
  resolve(file: string): string | null;
  /** Lines of the log that show the message. */
  readonly evidence: Problem['evidence'];
}

/** None for messages that only sum up what others said. */
export function describeRustMessage(message: RustMessage, context: RustContext): readonly Problem[] {
  const { level } = message;
  if (level === 'failure-note' || /^aborting due to |^\d+ warnings? emitted/.test(message.message)) return [];
  const severity = level === 'warning' ? 'warning' : level.startsWith('error') ? 'error' : 'hint';
  const linked = linkProblems(message, context);
  if (linked.length > 0) return linked;
  const primary = message.spans.find(({ isPrimary }) => isPrimary) ?? message.spans[0];
  // A span of no length at the very start stands for the whole crate.
  const at = primary && (primary.text.length > 0 || primary.line > 1) ? rangeOf(primary, context) : null;
  const notes = message.children.filter(({ message: words }) => words !== '' && !NOISE.test(words));
  const why = [
    primary?.label ? sentence(primary.label) : '',
    ...notes.filter(({ spans }) => spans.every(({ replacement }) => replacement === null)).map(noteText),
  ].filter((words) => words !== '');
  const related = [
    ...message.spans.filter((span) => span !== primary && span.label !== ''),
    ...notes.flatMap(({ spans, message: words }) =>
      spans.filter(({ replacement }) => replacement === null).map((span) => ({ ...span, label: span.label || words })),
    ),
  ].flatMap((span) => {
    const place = rangeOf(span, context);
    return place ? [{ message: shorten(sentence(span.label), TITLE_LIMIT), at: place }] : [];
  });
  return [
    {
      code: message.code === null ? `rust.${severity}` : `rust.${message.code}`,
      severity,
      title: shorten(sentence(message.message.split('\n')[0] ?? ''), TITLE_LIMIT),
      ...(why.length > 0 ? { why: shorten(why.join(' '), WHY_LIMIT) } : {}),
      ...(at ? { at } : {}),
      ...(related.length > 0 ? { related: related.slice(0, RELATED_LIMIT) } : {}),
      evidence: context.evidence,
      quote: shorten(
        `${level}${message.code ? `[${message.code}]` : ''}: ${message.message.split('\n')[0]}`,
        TITLE_LIMIT,
      ),
      fixes: notes.flatMap((note) => fixOf(note, context)),
    },
  ];
}

/** One suggestion: all of its places together, since a half is no change that anybody wants. */
function fixOf(note: RustMessage, context: RustContext): readonly Fix[] {
  const spans = note.spans.filter(({ replacement }) => replacement !== null);
  const usable = spans.every(
    ({ applicability }) => applicability === 'MachineApplicable' || applicability === 'MaybeIncorrect',
  );
  if (spans.length === 0 || !usable) return [];
  const edits: TextEdit[] = [];
  for (const span of spans) {
    const at = rangeOf(span, context);
    // Files of other crates are not the person's to change.
    if (!at || at.file.startsWith('/')) return [];
    edits.push({ at, newText: span.replacement ?? '' });
  }
  const shown = edits.length === 1 ? edits[0]!.newText.trim() : '';
  const ends = shown !== '' && shown.length <= 60 && !shown.includes('\n') && !note.message.includes(`\`${shown}\``);
  return [
    {
      kind: 'edit',
      title: shorten(`${sentence(note.message).replace(/[:.]$/, '')}${ends ? `: \`${shown}\`` : ''}`, TITLE_LIMIT),
      ...(spans.some(({ applicability }) => applicability === 'MaybeIncorrect')
        ? { effect: 'The compiler is not sure that this is what you mean.' }
        : {}),
      edits,
    },
  ];
}

function noteText({ message }: RustMessage): string {
  const words = sentence(message.trim().replace(/\s*\n\s*/g, ' '));
  return /[.!?:]$/.test(words) ? words : `${words}.`;
}

function sentence(words: string): string {
  const text = words.trim();
  // A name in lower case stays as it is written.
  return /^[a-z]+[\s,]/.test(text) ? `${text[0]!.toUpperCase()}${text.slice(1)}` : text;
}

export function rangeOf(span: RustSpan, context: Pick<RustContext, 'resolve'>): SourceRange | null {
  const file = context.resolve(span.file);
  if (file === null || span.line < 1 || span.column < 1) return null;
  const column = units(span.text[0], span.column);
  const endColumn = units(span.text.at(-1), span.endColumn);
  return { file, line: span.line, column, endLine: Math.max(span.line, span.endLine), endColumn };
}

/** rustc counts characters, an editor UTF-16 units. */
function units(line: string | undefined, column: number): number {
  if (line === undefined || column < 1) return Math.max(1, column);
  let at = 0;
  let left = column - 1;
  for (const char of line) {
    if (left-- <= 0) break;
    at += char.length;
  }
  return at + 1 + Math.max(0, left);
}
