/** C and C++ as the editor colours them: calls, types and macros apart, which Monaco's own grammar does not tell. */
import type { languages } from 'monaco-editor/editor.js';
import { BRACE_PAIRS, type Grammar } from './grammar.ts';

const words = (text: string) => text.trim().split(/\s+/);

const C_KEYWORDS = words(`
  alignas alignof asm auto break case const constexpr continue default do else enum extern for goto if inline nullptr
  register restrict return sizeof static static_assert struct switch thread_local typedef typeof union volatile while
  _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert _Thread_local __asm__ __attribute__ __extension__ __inline
  __inline__ __restrict __restrict__ __typeof__ __volatile__ __asm __alignof__`);
const C_TYPES = words(
  'bool char double float int long short signed unsigned void _Bool _Complex __int128 va_list FILE',
);
const C_CONSTANTS = words('true false NULL');
const CPP_KEYWORDS = words(`
  and catch class co_await co_return co_yield compl concept const_cast consteval constinit decltype delete dynamic_cast
  explicit export final friend import module mutable namespace new noexcept not operator or override private protected
  public reinterpret_cast requires static_cast template this throw try typeid typename using virtual xor`);
const CPP_TYPES = words('char8_t char16_t char32_t wchar_t string string_view vector');

function monarch(cpp: boolean): languages.IMonarchLanguage {
  return {
    defaultToken: '',
    tokenPostfix: cpp ? '.cpp' : '.c',
    keywords: cpp ? [...C_KEYWORDS, ...CPP_KEYWORDS] : C_KEYWORDS,
    types: cpp ? [...C_TYPES, ...CPP_TYPES] : C_TYPES,
    constants: C_CONSTANTS,
    escape: /\\(?:[abefnrtv\\"'?]|[0-7]{1,3}|x[0-9A-Fa-f]+|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})/,
    tokenizer: {
      root: [
        [/^(\s*#\s*(?:include_next|include|import|embed))(\s*)(<[^>]*>|"[^"]*"|)/, ['directive', '', 'string']],
        [/^(\s*#\s*define)(\s+)([A-Za-z_]\w*)(?=\()/, ['directive', '', 'function']],
        [/^(\s*#\s*(?:define|undef|ifdef|ifndef))(\s+)([A-Za-z_]\w*)/, ['directive', '', 'identifier']],
        [/^\s*#\s*(?:error|warning|pragma|line)\b/, { token: 'directive', next: '@message' }],
        [/^\s*#\s*\w*/, 'directive'],
        { include: '@whitespace' },
        [/\b(enum)(\s+)(class|struct)(\s+)([A-Za-z_]\w*)/, ['keyword', '', 'keyword', '', 'type']],
        [/\b(struct|union|enum)(\s+)([A-Za-z_]\w*)/, ['keyword', '', 'type']],
        ...(cpp
          ? ([
              [/\b(class|namespace|typename)(\s+)([A-Za-z_]\w*)/, ['keyword', '', 'type']],
              [/[A-Za-z_]\w*(?=::)/, 'type'],
              [/(?:u8|[uUL])?R"([^()\\\s]{0,16})\(/, { token: 'string', next: '@raw.$1' }],
              [/\[\[/, { token: 'directive', next: '@attribute' }],
            ] as languages.IMonarchLanguageRule[])
          : []),
        [/(?:u8|[uUL])?"/, { token: 'string', next: '@string' }],
        [/(?:u8|[uUL])?'(?:[^'\\]|\\.[^']{0,9})'/, 'string'],
        [/'[^'\n]*/, 'string.invalid'],
        [
          /[A-Za-z_]\w*/,
          {
            cases: {
              '@keywords': 'keyword',
              '@types': 'type',
              '@constants': 'constant',
              '\\w+_t': 'type',
              '[A-Z][A-Z0-9_]+': { token: 'constant' },
              '@default': { token: '@rematch', next: '@name' },
            },
          },
        ],
        [
          /(?:0[xX][\da-fA-F'.]+(?:[pP][+-]?\d+)?|0[bB][01']+|\.?\d[\d']*(?:\.[\d']*)?(?:[eE][+-]?\d+)?)[uUlLfFzZ]*/,
          'number',
        ],
        [/[{}()[\]]/, '@brackets'],
        [/[<>=!~?:&|+\-*/^%]+/, 'operator'],
        [/[;,.]/, 'delimiter'],
      ],
      name: [
        [/[A-Za-z_]\w*(?=\s*\()/, { token: 'function', next: '@pop' }],
        ...(cpp ? ([[/[A-Z]\w*[a-z]\w*/, { token: 'type', next: '@pop' }]] as languages.IMonarchLanguageRule[]) : []),
        [/[A-Za-z_]\w*/, { token: 'identifier', next: '@pop' }],
      ],
      whitespace: [
        [/[ \t\r\n]+/, ''],
        [/\/\*/, { token: 'comment', next: '@comment' }],
        [/\/\/.*\\$/, { token: 'comment', next: '@continuedComment' }],
        [/\/\/.*$/, 'comment'],
      ],
      comment: [
        [/[^*]+/, 'comment'],
        [/\*\//, { token: 'comment', next: '@pop' }],
        [/\*/, 'comment'],
      ],
      continuedComment: [
        [/.*\\$/, 'comment'],
        [/.*$/, { token: 'comment', next: '@pop' }],
      ],
      message: [
        [/^/, { token: '', next: '@pop' }],
        [/.*$/, { token: '', next: '@pop' }],
      ],
      // A backslash at the end of a line carries the string over; any other end of line ends it, closed or not.
      string: [
        [/^/, { token: '', next: '@pop' }],
        [/[^\\"]+/, 'string'],
        [/@escape/, 'string.escape'],
        [/\\$/, { token: 'string', switchTo: '@carriedString' }],
        [/\\./, 'string'],
        [/"/, { token: 'string', next: '@pop' }],
      ],
      carriedString: [
        [/^(?:[^\\"]|\\.)+/, { token: 'string', switchTo: '@string' }],
        [/^"/, { token: 'string', next: '@pop' }],
        [/^\\$/, 'string'],
        [/^$/, { token: '', next: '@pop' }],
        // What the first rule left of this line.
        [/./, { token: '@rematch', switchTo: '@string' }],
      ],
      raw: [
        [/[^)]+/, 'string'],
        [/\)([^()\\\s]{0,16})"/, { cases: { '$1==$S2': { token: 'string', next: '@pop' }, '@default': 'string' } }],
        [/\)/, 'string'],
      ],
      attribute: [
        [/\]\]/, { token: 'directive', next: '@pop' }],
        [/[^\]]+|\]/, 'directive'],
      ],
    },
  };
}

const configuration: languages.LanguageConfiguration = {
  ...BRACE_PAIRS,
  comments: { lineComment: '//', blockComment: ['/*', '*/'] },
  onEnterRules: [
    // ` * ` goes on in a block comment that began on a line above.
    {
      beforeText: /^\s*\/\*(?!\/)(?:[^*]|\*(?!\/))*$/,
      afterText: /^\s*\*\/$/,
      action: { indentAction: 2, appendText: ' * ' },
    },
    { beforeText: /^\s*\/\*(?:[^*]|\*(?!\/))*$/, action: { indentAction: 0, appendText: ' * ' } },
    { beforeText: /^\s* \*(?: (?:[^*]|\*(?!\/))*)?$/, action: { indentAction: 0, appendText: '* ' } },
  ],
  folding: { markers: { start: /^\s*#\s*pragma\s+region\b/, end: /^\s*#\s*pragma\s+endregion\b/ } },
};

export const c: Grammar = { id: 'c', name: 'C', monarch: monarch(false), configuration };
export const cpp: Grammar = { id: 'cpp', name: 'C++', monarch: monarch(true), configuration };
