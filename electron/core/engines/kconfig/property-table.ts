/** Prompts, defaults, ranges, selects and implies as rows of columns; row 0 stands for "none". */
import { grown, grownBytes } from './columns.ts';
import type { ExprId } from './expressions.ts';

const START = 64;

export enum PropertyKind {
  Prompt,
  Default,
  Range,
  Select,
  Imply,
}

export class PropertyTable {
  size = 1;
  /** A `PropertyKind`. */
  kind = new Uint8Array(START);
  node = new Int32Array(START);
  line = new Int32Array(START);
  /** Gets the dependencies of the place when the tree is finalised. */
  condition = new Int32Array(START);
  /** The condition as written in the property's own `if`; for explanations. */
  written = new Int32Array(START);
  /**
   * Prompt: where its text starts in the file of its node, or -1 - its index among the tree's texts. Default: the
   * expression. Range: the symbol at its low end. Select and imply: the target.
   */
  a = new Int32Array(START);
  /** Prompt: where its text ends. Range: the symbol at its high end. */
  b = new Int32Array(START);
  /** The next property of the same symbol, of the same place, and of those that select (or imply) the same target. */
  nextOfSymbol = new Int32Array(START);
  nextOfNode = new Int32Array(START);
  nextAtTarget = new Int32Array(START);

  add(kind: PropertyKind, node: number, line: number, condition: ExprId, a: number, b: number): number {
    if (this.size === this.kind.length) this.grow();
    const property = this.size++;
    this.kind[property] = kind;
    this.node[property] = node;
    this.line[property] = line;
    this.condition[property] = condition;
    this.written[property] = condition;
    this.a[property] = a;
    this.b[property] = b;
    return property;
  }

  private grow(): void {
    this.kind = grownBytes(this.kind);
    this.node = grown(this.node);
    this.line = grown(this.line);
    this.condition = grown(this.condition);
    this.written = grown(this.written);
    this.a = grown(this.a);
    this.b = grown(this.b);
    this.nextOfSymbol = grown(this.nextOfSymbol);
    this.nextOfNode = grown(this.nextOfNode);
    this.nextAtTarget = grown(this.nextAtTarget);
  }
}
