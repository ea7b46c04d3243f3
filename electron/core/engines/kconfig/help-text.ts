/** The help of a place, without its indentation; kept as offsets until somebody asks. */
import { binaryText } from './bytes.ts';
import type { MenuNode } from './model.ts';

/** Binary string; '' where there is none. Lines are cut by the first line's indentation, as C's lexer does. */
export function helpText({ help, file }: MenuNode): string {
  if (!help) return '';
  const [start, end, indentation] = help;
  return binaryText(file.bytes, start, end)
    .split('\n')
    .map((line) => withoutIndentation(line.replace(/\r$/, ''), indentation))
    .join('\n')
    .trimEnd();
}

function withoutIndentation(line: string, indentation: number): string {
  let columns = 0;
  for (let i = 0; i < line.length; i++) {
    const c = line[i];
    if (c === '\t') columns = (columns & ~7) + 8;
    else if (c === ' ') columns++;
    else return ' '.repeat(Math.max(0, columns - indentation)) + line.slice(i).trimEnd();
  }
  return '';
}
