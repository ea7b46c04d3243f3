/** Places in the menu as rows of columns; node 0 is the root, and as a link it stands for "none". */
import { grown, grownBytes } from './columns.ts';
import { E_YES } from './expressions.ts';
import type { NodeKind } from './model.ts';

/** A menu may have as many entries as memory allows; most trees of tests have few. */
const START = 32;

export class NodeTable {
  size = 0;
  /** A `NodeKind`. */
  kind = new Uint8Array(START);
  /** 0: none. */
  symbol = new Int32Array(START);
  /** Index of the file among the tree's sources. */
  file = new Int32Array(START);
  line = new Int32Array(START);
  parent = new Int32Array(START);
  /** First child and next sibling: implicit submenus move runs of siblings about. */
  first = new Int32Array(START);
  next = new Int32Array(START);
  /** Last child, as long as the tree is being read. */
  last = new Int32Array(START);
  /** The property that is its prompt; 0: none. */
  prompt = new Int32Array(START);
  dependency = new Int32Array(START);
  /** Own `depends on` as written. */
  written = new Int32Array(START);
  /** `visible if`; -1: none. */
  visibility = new Int32Array(START);
  /** Offsets of the help in the file: start of its first line, end (0: no help), indentation in columns. */
  helpStart = new Int32Array(START);
  helpEnd = new Int32Array(START);
  helpIndentation = new Int32Array(START);
  /** The properties given here, linked by `nextOfNode`; 0: none. */
  firstProperty = new Int32Array(START);
  lastProperty = new Int32Array(START);
  /** The next place of the same symbol; 0: none. */
  nextOfSymbol = new Int32Array(START);

  add(kind: NodeKind, symbol: number, file: number, line: number): number {
    if (this.size === this.kind.length) this.grow();
    const node = this.size++;
    this.kind[node] = kind;
    this.symbol[node] = symbol;
    this.file[node] = file;
    this.line[node] = line;
    this.dependency[node] = E_YES;
    this.written[node] = E_YES;
    this.visibility[node] = -1;
    return node;
  }

  private grow(): void {
    this.kind = grownBytes(this.kind);
    this.symbol = grown(this.symbol);
    this.file = grown(this.file);
    this.line = grown(this.line);
    this.parent = grown(this.parent);
    this.first = grown(this.first);
    this.next = grown(this.next);
    this.last = grown(this.last);
    this.prompt = grown(this.prompt);
    this.dependency = grown(this.dependency);
    this.written = grown(this.written);
    this.visibility = grown(this.visibility);
    this.helpStart = grown(this.helpStart);
    this.helpEnd = grown(this.helpEnd);
    this.helpIndentation = grown(this.helpIndentation);
    this.firstProperty = grown(this.firstProperty);
    this.lastProperty = grown(this.lastProperty);
    this.nextOfSymbol = grown(this.nextOfSymbol);
  }

  /** The node after `node` in the order of the files; 0 at the end. */
  nextInOrder(node: number): number {
    if (this.first[node] !== 0) return this.first[node]!;
    for (let at = node; at !== 0; at = this.parent[at]!) if (this.next[at] !== 0) return this.next[at]!;
    return 0;
  }
}
