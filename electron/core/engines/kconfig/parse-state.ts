/** Where the reading of Kconfig files is, and the pieces that statements and properties are both made of. */
import type { Dialect } from './dialect.ts';
import type { ExpressionReader } from './expression-reader.ts';
import { E_YES, Expressions, type ExprId } from './expressions.ts';
import { add, type KSymbol, type MenuNode, NodeKind, Prompt } from './model.ts';
import type { KconfigProblem } from './parsed-kconfig.ts';
import type { MacroPlace } from './preprocessor.ts';
import { Scanner, Token } from './scanner.ts';
import { SymbolTable } from './symbol-table.ts';
import { withoutMarks } from './unknown-answers.ts';

const MAX_PROBLEMS = 2000;

export class ParseState {
  readonly expressions = new Expressions();
  readonly table = new SymbolTable();
  readonly problems: KconfigProblem[] = [];
  /** Environment variables that were asked for. */
  readonly environment = new Map<string, string>();
  modules: KSymbol | null = null;
  scanner!: Scanner;
  reader!: ExpressionReader;
  /** The node whose properties are being read. */
  entry!: MenuNode;
  statementLine = 1;

  constructor(private readonly dialect: Dialect) {}

  problem(code: string, severity: KconfigProblem['severity'], message: string, place: MacroPlace): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const column = place instanceof Scanner ? place.column : 1;
    this.problems.push({ code, severity, message, file: place.file.name, line: place.line, column });
  }

  error(message: string, code = 'syntax'): void {
    this.problem(code, 'error', message, this.scanner);
  }

  warn(message: string, code: string): void {
    this.problem(code, 'warning', message, { file: this.scanner.file, line: this.statementLine });
  }

  addPrompt(node: MenuNode, text: string, condition: ExprId): void {
    let visible = condition;
    const own = node.kind === NodeKind.Config || node.kind === NodeKind.MenuConfig || node.kind === NodeKind.Choice;
    const python = this.dialect.likeKconfiglib;
    const shown = withoutMarks(text, '?');
    let trimmed = python && !own ? shown : shown.replace(/^[ \t\n\r\f\v]+/, '');
    if (python && own) trimmed = trimmed.replace(/[ \t\n\r\f\v]+$/, '');
    if (trimmed !== shown) this.warn('blanks around the prompt are ignored', 'prompt-blanks');
    if (node.prompt) this.warn('the prompt is given twice; the last one counts', 'prompt-twice');
    if (own) {
      for (let menu = node.parent; menu; menu = menu.parent)
        if (menu.visibility !== -1) visible = this.expressions.and(visible, menu.visibility);
    }
    const prompt = new Prompt(node, this.statementLine, visible, trimmed);
    node.prompt = prompt;
    if (node.symbol) node.symbol.prompts = add(node.symbol.prompts, prompt);
  }

  quotedText(after: string): string | null {
    const { scanner } = this;
    if (scanner.next() !== Token.Quoted && scanner.token !== Token.Word) {
      this.error(`a text in quotes is missing after “${after}”`);
      scanner.skipLine();
      return null;
    }
    const text = scanner.value;
    scanner.next();
    this.expectEnd();
    return text;
  }

  ifCondition(): ExprId {
    const { scanner } = this;
    if (scanner.token !== Token.Word || scanner.value !== 'if') return E_YES;
    scanner.next();
    return this.expression();
  }

  endOfStatement(): void {
    this.scanner.next();
    this.expectEnd();
  }

  expectEnd(): void {
    const { scanner } = this;
    if (scanner.token === Token.End) return;
    this.error('the line should end here');
    scanner.skipLine();
  }

  operand(): KSymbol | null {
    return this.reader.operand();
  }

  expression(): ExprId {
    return this.reader.expression();
  }
}
