/** Numbers and comparisons as C's strtoll and kconfig's own rules give them. */
import { SymbolType } from './model.ts';

/** Leading number of a text as strtoll reads it; 0 where there is none. Limited to 64 bits, signed. */
export function leadingNumber(text: string, base: 10 | 16): bigint {
  const match =
    base === 10 ? /^\s*([+-]?)(\d+)/.exec(text) : /^\s*([+-]?)(?:0[xX](?=[0-9a-fA-F]))?([0-9a-fA-F]+)/.exec(text);
  if (!match) return 0n;
  const value = BigInt((base === 16 ? '0x' : '') + match[2]);
  const signed = match[1] === '-' ? -value : value;
  const max = 0x7fffffffffffffffn;
  return signed > max ? max : signed < -max - 1n ? -max - 1n : signed;
}

/** Whether a text can be a value of the type, as `sym_string_valid` has it, or Python's int(). */
export function isValid(type: SymbolType, text: string, python = false): boolean {
  if (python && type === SymbolType.Int) return /^[+-]?\d+(?:_\d+)*$/.test(text.trim());
  if (python && type === SymbolType.Hex) return /^\+?(?:0[xX]_?)?[\da-fA-F]+(?:_[\da-fA-F]+)*$/.test(text.trim());
  switch (type) {
    case SymbolType.String:
      return true;
    case SymbolType.Int:
      return /^-?(?:0|[1-9]\d*)$/.test(text);
    case SymbolType.Hex:
      return /^(?:0[xX])?[0-9a-fA-F]+$/.test(text);
    case SymbolType.Bool:
    case SymbolType.Tristate:
      return /^[yYmMnN]/.test(text);
    default:
      return false;
  }
}

interface Parsed {
  readonly kind: 'text' | 'signed' | 'unsigned';
  readonly value: bigint;
}

const TEXT: Parsed = { kind: 'text', value: 0n };
const U64 = 1n << 64n;

function parse(text: string, type: SymbolType): Parsed {
  switch (type) {
    case SymbolType.Bool:
    case SymbolType.Tristate:
      return { kind: 'signed', value: text === 'n' ? 0n : text === 'm' ? 1n : text === 'y' ? 2n : -1n };
    case SymbolType.Int:
      return whole(text, /^\s*([+-]?)(\d+)$/, 10, 'signed');
    case SymbolType.Hex:
      return whole(text, /^\s*([+-]?)(?:0[xX])?([0-9a-fA-F]+)$/, 16, 'unsigned');
    default: {
      if (/^\s*[+-]?0[xX][0-9a-fA-F]+$/.test(text)) return whole(text, /^\s*([+-]?)0[xX]([0-9a-fA-F]+)$/, 16, 'signed');
      if (/^\s*[+-]?0[0-7]*$/.test(text)) return whole(text, /^\s*([+-]?)(0[0-7]*)$/, 8, 'signed');
      return whole(text, /^\s*([+-]?)([1-9]\d*)$/, 10, 'signed');
    }
  }
}

function whole(text: string, pattern: RegExp, base: 8 | 10 | 16, kind: 'signed' | 'unsigned'): Parsed {
  const match = pattern.exec(text);
  if (!match) return TEXT;
  const digits = match[2]!;
  const value = BigInt(base === 16 ? `0x${digits}` : base === 8 ? `0o${digits}` : digits);
  if (kind === 'unsigned' ? value >= U64 : value > 0x7fffffffffffffffn) return TEXT;
  const signed = match[1] === '-' ? -value : value;
  return { kind, value: kind === 'unsigned' && signed < 0n ? signed + U64 : signed };
}

const small = /^(?:0|[1-9]\d{0,14})$/;

/** Below 0, 0 or above 0, like C's expr_calc_value compares two symbols' texts. */
export function compareValues(left: string, leftType: SymbolType, right: string, rightType: SymbolType): number {
  if (left === right) return 0;
  if (leftType === SymbolType.String && rightType === SymbolType.String) return left < right ? -1 : 1;
  if (small.test(left) && small.test(right) && leftType !== SymbolType.Hex && rightType !== SymbolType.Hex) {
    if (
      leftType !== SymbolType.Bool &&
      leftType !== SymbolType.Tristate &&
      rightType !== SymbolType.Bool &&
      rightType !== SymbolType.Tristate
    )
      return Number(left) - Number(right);
  }
  const a = parse(left, leftType);
  const b = parse(right, rightType);
  if (a.kind === 'text' || b.kind === 'text') return left < right ? -1 : 1;
  if (a.kind === 'unsigned' || b.kind === 'unsigned') {
    const x = a.value < 0n ? a.value + U64 : a.value;
    const y = b.value < 0n ? b.value + U64 : b.value;
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}
