/** What reading a .config did not take, with positions in the text for an editor. */
import type { TextProblem } from '../../contract/config.ts';
import type { ModelWarning } from '../config/config-model.ts';
import { type ConfigLineProblem, linesByName } from './config-file.ts';
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
      code === 'bad-value' || code === 'out-of-range'
        ? [nameEnd + 1, shown.length]
        : atName
          ? [nameAt, nameEnd]
          : [0, shown.length];
    return {
      code,
      severity: code === 'set-twice' || code === 'choice-conflict' ? 'info' : 'warning',
      message: {
        'unknown-symbol': `There is no option \`${symbol}\`: the line counts for nothing.`,
        'bad-value': `\`${symbol}\` cannot have this value: the line counts for nothing.`,
        'unexpected-line': 'This is no line of a .config: it counts for nothing.',
        'set-twice': `\`${symbol}\` is set again here: the last line counts.`,
        'out-of-range': `\`${symbol}\` cannot have a value outside its range: the line counts for nothing.`,
        'choice-conflict': `\`${symbol}\` contradicts another value of its choice: the last one counts.`,
      }[code],
      line,
      column: Math.max(0, from) + 1,
      endColumn: Math.max(to, from + 1) + 1,
      option: name !== '' && isKnown(symbol) ? symbol : null,
    };
  });
}

/** The same for lines that were taken and have no effect, because of other options. */
export function withoutEffect(warnings: readonly ModelWarning[], text: string, prefix: string): TextProblem[] {
  const ineffective = warnings.filter(({ code }) => code === 'did-not-take');
  if (ineffective.length === 0) return [];
  const lines = linesByName(text, prefix);
  return ineffective.flatMap(({ option, message }) => {
    const found = option === null ? undefined : lines.get(option);
    if (!found) return [];
    const length = shownText(found.text).length;
    const at = { line: found.line, column: 1, endColumn: length + 1 };
    return [{ code: 'did-not-take', severity: 'warning' as const, message, ...at, option }];
  });
}
