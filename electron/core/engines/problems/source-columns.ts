/**
 * Columns of GCC turned into columns of an editor. GCC counts display columns (a tab goes to the next multiple of 8, a
 * wide character takes two) since version 11, bytes before; an editor counts UTF-16 units.
 */

/** Cells that a character takes on GCC's display: 0, 1 or 2. Ranges of Unicode 15's East Asian Width, in blocks. */
export function displayWidth(code: number): number {
  if (code < 0x300) return 1;
  if (code <= 0x36f || (code >= 0x200b && code <= 0x200f) || (code >= 0xfe00 && code <= 0xfe0f)) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf && code !== 0x303f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1f64f) ||
    (code >= 0x1f900 && code <= 0x1f9ff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}

const TAB_STOP = 8;

/** The line as GCC prints it, with tabs as spaces. */
export function expandTabs(line: string, tabStop = TAB_STOP): string {
  if (!line.includes('\t')) return line;
  let out = '';
  let cell = 0;
  for (const character of line) {
    if (character === '\t') {
      const width = tabStop - (cell % tabStop);
      out += ' '.repeat(width);
      cell += width;
    } else {
      out += character;
      cell += displayWidth(character.codePointAt(0)!);
    }
  }
  return out;
}

/** Editor column (from 1) of a display column (from 1); past the end of the line it goes on cell by cell. */
export function columnOfDisplay(line: string, display: number, tabStop = TAB_STOP): number {
  let cell = 0;
  let units = 0;
  for (const character of line) {
    const width = character === '\t' ? tabStop - (cell % tabStop) : displayWidth(character.codePointAt(0)!);
    if (cell + width > display - 1) return units + 1;
    cell += width;
    units += character.length;
  }
  return units + 1 + Math.max(0, display - 1 - cell);
}

function utf8Length(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** Editor column (from 1) of a byte column (from 1) of the line in UTF-8. */
export function columnOfByte(line: string, byte: number): number {
  let bytes = 0;
  let units = 0;
  for (const character of line) {
    if (bytes >= byte - 1) return units + 1;
    bytes += utf8Length(character.codePointAt(0)!);
    units += character.length;
  }
  return units + 1 + Math.max(0, byte - 1 - bytes);
}
