/** Types of the two internal modules of Monaco that the tests of grammars use. */
declare module 'monaco-editor/editor/standalone/common/monarch/monarchCompile.js' {
  export function compile(languageId: string, language: object): object;
}
declare module 'monaco-editor/editor/standalone/common/monarch/monarchLexer.js' {
  export class MonarchTokenizer {
    constructor(language: object, theme: object, languageId: string, lexer: object, configuration: object);
    getInitialState(): unknown;
    tokenize(
      line: string,
      hasEOL: boolean,
      state: unknown,
    ): { tokens: { offset: number; type: string }[]; endState: unknown };
  }
}
