/** Which of a family's tools stand on its card: one line of them, what is missing first, and how many more there are. */
import type { FamilyReadiness } from '#core/contract/toolchain.ts';

type Facts = FamilyReadiness['facts'];

/** Characters that the line of a card holds, and what the mark and the gap of each tool take of them. */
const LINE = 64;
const MARK = 5;

export function shownFacts(facts: Facts): { readonly shown: Facts; readonly more: Facts } {
  const sorted = [...facts.filter(({ ok }) => !ok), ...facts.filter(({ ok }) => ok)];
  let left = LINE;
  let count = 0;
  for (const { text } of sorted) {
    left -= text.length + MARK;
    // Behind the last one that fits stands how many do not.
    if (left < (count + 1 < sorted.length ? '+10'.length : 0)) break;
    count++;
  }
  count = Math.max(count, 1);
  return { shown: sorted.slice(0, count), more: sorted.slice(count) };
}
