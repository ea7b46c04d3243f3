/** What reading a .config did not take, with positions in the text for an editor. */
import type { TextProblem } from '../../contract/config.ts';
import type { ConfigLineProblem } from './config-file.ts';
import { shownText } from './text.ts';

export function textProblems(
  problems: readonly ConfigLineProblem[],
  prefix: string,
  isKnown: (name: string) => boolean,
): TextProblem[] {
  return problems.map(({ code, line, name, text }) => {
    const shown = shownText(text);
    const symbol = shownText(name);
    const nameAt = name === '' ? 0 : shown.indexOf(`${shownText(prefix)}${symbol}`);
    const nameEnd = nameAt + shownText(prefix).length + symbol.length;
    const atName = code === 'unknown-symbol' || code === 'set-twice' || code === 'choice-conflict';
    const [from, to] =
      code === 'bad-value' ? [nameEnd + 1, shown.length] : atName ? [nameAt, nameEnd] : [0, shown.length];
    return {
      code,
      severity: code === 'set-twice' || code === 'choice-conflict' ? 'info' : 'warning',
      message: {
        'unknown-symbol': `There is no option \`${symbol}\`: the line counts for nothing.`,
        'bad-value': `\`${symbol}\` cannot have this value: the line counts for nothing.`,
        'unexpected-line': 'This is no line of a .config: it counts for nothing.',
        'set-twice': `\`${symbol}\` is set again here: the last line counts.`,
        'choice-conflict': `\`${symbol}\` contradicts another value of its choice: the last one counts.`,
      }[code],
      line,
      column: Math.max(0, from) + 1,
      endColumn: Math.max(to, from + 1) + 1,
      option: name !== '' && isKnown(symbol) ? symbol : null,
    };
  });
}
