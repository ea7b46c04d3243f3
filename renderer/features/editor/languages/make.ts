/** GNU Make: targets, assignments, variables and functions, recipes with their shell text. */
import type { Grammar } from './grammar.ts';

export const make: Grammar = {
  id: 'make',
  name: 'Makefile',
  configuration: {
    comments: { lineComment: '#' },
    brackets: [
      ['(', ')'],
      ['{', '}'],
    ],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: '{', close: '}' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
    ],
  },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.make',
    functions: [
      ...'abspath addprefix addsuffix and basename call dir error eval file filter filter-out findstring firstword'.split(
        ' ',
      ),
      ...'flavor foreach if info intcmp join lastword let notdir or origin patsubst realpath shell sort strip'.split(
        ' ',
      ),
      ...'subst suffix value warning wildcard word wordlist words'.split(' '),
    ],
    tokenizer: {
      root: [
        [/^\t[@\-+]*/, { token: 'operator', next: '@recipe' }],
        [
          /^ *(?:-?include|sinclude|ifeq|ifneq|ifdef|ifndef|else|endif|define|endef|export|unexport|override|private|undefine|vpath)\b/,
          'keyword',
        ],
        [/^( *)((?:[\w.%/-]|\$[({@<^*%][^)}]*[)}]?)+)(\s*)(\?=|\+=|:::?=|:=|!=|=)/, ['', 'type', '', 'operator']],
        [/^ *\.[A-Z_]+(?=\s*:)/, 'directive'],
        [/^[^\s#:=$][^#:=$]*(?=:(?!=))/, 'function'],
        { include: '@text' },
      ],
      // The recipe ends with its line unless a backslash carries it over.
      recipe: [
        [/^/, { token: '', next: '@pop' }],
        [/\\$/, { token: 'operator', switchTo: '@carriedRecipe' }],
        [/"(?:[^"\\$]|\\.)*"/, 'string'],
        [/'[^']*'/, 'string'],
        [/#.*$/, 'comment'],
        { include: '@expansion' },
        [/[^$"'#\\]+/, ''],
        [/["'\\]/, ''],
      ],
      carriedRecipe: [
        [/^\s+/, { token: '', switchTo: '@recipe' }],
        [/^\S/, { token: '', switchTo: '@recipe' }],
        [/^$/, { token: '', next: '@pop' }],
      ],
      text: [
        [/#(?:[^\\]|\\(?!$))*\\$/, { token: 'comment', next: '@continuedComment' }],
        [/#.*$/, 'comment'],
        [/"(?:[^"\\$]|\\.)*"/, 'string'],
        { include: '@expansion' },
        [/::?|[|&]/, 'operator'],
        [/\\$/, 'operator'],
        [/[^\s$#:"\\]+/, ''],
        [/\s+/, ''],
      ],
      continuedComment: [
        [/.*\\$/, 'comment'],
        [/.*$/, { token: 'comment', next: '@pop' }],
      ],
      expansion: [
        [/\$\$/, 'operator'],
        [/\$[@%<?^+*|]/, 'type'],
        [
          /(\$[({])([a-z-]+)(?=[\s,])/,
          [
            'operator',
            {
              cases: {
                '@functions': { token: 'directive', next: '@arguments' },
                '@default': { token: 'type', next: '@arguments' },
              },
            },
          ],
        ],
        [/(\$[({])([^\s(){}$:,=]*)/, ['operator', { token: 'type', next: '@arguments' }]],
        [/\$\w/, 'type'],
        [/\$/, ''],
      ],
      arguments: [
        [/[)}]/, { token: 'operator', next: '@pop' }],
        { include: '@expansion' },
        [/[({]/, { token: '', next: '@nested' }],
        [/,/, 'operator'],
        [/[^(){}$,]+/, ''],
      ],
      nested: [
        [/[)}]/, { token: '', next: '@pop' }],
        [/[({]/, { token: '', next: '@push' }],
        { include: '@expansion' },
        [/[^(){}$]+/, ''],
      ],
    },
  },
};
