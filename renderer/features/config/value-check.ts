/** Whether a text can be the value of a number or a text, said while it is typed. */
import type { OptionType } from '../../app/config/option-tree.ts';

export interface Range {
  readonly low: string;
  readonly high: string;
}

/** @returns one sentence that says the way out; null where the value will do. Sizes may be beyond 2^53. */
export function valueProblem(type: OptionType, text: string, range: Range | null): string | null {
  if (type === 'string') return /[\n\r]/.test(text) ? 'A text is one line.' : null;
  if (type !== 'int' && type !== 'hex') return null;
  const good = type === 'int' ? /^-?\d+$/ : /^(?:0[xX])?[\da-fA-F]+$/;
  if (text.trim() === '') return type === 'int' ? 'Type a whole number.' : 'Type a hexadecimal number, as 0x1000.';
  if (!good.test(text))
    return type === 'int'
      ? 'A whole number has digits only, with a minus sign before them if need be.'
      : 'A hexadecimal number has the digits 0 to 9 and a to f, as 0x1000.';
  if (!range || range.low === '' || range.high === '') return null;
  const number = (value: string) => toBig(type, value);
  const [value, low, high] = [number(text), number(range.low), number(range.high)];
  if (low !== null && value !== null && value < low) return `The smallest value is ${range.low}.`;
  if (high !== null && value !== null && value > high) return `The largest value is ${range.high}.`;
  return null;
}

function toBig(type: 'int' | 'hex', text: string): bigint | null {
  try {
    if (type === 'int') return text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text);
    return BigInt(/^0x/i.test(text) ? text : `0x${text}`);
  } catch {
    return null;
  }
}
