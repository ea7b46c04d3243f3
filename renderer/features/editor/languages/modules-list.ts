/** modules.list of L4Re: entries, the modules of each with their arguments, and words in brackets that change a line. */
import type { Grammar } from './grammar.ts';

export const modulesList: Grammar = {
  id: 'modules-list',
  name: 'modules.list',
  configuration: {
    comments: { lineComment: '#' },
    brackets: [['[', ']']],
    autoClosingPairs: [{ open: '[', close: ']' }],
    folding: { markers: { start: /^\s*(?:entry|title|group)\b/, end: /^\s*$/ } },
    wordPattern: /[^\s,[\]"']+/,
  },
  monarch: {
    defaultToken: '',
    tokenPostfix: '.modules',
    tokenizer: {
      root: [
        [/^\s*#.*$/, 'comment'],
        [/^(\s*)(entry|title|group|module-group)(\s+)(\S+)/, ['', 'keyword', '', 'type']],
        [/^(\s*)(modaddr)(\s+)(\S+)/, ['', 'keyword', '', 'number']],
        [
          /^(\s*)((?:default-)?(?:kernel|bootstrap|sigma0|roottask)|module|bin|data|moe|initrd)(?=[\s[])/,
          ['', { token: 'keyword', next: '@module' }],
        ],
        [/^(\s*)(include|searchpath|set)(?=[\s[])/, ['', 'keyword']],
        [/\S+/, ''],
        [/\s+/, ''],
      ],
      module: [
        [/^/, { token: '@rematch', next: '@pop' }],
        [/\[/, { token: 'operator', next: '@options' }],
        [/(\s+)(\S+)/, ['', { token: 'function', switchTo: '@arguments' }]],
        [/\s+/, ''],
      ],
      options: [
        [/\]/, { token: 'operator', next: '@pop' }],
        [/$/, { token: '', next: '@pop' }],
        [/[\w-]+/, 'directive'],
        [/[^\]\w-]+/, 'operator'],
      ],
      arguments: [
        [/^/, { token: '@rematch', next: '@pop' }],
        [/rom\/\S*/, 'string'],
        [/"[^"]*"|'[^']*'/, 'string'],
        [/-{1,2}[\w-]+/, 'constant'],
        [/[^\s"'-]+/, ''],
        [/["'-]/, ''],
        [/\s+/, ''],
      ],
    },
  },
};
