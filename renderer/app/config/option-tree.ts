/** The shape of a configuration as the window walks it: places in a menu, made once from the columns of the contract. */
import { type ConfigTreeWire, nodeKinds, optionTypes } from '#core/contract/config.ts';

export type NodeKind = (typeof nodeKinds)[number];
export type OptionType = (typeof optionTypes)[number];

/** Nodes and options are numbers: positions in the columns. */
export class OptionTree {
  readonly title: string;
  /** Rows below a node; places without a prompt are left out, what is in them stands one level higher. */
  private readonly rowsBelow: readonly (readonly number[])[];
  private readonly rowParent: Int32Array;
  private readonly byId = new Map<string, number>();
  private readonly firstNode: Int32Array;

  constructor(private readonly wire: ConfigTreeWire) {
    const { nodes, options } = wire;
    this.title = wire.title;
    options.id.forEach((id, index) => {
      this.byId.set(id, index);
    });
    const below: number[][] = [];
    this.rowParent = new Int32Array(nodes.kind.length).fill(-1);
    this.firstNode = new Int32Array(options.id.length).fill(-1);
    for (let node = 0; node < nodes.kind.length; node++) {
      below.push([]);
      const parent = nodes.parent[node]!;
      // Parents come first, so what they stand below is known.
      const row = parent < 0 ? -1 : this.isRow(parent) || parent === 0 ? parent : this.rowParent[parent]!;
      this.rowParent[node] = row;
      if (node > 0 && this.isRow(node)) below[row]!.push(node);
      const option = nodes.option[node]!;
      if (option >= 0 && this.firstNode[option]! < 0 && nodes.prompt[node] !== '') this.firstNode[option] = node;
    }
    this.rowsBelow = below;
  }

  private isRow(node: number): boolean {
    return this.wire.nodes.prompt[node] !== '';
  }

  get nodeCount(): number {
    return this.wire.nodes.kind.length;
  }

  get optionCount(): number {
    return this.wire.options.id.length;
  }

  kind(node: number): NodeKind {
    return nodeKinds[this.wire.nodes.kind[node]!]!;
  }

  prompt(node: number): string {
    return this.wire.nodes.prompt[node]!;
  }

  /** -1 for none. */
  option(node: number): number {
    return this.wire.nodes.option[node]!;
  }

  children(node: number): readonly number[] {
    return this.rowsBelow[node]!;
  }

  /** 0, the root, for the outermost rows. */
  parent(node: number): number {
    return this.rowParent[node]!;
  }

  place(node: number): { readonly file: string; readonly path: string; readonly line: number } {
    const { nodes, files } = this.wire;
    const file = nodes.file[node]!;
    return { file: files.name[file] ?? '', path: files.path[file] ?? '', line: nodes.line[node]! };
  }

  /** Prompts from the outermost menu on, without the node's own. */
  path(node: number): readonly string[] {
    const path: string[] = [];
    for (let at = this.parent(node); at > 0; at = this.parent(at)) path.unshift(this.prompt(at));
    return path;
  }

  /** All nodes below, at any depth, the node itself first. */
  subtree(node: number): readonly number[] {
    const found: number[] = [];
    const pending = [node];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      found.push(next);
      pending.push(...this.children(next));
    }
    return found;
  }

  optionOf(id: string): number | undefined {
    return this.byId.get(id);
  }

  idOf(option: number): string {
    return this.wire.options.id[option]!;
  }

  type(option: number): OptionType {
    return optionTypes[this.wire.options.type[option]!]!;
  }

  /** The first place with a prompt; -1 where there is none. */
  nodeOf(option: number): number {
    return this.firstNode[option]!;
  }

  promptOf(id: string): string {
    const option = this.byId.get(id);
    const node = option === undefined ? -1 : this.nodeOf(option);
    return node < 0 ? '' : this.prompt(node);
  }

  /** The choice that a place is a value of; -1 where it is none. */
  choiceOf(node: number): number {
    const parent = this.parent(node);
    return parent > 0 && this.kind(parent) === 'choice' ? this.option(parent) : -1;
  }
}
