/** One line of cargo's `--message-format=json`: https://doc.rust-lang.org/cargo/reference/external-tools.html#json-messages */

export interface RustSpan {
  readonly file: string;
  readonly line: number;
  /** Characters (not UTF-16 units) from 1; the end is exclusive. */
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly isPrimary: boolean;
  readonly label: string;
  /** The source lines that it covers; none where the source is not at hand. */
  readonly text: readonly string[];
  /** What stands there after the suggestion is applied; null: this span suggests nothing. */
  readonly replacement: string | null;
  readonly applicability: 'MachineApplicable' | 'MaybeIncorrect' | 'HasPlaceholders' | 'Unspecified' | null;
}

export interface RustMessage {
  readonly level: string;
  readonly message: string;
  /** `E0308`, or the name of a lint. */
  readonly code: string | null;
  readonly spans: readonly RustSpan[];
  readonly children: readonly RustMessage[];
  /** As rustc would print it, perhaps with colours; null for children. */
  readonly rendered: string | null;
}

export type CargoMessage =
  | { readonly kind: 'compiler-message'; readonly packageId: string; readonly message: RustMessage }
  | {
      readonly kind: 'artifact';
      readonly packageId: string;
      readonly target: string;
      readonly targetKind: string;
      readonly fresh: boolean;
      readonly files: readonly string[];
      readonly executable: string | null;
    }
  | { readonly kind: 'build-script'; readonly packageId: string }
  | { readonly kind: 'finished'; readonly success: boolean }
  /** A reason that is not known here. */
  | { readonly kind: 'other' };

const START = '{"reason":"';

export function isCargoJson(line: string): boolean {
  return line.startsWith(START);
}

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) ? value : 0);

function span(value: unknown): RustSpan {
  const raw = fields(value);
  const replacement = raw.suggested_replacement;
  return {
    file: text(raw.file_name),
    line: count(raw.line_start),
    column: count(raw.column_start),
    endLine: count(raw.line_end),
    endColumn: count(raw.column_end),
    isPrimary: raw.is_primary === true,
    label: text(raw.label),
    text: list(raw.text).map((line) => text(fields(line).text)),
    replacement: typeof replacement === 'string' ? replacement : null,
    applicability: (text(raw.suggestion_applicability) || null) as RustSpan['applicability'],
  };
}

function rustMessage(value: unknown, depth = 0): RustMessage {
  const raw = fields(value);
  return {
    level: text(raw.level),
    message: text(raw.message),
    code: text(fields(raw.code).code) || null,
    spans: list(raw.spans).map(span),
    children: depth > 4 ? [] : list(raw.children).map((child) => rustMessage(child, depth + 1)),
    rendered: typeof raw.rendered === 'string' ? raw.rendered : null,
  };
}

/** Null for a line that is none of cargo's. */
export function parseCargoMessage(line: string): CargoMessage | null {
  if (!isCargoJson(line)) return null;
  let raw: Fields;
  try {
    raw = fields(JSON.parse(line));
  } catch {
    return null;
  }
  const packageId = text(raw.package_id);
  const target = fields(raw.target);
  switch (raw.reason) {
    case 'compiler-message':
      return { kind: 'compiler-message', packageId, message: rustMessage(raw.message) };
    case 'compiler-artifact':
      return {
        kind: 'artifact',
        packageId,
        target: text(target.name),
        targetKind: text(list(target.kind)[0]),
        fresh: raw.fresh === true,
        files: list(raw.filenames).map(text),
        executable: typeof raw.executable === 'string' ? raw.executable : null,
      };
    case 'build-script-executed':
      return { kind: 'build-script', packageId };
    case 'build-finished':
      return { kind: 'finished', success: raw.success === true };
    default:
      return { kind: 'other' };
  }
}

/** What a person reads of such a line: rustc's own words; nothing of the lines that are there for programs. */
export function shownText(message: CargoMessage): readonly string[] {
  if (message.kind !== 'compiler-message') return [];
  const { rendered } = message.message;
  return rendered === null ? [] : rendered.replace(/\n+$/, '').split('\n');
}
