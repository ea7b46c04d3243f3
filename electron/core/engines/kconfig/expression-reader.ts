/** Reads expressions from a scanner. With a stack of its own, so that any depth of parentheses will do. */
import { E_YES, type Expressions, type ExprId, Op } from './expressions.ts';
import type { KSymbol } from './model.ts';
import { type Scanner, Token } from './scanner.ts';
import { type SymbolTable, Y_SYMBOL } from './symbol-table.ts';

const COMPARISONS: Readonly<Partial<Record<Token, Op>>> = {
  [Token.Equal]: Op.Equal,
  [Token.Unequal]: Op.Unequal,
  [Token.Less]: Op.Less,
  [Token.LessEqual]: Op.LessEqual,
  [Token.Greater]: Op.Greater,
  [Token.GreaterEqual]: Op.GreaterEqual,
};

export class ExpressionReader {
  constructor(
    private readonly scanner: Scanner,
    private readonly table: SymbolTable,
    private readonly expressions: Expressions,
    private readonly error: (message: string) => void,
  ) {}

  /** A name or a quoted text; null, and nothing read, when neither is there. */
  operand(): KSymbol | null {
    const { scanner, table } = this;
    let symbol: KSymbol;
    if (scanner.token === Token.Word) symbol = table.named(scanner.value);
    else if (scanner.token === Token.Quoted) symbol = table.constant(scanner.value);
    else return null;
    scanner.next();
    return symbol;
  }

  /** Precedence, weakest first: `||`, `&&`, `!`, comparisons. */
  expression(): ExprId {
    const { scanner, expressions } = this;
    const operators: Token[] = [];
    const values: ExprId[] = [];
    let parentheses = 0;
    const reduce = (weakest: number): void => {
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
    };
    for (;;) {
      while (scanner.token === Token.Not || scanner.token === Token.Open) {
        operators.push(scanner.token);
        if (scanner.token === Token.Open) parentheses++;
        scanner.next();
      }
      const left = this.operand();
      if (!left) {
        this.error('an option or a value is missing in the expression');
        scanner.skipLine();
        return values[0] ?? E_YES;
      }
      const comparison = COMPARISONS[scanner.token];
      if (comparison === undefined) values.push(this.valueOf(left));
      else {
        scanner.next();
        const right = this.operand();
        if (!right) {
          this.error('the right side of the comparison is missing');
          scanner.skipLine();
          return E_YES;
        }
        values.push(expressions.compare(comparison, left, right));
      }
      reduce(strength(Token.Not));
      while (scanner.token === Token.Close && parentheses > 0) {
        reduce(0);
        operators.pop();
        parentheses--;
        reduce(strength(Token.Not));
        scanner.next();
      }
      if (scanner.token !== Token.And && scanner.token !== Token.Or) break;
      reduce(strength(scanner.token));
      operators.push(scanner.token);
      scanner.next();
    }
    if (parentheses > 0) this.error('a closing parenthesis is missing');
    for (const [i, operator] of operators.entries()) if (operator === Token.Open) operators.splice(i, 1);
    while (operators.includes(Token.Open)) operators.splice(operators.indexOf(Token.Open), 1);
    reduce(0);
    return values[0] ?? E_YES;
  }

  private valueOf(symbol: KSymbol): ExprId {
    return symbol.id <= Y_SYMBOL ? symbol.id : this.expressions.symbol(symbol);
  }
}

function strength(operator: Token): number {
  return operator === Token.Not ? 3 : operator === Token.And ? 2 : 1;
}
