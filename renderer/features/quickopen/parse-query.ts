/** What was typed into quick open: a file, a place in it, or the wish for something else. */

export type QuickQuery =
  /** `>` hands over to the command palette. */
  | { readonly kind: 'command'; readonly text: string }
  /** A line of the file at hand. */
  | { readonly kind: 'line'; readonly line: number; readonly column: number }
  | { readonly kind: 'file'; readonly text: string; readonly line: number | null; readonly column: number };

/** Understands `main.c`, `main.c:12`, `main.c:12:3`, `:12` and `>text`; an unfinished `main.c:` is `main.c`. */
export function parseQuery(input: string): QuickQuery {
  if (input.startsWith('>')) return { kind: 'command', text: input.slice(1) };
  const place = /:(\d*)(?::(\d*))?:?$/.exec(input);
  const text = (place ? input.slice(0, place.index) : input).trim();
  const line = place?.[1] ? Math.max(1, Number(place[1])) : null;
  const column = place?.[2] ? Math.max(1, Number(place[2])) : 1;
  if (text === '' && line !== null) return { kind: 'line', line, column };
  return { kind: 'file', text, line, column };
}
