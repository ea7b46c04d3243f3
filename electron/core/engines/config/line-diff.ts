/** Lines that differ between two texts of which most is the same, as a preview shows them: what goes before what comes. */
import type { DiffLine } from '../../contract/config.ts';

/** More differing lines than this are shown as one block. */
const MOST = 400;

export function lineDiff(before: string, after: string, reason: DiffLine['reason']): DiffLine[] {
  const [from, to] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let tail = 0;
  while (tail < Math.min(from.length, to.length) - start && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const gone = from.slice(start, from.length - tail);
  const come = to.slice(start, to.length - tail);
  const line = (kind: DiffLine['kind']) => (text: string) => ({ kind, text, option: null, reason });
  if (gone.length > MOST || come.length > MOST) return [...gone.map(line('removed')), ...come.map(line('added'))];
  // Length of what both have in common from each pair of lines on.
  const common = Array.from({ length: gone.length + 1 }, () => new Array<number>(come.length + 1).fill(0));
  for (let i = gone.length - 1; i >= 0; i--)
    for (let j = come.length - 1; j >= 0; j--)
      common[i]![j] =
        gone[i] === come[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < gone.length || j < come.length) {
    if (i < gone.length && j < come.length && gone[i] === come[j]) {
      i++;
      j++;
    } else if (i < gone.length && (j === come.length || common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push(line('removed')(gone[i++]!));
    else lines.push(line('added')(come[j++]!));
  }
  return lines;
}
