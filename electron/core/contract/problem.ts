/** Wire types of a problem: something found in what a tool or a guest printed, with its evidence, reason and fixes. */
import * as v from 'valibot';
import { count } from './define.ts';

export const arch = v.picklist(['x86_64', 'arm64', 'riscv64']);
export type Arch = v.InferOutput<typeof arch>;

/**
 * Lines and columns count from 1; a column counts UTF-16 units; `endColumn` is the one after the last character.
 * `file` is relative to the project where it is inside it.
 */
export const sourceRange = v.object({
  file: v.string(),
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  column: v.pipe(v.number(), v.integer(), v.minValue(1)),
  endLine: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  endColumn: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type SourceRange = v.InferOutput<typeof sourceRange>;

export const textEdit = v.object({ at: sourceRange, newText: v.string() });
export type TextEdit = v.InferOutput<typeof textEdit>;

/**
 * A way out. `edit` changes files; `command` is run in a visible terminal after consent; `open` shows a place;
 * `action` names a command of the window ("machine.run"); `dead-end` says why an obvious way does not help.
 */
export const fix = v.variant('kind', [
  v.object({ kind: v.literal('edit'), title: v.string(), effect: v.optional(v.string()), edits: v.array(textEdit) }),
  v.object({
    kind: v.literal('command'),
    title: v.string(),
    effect: v.optional(v.string()),
    argv: v.array(v.string()),
  }),
  v.object({ kind: v.literal('open'), title: v.string(), effect: v.optional(v.string()), at: sourceRange }),
  v.object({ kind: v.literal('action'), title: v.string(), effect: v.optional(v.string()), command: v.string() }),
  v.object({ kind: v.literal('dead-end'), title: v.string() }),
]);
export type Fix = v.InferOutput<typeof fix>;

export const problem = v.object({
  /** Stable and documented, e.g. `gcc.error`, `bare.panic`, `tool.missing`. */
  code: v.string(),
  severity: v.picklist(['error', 'warning', 'hint']),
  /** One sentence in plain words. Parts between backticks are code. */
  title: v.string(),
  /** Why it happened, in plain words; parts between backticks are code. */
  why: v.optional(v.string()),
  at: v.optional(sourceRange),
  /** Further places of the same problem ("first defined here"). */
  related: v.optional(v.array(v.object({ message: v.string(), at: sourceRange }))),
  /** Lines of the log that it was found in, from 1; both 0 when it was not found in a log. */
  evidence: v.object({ firstLine: count, lastLine: count }),
  /** The tool's own line, shortened to one line. */
  quote: v.optional(v.string()),
  fixes: v.array(fix),
});
export type Problem = v.InferOutput<typeof problem>;

/** Bad input is a value: what could be understood, and what was wrong with the rest. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
