/** Reads expressions from a scanner. With a stack of its own, so that any depth of parentheses will do. */
import { E_YES, type Expressions, type ExprId, Op } from './expressions.ts';
import { type Scanner, Token } from './scanner.ts';
import type { SymbolTable } from './symbol-table.ts';

export class ExpressionReader {
  /** Pending operators and operands; empty between two expressions. */
  private readonly operators: Token[] = [];
  private readonly values: ExprId[] = [];

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
    const { scanner, expressions, operators, values } = this;
    operators.length = 0;
    values.length = 0;
    let parentheses = 0;
    for (;;) {
      while (scanner.token === Token.Not || scanner.token === Token.Open) {
        operators.push(scanner.token);
        if (scanner.token === Token.Open) parentheses++;
        scanner.next();
      }
      const left = this.operand();
      if (left < 0) {
        this.error('an option or a value is missing in the expression');
        scanner.skipLine();
        return values[0] ?? E_YES;
      }
      const comparison = comparisonOf(scanner.token);
      if (comparison === null) values.push(expressions.symbol(left));
      else {
        scanner.next();
        const right = this.operand();
        if (right < 0) {
          this.error('the right side of the comparison is missing');
          scanner.skipLine();
          return E_YES;
        }
        values.push(expressions.compare(comparison, left, right));
      }
      if (operators.length > 0) this.reduce(NOT);
      while (scanner.token === Token.Close && parentheses > 0) {
        this.reduce(0);
        operators.pop();
        parentheses--;
        this.reduce(NOT);
        scanner.next();
      }
      if (scanner.token !== Token.And && scanner.token !== Token.Or) break;
      this.reduce(strength(scanner.token));
      operators.push(scanner.token);
      scanner.next();
    }
    if (parentheses > 0) {
      this.error('a closing parenthesis is missing');
      this.closeAll();
    }
    this.reduce(0);
    return values[0] ?? E_YES;
  }

  /** Applies the operators since the last parenthesis that bind at least as strongly. */
  private reduce(weakest: number): void {
    const { expressions, operators, values } = this;
    while (operators.length > 0) {
      const top = operators[operators.length - 1]!;
      if (top === Token.Open || strength(top) < weakest) return;
      operators.pop();
      const right = values.pop() ?? E_YES;
      if (top === Token.Not) values.push(expressions.not(right));
      else {
        const left = values.pop() ?? E_YES;
        values.push(top === Token.And ? expressions.and(left, right) : expressions.or(left, right));
      }
    }
  }

  private closeAll(): void {
    const { operators } = this;
    let kept = 0;
    for (const operator of operators) if (operator !== Token.Open) operators[kept++] = operator;
    operators.length = kept;
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
