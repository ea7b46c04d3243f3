/** What a language of the editor's own consists of; `import type` only, so that Monaco stays out of the first script. */
import type { languages } from 'monaco-editor/editor.js';

export interface Grammar {
  readonly id: string;
  readonly name: string;
  readonly monarch: languages.IMonarchLanguage;
  readonly configuration: languages.LanguageConfiguration;
}

/** Pairs that every language in braces shares. */
export const BRACE_PAIRS: Pick<
  languages.LanguageConfiguration,
  'brackets' | 'autoClosingPairs' | 'surroundingPairs' | 'indentationRules'
> = {
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
    { open: "'", close: "'", notIn: ['string', 'comment'] },
  ],
  surroundingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
    { open: '"', close: '"' },
    { open: "'", close: "'" },
  ],
};
