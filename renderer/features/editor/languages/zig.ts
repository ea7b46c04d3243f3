/** Zig: builtins, multi-line strings of `\\` lines, and no block comments. */
import { BRACE_PAIRS, type Grammar } from './grammar.ts';

const words = (text: string) => text.trim().split(/\s+/);

export const zig: Grammar = {
  id: 'zig',
  name: 'Zig',
  configuration: { ...BRACE_PAIRS, comments: { lineComment: '//' } },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.zig',
    keywords: words(`
      addrspace align allowzero and anyframe asm async await break callconv catch comptime const continue defer else enum
      errdefer error export extern fn for if inline linksection noalias noinline nosuspend opaque or orelse packed pub
      resume return struct suspend switch test threadlocal try union unreachable usingnamespace var volatile while`),
    types: words(`
      anyerror anyopaque anytype bool c_char c_int c_long c_longdouble c_longlong c_short c_uint c_ulong c_ulonglong
      c_ushort comptime_float comptime_int f16 f32 f64 f80 f128 isize noreturn type usize void`),
    constants: words('true false null undefined'),
    tokenizer: {
      root: [
        [/\s+/, ''],
        [/\/\/.*$/, 'comment'],
        [/\\\\.*$/, 'string'],
        [/\b(fn)(\s+)([A-Za-z_]\w*)/, ['keyword', '', 'function']],
        [/@"(?:[^"\\]|\\.)*"/, 'identifier'],
        [/@[A-Za-z_]\w*/, 'directive'],
        [/"/, { token: 'string', next: '@string' }],
        [/'(?:[^'\\]|\\(?:[nrt\\'"]|x[\da-fA-F]{2}|u\{[\da-fA-F]+\}))'/, 'string'],
        [
          /[A-Za-z_]\w*/,
          {
            cases: {
              '@keywords': 'keyword',
              '@types': 'type',
              '@constants': 'constant',
              '[iu]\\d+': 'type',
              '[A-Z][A-Z0-9_]+': 'constant',
              '[A-Z]\\w*': 'type',
              '@default': { token: '@rematch', next: '@name' },
            },
          },
        ],
        [
          /0x[\da-fA-F_]+(?:\.[\da-fA-F_]+)?(?:[pP][+-]?\d+)?|0o[0-7_]+|0b[01_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?/,
          'number',
        ],
        [/[{}()[\]]/, '@brackets'],
        [/[<>=!~?:&|+\-*/^%]+/, 'operator'],
        [/[;,.]/, 'delimiter'],
      ],
      name: [
        [/[A-Za-z_]\w*(?=\s*\()/, { token: 'function', next: '@pop' }],
        [/[A-Za-z_]\w*/, { token: 'identifier', next: '@pop' }],
      ],
      string: [
        [/^/, { token: '', next: '@pop' }],
        [/[^\\"]+/, 'string'],
        [/\\(?:[nrt\\'"]|x[\da-fA-F]{2}|u\{[\da-fA-F]+\})/, 'string.escape'],
        [/\\./, 'string'],
        [/"/, { token: 'string', next: '@pop' }],
      ],
    },
  },
};
