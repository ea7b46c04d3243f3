/** Reads expressions from a scanner. With a stack of its own, so that any depth of parentheses will do. */
import { E_YES, type Expressions, type ExprId, Op } from './expressions.ts';
import { type Scanner, Token } from './scanner.ts';
import type { SymbolTable } from './symbol-table.ts';

export class ExpressionReader {
  /** Pending operators and operands: stacks that stay allocated, since there are many short expressions. */
  private readonly operators: Token[] = [];
  private readonly values: ExprId[] = [];
  private operatorCount = 0;
  private valueCount = 0;

  constructor(
    private readonly scanner: Scanner,
    private readonly table: SymbolTable,
    private readonly expressions: Expressions,
    private readonly error: (message: string) => void,
  ) {}

  /** The symbol that the present token stands for: a name, or a quoted text; -1 for other tokens. */
  symbol(): number {
    const { scanner, table } = this;
    const isWord = scanner.token === Token.Word;
    if (!isWord && scanner.token !== Token.Quoted) return -1;
    if (scanner.isUnknown) return table.unknown(scanner.value);
    return isWord ? table.named(scanner.word) : table.constant(scanner.quotedWord());
  }

  /** The same, and moves on; nothing is read when there is none. */
  operand(): number {
    const { scanner } = this;
    const symbol = this.symbol();
    if (symbol < 0) return -1;
    scanner.next();
    return symbol;
  }

  /** Precedence, weakest first: `||`, `&&`, `!`, comparisons. */
  expression(): ExprId {
    const { scanner, expressions } = this;
    this.operatorCount = 0;
    this.valueCount = 0;
    let parentheses = 0;
    for (;;) {
      while (scanner.token === Token.Not || scanner.token === Token.Open) {
        this.operators[this.operatorCount++] = scanner.token;
        if (scanner.token === Token.Open) parentheses++;
        scanner.next();
      }
      const left = this.operand();
      if (left < 0) {
        this.error('an option or a value is missing in the expression');
        scanner.skipLine();
        return this.first();
      }
      const comparison = comparisonOf(scanner.token);
      if (comparison === null) this.push(expressions.symbol(left));
      else {
        scanner.next();
        const right = this.operand();
        if (right < 0) {
          this.error('the right side of the comparison is missing');
          scanner.skipLine();
          return E_YES;
        }
        this.push(expressions.compare(comparison, left, right));
      }
      if (this.operatorCount > 0) this.reduce(NOT);
      while (scanner.token === Token.Close && parentheses > 0) {
        this.reduce(0);
        this.operatorCount--;
        parentheses--;
        this.reduce(NOT);
        scanner.next();
      }
      if (scanner.token !== Token.And && scanner.token !== Token.Or) break;
      this.reduce(strength(scanner.token));
      this.operators[this.operatorCount++] = scanner.token;
      scanner.next();
    }
    if (parentheses > 0) {
      this.error('a closing parenthesis is missing');
      this.closeAll();
    }
    this.reduce(0);
    return this.first();
  }

  private push(value: ExprId): void {
    this.values[this.valueCount++] = value;
  }

  private pop(): ExprId {
    return this.valueCount > 0 ? this.values[--this.valueCount]! : E_YES;
  }

  private first(): ExprId {
    return this.valueCount > 0 ? this.values[0]! : E_YES;
  }

  /** Applies the operators since the last parenthesis that bind at least as strongly. */
  private reduce(weakest: number): void {
    const { expressions, operators } = this;
    while (this.operatorCount > 0) {
      const top = operators[this.operatorCount - 1]!;
      if (top === Token.Open || strength(top) < weakest) return;
      this.operatorCount--;
      const right = this.pop();
      if (top === Token.Not) this.push(expressions.not(right));
      else {
        const left = this.pop();
        this.push(top === Token.And ? expressions.and(left, right) : expressions.or(left, right));
      }
    }
  }

  private closeAll(): void {
    const { operators, operatorCount } = this;
    this.operatorCount = 0;
    for (let i = 0; i < operatorCount; i++)
      if (operators[i] !== Token.Open) operators[this.operatorCount++] = operators[i]!;
  }
}

const NOT = 3;

function strength(operator: Token): number {
  return operator === Token.Not ? NOT : operator === Token.And ? 2 : 1;
}

function comparisonOf(token: Token): Op | null {
  switch (token) {
    case Token.Equal:
      return Op.Equal;
    case Token.Unequal:
      return Op.Unequal;
    case Token.Less:
      return Op.Less;
    case Token.LessEqual:
      return Op.LessEqual;
    case Token.Greater:
      return Op.Greater;
    case Token.GreaterEqual:
      return Op.GreaterEqual;
    default:
      return null;
  }
}
