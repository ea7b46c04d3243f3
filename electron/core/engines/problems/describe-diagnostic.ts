/** Makes a problem of a compiler's message: plain words, the exact place, related places and fixes. */
import type { Fix, Problem, SourceRange, TextEdit } from '../../contract/problem.ts';
import type { Explanation, Said } from './explanations/explanation.ts';
import { nameExplanations } from './explanations/name-explanations.ts';
import { syntaxExplanations } from './explanations/syntax-explanations.ts';
import { toolExplanations } from './explanations/tool-explanations.ts';
import { typeExplanations } from './explanations/type-explanations.ts';
import { warningExplanations } from './explanations/warning-explanations.ts';
import { readExcerpt } from './gcc-excerpt.ts';
import { type Diagnostic, type Message, quotedNames, withBackticks } from './gcc-message.ts';
import type { LogPaths } from './log-paths.ts';
import { shorten } from './log-text.ts';

const EXPLANATIONS: readonly Explanation[] = [
  ...nameExplanations,
  ...syntaxExplanations,
  ...typeExplanations,
  ...warningExplanations,
  ...toolExplanations,
];
const TITLE_LIMIT = 300;
export const QUOTE_LIMIT = 300;
const RELATED_LIMIT = 20;
/** Notes that repeat what the message or its fixes say. */
const NOISE =
  /^each undeclared identifier is reported only once|^include `[^`]*` or provide a declaration|^\(?near initialization|^$/;

export function describeDiagnostic(diagnostic: Diagnostic, paths: LogPaths): Problem {
  const { head, tool } = diagnostic;
  const sentence = withBackticks(head.text);
  const { at: noticed, edits } = readExcerpt(head, paths);
  const { code, said } = explain(sentence, diagnostic, paths);
  const at = said.at ?? noticed;
  const notes = diagnostic.notes.map((note) => ({ note, ...readExcerpt(note, paths) }));
  const proposed = [
    { message: head, edits },
    ...notes.map(({ note, edits: more }) => ({ message: note, edits: more })),
  ];
  const fixes: Fix[] = [...proposed.flatMap((p) => editFix(p.edits, p.message, paths)), ...(said.fixes ?? [])];
  const related = withoutRepeats([
    ...(said.at && noticed && said.at.line !== noticed.line ? [{ message: 'Noticed here', at: noticed }] : []),
    ...notes.flatMap(({ note, at: place }) => relatedPlace(note, place)),
    ...diagnostic.includedFrom.flatMap((place) => {
      const file = paths.resolve(place.file);
      return file === null ? [] : [{ message: 'Included here', at: { file, line: place.line, column: 1 } }];
    }),
  ]).slice(0, RELATED_LIMIT);
  return {
    code,
    severity: head.kind === 'note' ? 'hint' : head.kind,
    title: shorten(said.title, TITLE_LIMIT),
    ...(said.why === undefined ? {} : { why: said.why }),
    ...(at ? { at } : {}),
    ...(related.length > 0 ? { related } : {}),
    evidence: { firstLine: diagnostic.firstLine, lastLine: diagnostic.lastLine },
    quote: shorten(head.quote.trim(), QUOTE_LIMIT),
    fixes,
  };

  function relatedPlace(note: Message, place: SourceRange | null) {
    const text = withBackticks(note.text.trim());
    if (!place || NOISE.test(text)) return [];
    return [{ message: shorten(capitalised(text), TITLE_LIMIT), at: place }];
  }

  function explain(text: string, of: Diagnostic, where: LogPaths): { code: string; said: Said } {
    for (const explanation of EXPLANATIONS) {
      const match = explanation.pattern.exec(text);
      if (match) return { code: explanation.code, said: explanation.explain(match, of, where) };
    }
    const flag = /^-W([a-z0-9+-]+)/.exec(head.option ?? '');
    const general = head.fatal ? 'fatal' : head.kind;
    return {
      code: `${tool}.${flag?.[1] ?? general}`,
      said: { title: capitalised(text) || 'The compiler gave no reason' },
    };
  }
}

export function capitalised(text: string): string {
  return text.replace(/^[a-zà-ÿ]/, (letter) => letter.toUpperCase());
}

/** What the edits do, in one line; the edits of one message belong together. */
function editFix(edits: readonly TextEdit[], message: Message, paths: LogPaths): readonly Fix[] {
  const [first] = edits;
  if (!first) return [];
  const places = new Set(edits.map(({ at }) => `line ${at.line} of ${at.file}`));
  const titles = [...new Set(edits.map((edit) => editTitle(edit, message, paths)))];
  return [{ kind: 'edit', title: titles.join(', '), effect: [...places].join(', '), edits: [...edits] }];
}

function withoutRepeats<T extends { readonly message: string; readonly at: SourceRange }>(
  places: readonly T[],
): readonly T[] {
  const seen = new Set<string>();
  return places.filter(({ message, at }) => {
    const key = `${message}|${at.file}:${at.line}:${at.column}`;
    return !seen.has(key) && seen.add(key);
  });
}

function editTitle({ at, newText }: TextEdit, message: Message, paths: LogPaths): string {
  const inserted = newText.trim();
  if (at.column === at.endColumn && (at.endLine ?? at.line) === at.line) return `Add \`${inserted}\``;
  const line = at.endLine === at.line ? paths.line(at.file, at.line) : undefined;
  // Where the source is not at hand, GCC's sentence names what it would change.
  const named = quotedNames(message.text);
  const old =
    line?.slice(at.column - 1, (at.endColumn ?? 1) - 1) ?? (named.at(-1) === inserted ? named.at(-2) : undefined);
  if (inserted === '') return old ? `Remove \`${old}\`` : 'Remove it';
  return old ? `Change \`${old}\` to \`${inserted}\`` : `Change it to \`${inserted}\``;
}
