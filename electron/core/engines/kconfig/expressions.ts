/**
 * Expressions over symbols, each different one kept once: equal expressions have equal ids, and an operand's id is
 * always smaller than that of the expression it is part of. Values are kept elsewhere (`evaluator.ts`).
 */
export type ExprId = number;

export enum Op {
  /** Constant: a = 0, 1, 2. */
  Constant,
  /** a = symbol. */
  Symbol,
  /** a = expression. */
  Not,
  And,
  Or,
  /** a, b = symbols. */
  Equal,
  Unequal,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
}

export const isComparison = (op: Op): boolean => op >= Op.Equal;

/** The three constants are the first three expressions. */
export const E_NO = 0;
export const E_MOD = 1;
export const E_YES = 2;

export class Expressions {
  op = new Uint8Array(1024);
  a = new Int32Array(1024);
  b = new Int32Array(1024);
  size = 0;
  private table = new Int32Array(4096).fill(-1);
  private mask = 4095;

  constructor() {
    for (const value of [0, 1, 2]) this.intern(Op.Constant, value, 0);
  }

  intern(op: Op, a: number, b: number): ExprId {
    let slot = (Math.imul(op + 1, 0x9e3779b1) ^ Math.imul(a + 1, 0x85ebca6b) ^ Math.imul(b + 1, 0xc2b2ae35)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.mask;
    for (;;) {
      const found = this.table[slot]!;
      if (found < 0) break;
      if (this.op[found] === op && this.a[found] === a && this.b[found] === b) return found;
      slot = (slot + 1) & this.mask;
    }
    const id = this.size++;
    if (id === this.op.length) this.grow();
    this.op[id] = op;
    this.a[id] = a;
    this.b[id] = b;
    this.table[slot] = id;
    if (this.size * 2 > this.mask) this.rehash();
    return id;
  }

  private grow(): void {
    const larger = this.op.length * 2;
    const op = new Uint8Array(larger);
    op.set(this.op);
    this.op = op;
    const a = new Int32Array(larger);
    a.set(this.a);
    this.a = a;
    const b = new Int32Array(larger);
    b.set(this.b);
    this.b = b;
  }

  private rehash(): void {
    this.mask = this.mask * 2 + 1;
    this.table = new Int32Array(this.mask + 1).fill(-1);
    for (let id = 0; id < this.size; id++) {
      let slot =
        (Math.imul(this.op[id]! + 1, 0x9e3779b1) ^
          Math.imul(this.a[id]! + 1, 0x85ebca6b) ^
          Math.imul(this.b[id]! + 1, 0xc2b2ae35)) >>>
        0;
      slot = (slot ^ (slot >>> 15)) & this.mask;
      while (this.table[slot]! >= 0) slot = (slot + 1) & this.mask;
      this.table[slot] = id;
    }
  }

  /** The value of a symbol; the constants n, m and y are expressions of their own. */
  symbol(symbol: number): ExprId {
    return symbol <= E_YES ? symbol : this.intern(Op.Symbol, symbol, 0);
  }

  compare(op: Op, left: number, right: number): ExprId {
    return this.intern(op, left, right);
  }

  not(e: ExprId): ExprId {
    // `!m` is kept: `m` may still become `m && MODULES`.
    if (e === E_NO || e === E_YES) return E_YES - e;
    return this.op[e] === Op.Not ? this.a[e]! : this.intern(Op.Not, e, 0);
  }

  /** `x && y` is the smaller of the two, so y is neutral, n wins, and equal operands collapse. */
  and(x: ExprId, y: ExprId): ExprId {
    if (x === E_YES || x === y) return y;
    if (y === E_YES) return x;
    if (x === E_NO || y === E_NO) return E_NO;
    return this.intern(Op.And, x, y);
  }

  or(x: ExprId, y: ExprId): ExprId {
    if (x === E_NO || x === y) return y;
    if (y === E_NO) return x;
    if (x === E_YES || y === E_YES) return E_YES;
    return this.intern(Op.Or, x, y);
  }

  /** `e || more`, where e may be -1: nothing so far. */
  either(e: ExprId | -1, more: ExprId): ExprId {
    return e === -1 ? more : this.or(e, more);
  }

  /** The operands of a chain of `&&` (or `||`), left to right; the expression itself when it is no such chain. */
  terms(e: ExprId, op: Op.And | Op.Or): ExprId[] {
    const terms: ExprId[] = [];
    const pending = [e];
    while (pending.length > 0) {
      const at = pending.pop()!;
      if (this.op[at] === op) pending.push(this.b[at]!, this.a[at]!);
      else terms.push(at);
    }
    return terms;
  }

  /** Calls `visit` with the id of each symbol in `e`; may name one more than once. */
  forEachSymbol(e: ExprId, visit: (symbol: number) => void): void {
    const pending = [e];
    const seen = new Set<ExprId>();
    while (pending.length > 0) {
      const at = pending.pop()!;
      if (seen.has(at)) continue;
      seen.add(at);
      switch (this.op[at]) {
        case Op.Constant:
          break;
        case Op.Symbol:
          visit(this.a[at]!);
          break;
        case Op.Not:
          pending.push(this.a[at]!);
          break;
        case Op.And:
        case Op.Or:
          pending.push(this.b[at]!, this.a[at]!);
          break;
        default:
          visit(this.a[at]!);
          visit(this.b[at]!);
      }
    }
  }
}
