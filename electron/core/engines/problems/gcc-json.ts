/** Reads GCC's `-fdiagnostics-format=json`: one line that holds an array of messages with their notes as children. */
import type { Diagnostic, Message, MessageKind, RawFixIt } from './gcc-message.ts';

type Fields = Readonly<Record<string, unknown>>;

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}

function fixIt(value: unknown): readonly RawFixIt[] {
  const { start, next, string } = fields(value);
  const [from, to] = [fields(start), fields(next)];
  const [line, column] = [positive(from.line), positive(from['byte-column'])];
  const [endLine, endColumn] = [positive(to.line), positive(to['byte-column'])];
  if (!line || !column || !endLine || !endColumn) return [];
  return [{ file: text(from.file), line, column, endLine, endColumn, text: text(string) }];
}

function message(value: unknown): Message | null {
  const raw = fields(value);
  const kind = text(raw.kind);
  const sentence = text(raw.message);
  if (sentence === '') return null;
  const location = fields(list(raw.locations)[0]);
  const caret = fields(location.caret);
  const [line, column] = [positive(caret.line), positive(caret['display-column']) ?? positive(caret.column)];
  const start = fields(location.start ?? location.caret);
  const finish = fields(location.finish ?? location.caret);
  const bytes = [positive(start['byte-column']), positive(finish['byte-column'])] as const;
  const cells = [positive(start['display-column']), positive(finish['display-column'])] as const;
  const plain: MessageKind = kind === 'warning' ? 'warning' : kind === 'note' ? 'note' : 'error';
  const oneLine = start.line === line && finish.line === line;
  return {
    kind: plain,
    fatal: kind.startsWith('fatal'),
    place: line ? { file: text(caret.file), line, column } : null,
    text: sentence,
    option: text(raw.option).replace(/^-Werror=/, '-W') || null,
    quote: line ? `${text(caret.file)}:${line}:${column ?? 1}: ${kind}: ${sentence}` : `${kind}: ${sentence}`,
    rows: [],
    fixIts: list(raw.fixits).flatMap(fixIt),
    ...(oneLine && bytes[0] && bytes[1] && cells[0] && cells[1]
      ? { range: { bytes: [bytes[0], bytes[1]], cells: [cells[0], cells[1]] } }
      : {}),
  };
}

/** The messages of one line; null when the line is not GCC's JSON. */
export function parseGccJson(line: string, number: number): readonly Diagnostic[] | null {
  const start = line.trimStart();
  if (!start.startsWith('[{') && !start.startsWith('[]')) return null;
  let value: unknown;
  try {
    value = JSON.parse(start);
  } catch {
    return null;
  }
  if (!Array.isArray(value) || !value.every((item) => 'kind' in fields(item) && 'message' in fields(item))) return null;
  const diagnostics: Diagnostic[] = [];
  for (const item of value) {
    const head = message(item);
    if (!head) continue;
    const notes = list(fields(item).children).flatMap((child) => message(child) ?? []);
    // Some notes are not filed as children of the message that they go with.
    const before = diagnostics.at(-1);
    if (head.kind === 'note' && before) before.notes.push(head, ...notes);
    else
      diagnostics.push({
        tool: 'gcc',
        head,
        notes,
        inFunction: null,
        includedFrom: [],
        firstLine: number,
        lastLine: number,
      });
  }
  return diagnostics;
}
