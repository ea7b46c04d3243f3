/** Splits C and C++ text into words and marks for the outline; comments and the insides of strings are left out. */

export interface Token {
  /** A name or number as it stands; `"` for any string or character; one character for everything else; `#` for a whole directive. */
  readonly text: string;
  readonly line: number;
  /** For directives: the whole text, continued lines joined. */
  readonly directive?: string;
  /** Last line of a directive. */
  readonly endLine?: number;
}

const WORD = /[A-Za-z0-9_$\u0080-\uffff]+/y;

/** Never throws: a comment or a string that does not end ends with the text, or with its line. */
export function* scanC(text: string): Generator<Token> {
  let line = 1;
  let atLineStart = true;
  let index = 0;
  while (index < text.length) {
    const character = text[index]!;
    if (character === '\n') {
      line++;
      index++;
      atLineStart = true;
    } else if (character === '\\' && text[index + 1] === '\n') {
      line++;
      index += 2;
    } else if (
      character === ' ' ||
      character === '\t' ||
      character === '\r' ||
      character === '\f' ||
      character === '\v'
    ) {
      index++;
    } else if (character === '/' && text[index + 1] === '/') {
      const end = text.indexOf('\n', index);
      index = end < 0 ? text.length : end;
    } else if (character === '/' && text[index + 1] === '*') {
      const end = text.indexOf('*/', index + 2);
      const stop = end < 0 ? text.length : end + 2;
      line += lineBreaks(text, index, stop);
      index = stop;
    } else if (character === '#' && atLineStart) {
      const stop = directiveEnd(text, index);
      const directive = text.slice(index, stop).replace(/\\\r?\n/g, ' ');
      const endLine = line + lineBreaks(text, index, stop);
      yield { text: '#', line, directive, endLine };
      line = endLine;
      index = stop;
    } else if (character === '"' || character === "'") {
      atLineStart = false;
      yield { text: '"', line };
      const stop = stringEnd(text, index, character);
      line += lineBreaks(text, index, stop);
      index = stop;
    } else {
      atLineStart = false;
      WORD.lastIndex = index;
      const word = WORD.exec(text)?.[0] ?? character;
      yield { text: word, line };
      index += word.length;
    }
  }
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** End of a directive: the first line break that no backslash continues. Its comments may run over several lines. */
function directiveEnd(text: string, start: number): number {
  let index = start;
  while (index < text.length) {
    const end = text.indexOf('\n', index);
    const stop = end < 0 ? text.length : end;
    if (text[stop - 1] !== '\\' && !(text[stop - 1] === '\r' && text[stop - 2] === '\\')) return stop;
    index = stop + 1;
  }
  return text.length;
}

function stringEnd(text: string, start: number, quote: string): number {
  for (let index = start + 1; index < text.length; index++) {
    const character = text[index];
    if (character === '\\') index++;
    else if (character === quote) return index + 1;
    else if (character === '\n') return index;
  }
  return text.length;
}
