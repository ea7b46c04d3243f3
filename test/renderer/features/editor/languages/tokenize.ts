/** Runs a grammar as Monaco does, without a browser: the same compiler and lexer, with the few services they ask for. */
import { compile } from 'monaco-editor/editor/standalone/common/monarch/monarchCompile.js';
import { MonarchTokenizer } from 'monaco-editor/editor/standalone/common/monarch/monarchLexer.js';
import type { Grammar } from '../../../../../renderer/features/editor/languages/grammar.ts';

export interface Piece {
  readonly text: string;
  /** Kind of token without the language's postfix; '' for plain text. */
  readonly kind: string;
}

interface Classic {
  tokens: { offset: number; type: string }[];
  endState: unknown;
}

/** Pieces of each line of `text`, neighbours of one kind joined, blanks left out. */
export function tokenize(grammar: Grammar, text: string): Piece[][] {
  const lexer = compile(grammar.id, grammar.monarch);
  const none = () => ({ dispose: () => undefined });
  const language = { isRegisteredLanguageId: () => false, getLanguageIdByLanguageName: () => null };
  const configuration = { getValue: () => 20_000, onDidChangeConfiguration: none };
  const tokenizer = new MonarchTokenizer(language, {}, grammar.id, lexer, configuration);
  let state: unknown = tokenizer.getInitialState();
  const postfix = grammar.monarch.tokenPostfix ?? '';
  return text.split('\n').map((line) => {
    const result: Classic = tokenizer.tokenize(line, true, state);
    state = result.endState;
    const pieces: Piece[] = [];
    result.tokens.forEach((token, index) => {
      const part = line.slice(token.offset, result.tokens[index + 1]?.offset ?? line.length);
      const kind = token.type.endsWith(postfix) ? token.type.slice(0, -postfix.length) : token.type;
      const last = pieces.at(-1);
      if (last && last.kind === kind) pieces[pieces.length - 1] = { text: last.text + part, kind };
      else if (part !== '') pieces.push({ text: part, kind });
    });
    return pieces.map((piece) => ({ ...piece, text: piece.text.trim() })).filter((piece) => piece.text !== '');
  });
}

/** Kinds of the pieces whose text is exactly `word`, over all lines. */
export function kindsOf(lines: readonly Piece[][], word: string): string[] {
  return lines
    .flat()
    .filter((piece) => piece.text === word)
    .map((piece) => piece.kind);
}
