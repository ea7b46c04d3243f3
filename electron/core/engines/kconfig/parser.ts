/**
 * Reads Kconfig files into a tree of menu nodes and a table of symbols. Sources are followed with a stack of its own,
 * so that neither their depth nor that of blocks or parentheses is limited by JavaScript's.
 *
 * It accepts the union of what the dialects write (`---help---`, `rsource`, `option env=`, unquoted paths …) and leaves
 * differences of meaning to the evaluator. What it cannot read becomes a problem, and the next line goes on.
 */
import { bytesOf } from './bytes.ts';
import type { Dialect } from './dialect.ts';
import { E_YES } from './expressions.ts';
import { NodeKind } from './model.ts';
import { ParseState } from './parse-state.ts';
import type { KconfigOutside, ParsedKconfig } from './parsed-kconfig.ts';
import { PropertyReader } from './property-reader.ts';
import { Token } from './scanner.ts';
import { N_SYMBOL, SymbolKind } from './symbol-table.ts';
import { isUnknown, withoutMarks } from './unknown-answers.ts';
import { Keyword } from './words.ts';

const MAX_FILES = 100_000;
const NOTHING = new Uint8Array(0);

/** A file that is left for one that it sources. */
interface OuterFile {
  readonly file: number;
  readonly at: number;
  readonly line: number;
  /** The block that was open when it was left. */
  readonly block: number;
}

export class Parser {
  private readonly state: ParseState;
  private readonly tree: ParsedKconfig;
  private readonly properties: PropertyReader;
  /** Index of each file that was read among the tree's sources. */
  private readonly files = new Map<string, number>();
  private readonly stack: OuterFile[] = [];
  /** The block that new nodes go into. */
  private block = 0;

  constructor(
    private readonly outside: KconfigOutside,
    private readonly dialect: Dialect,
  ) {
    this.state = new ParseState(outside, dialect);
    this.tree = this.state.tree;
    this.properties = new PropertyReader(this.state, dialect);
  }

  parse(name: string): ParsedKconfig {
    const { state, tree } = this;
    const given = this.read(name);
    const file = this.addFile(name, given ?? NOTHING);
    tree.nodes.add(NodeKind.Root, 0, file, 1);
    this.enter(file, 0, 1);
    if (!given)
      state.problem('file-missing', 'error', `the file ${name} cannot be read`, { file: tree.sources[file]!, line: 1 });
    this.run();
    if (tree.nodes.prompt[0] === 0) {
      state.setPromptText('Main menu');
      state.entry = 0;
      state.addPrompt(E_YES);
    }
    if (this.dialect.likeKconfiglib) tree.modulesId = Math.max(N_SYMBOL, tree.table.find('MODULES'));
    tree.unknownCommands = state.macros.unknown.commands;
    return tree;
  }

  // Files

  private read(name: string): Uint8Array | undefined {
    const given = this.outside.read(name);
    return typeof given === 'string' ? bytesOf(given) : given;
  }

  private addFile(name: string, bytes: Uint8Array): number {
    const file = this.tree.sources.push({ name, bytes }) - 1;
    this.files.set(name, file);
    return file;
  }

  private enter(file: number, at: number, line: number): void {
    this.state.file = file;
    this.state.scanner.enter(this.tree.sources[file]!, at, line);
  }

  private run(): void {
    const { state } = this;
    const { scanner } = state;
    for (;;) {
      if (!scanner.nextStatement()) {
        if (!this.endFile()) return;
        continue;
      }
      state.statementLine = scanner.line;
      this.statement();
    }
  }

  private endFile(): boolean {
    const { tree, state } = this;
    const outer = this.stack.pop();
    const base = outer?.block ?? 0;
    while (this.block !== base) {
      const open = tree.node(this.block);
      state.problem('unclosed', 'error', `this ${blockName(open.kind)} is not ended in its file`, open);
      this.leaveBlock();
    }
    if (!outer) return false;
    this.enter(outer.file, outer.at, outer.line);
    return true;
  }

  private source(keyword: Keyword): void {
    const { scanner } = this.state;
    const relative = keyword === Keyword.RSource || keyword === Keyword.ORSource || keyword === Keyword.GRSource;
    const optional = keyword !== Keyword.Source && keyword !== Keyword.RSource;
    const path = this.path();
    if (path === null) return;
    if (isUnknown(path)) {
      this.state.warn('which file is read here depends on an answer of the shell that is not known', 'path-unknown');
      return;
    }
    const here = scanner.file.name;
    const name = relative && !path.startsWith('/') ? here.slice(0, here.lastIndexOf('/') + 1) + path : path;
    const globs = this.dialect.sourceGlobs || optional;
    if (!/[*?[]/.test(name) || (!globs && this.outside.read(name) !== undefined)) {
      this.open(name, optional || this.dialect.sourcesMayMiss);
      return;
    }
    const names = this.outside.glob(name);
    // The first file is read first: they are put on the stack in reverse.
    for (let i = names.length - 1; i >= 0; i--) this.open(names[i]!, optional || this.dialect.sourcesMayMiss);
    if (names.length === 0 && !optional && !this.dialect.sourcesMayMiss)
      this.state.error(`no file matches ${name}`, 'file-missing');
  }

  /** A quoted path, or the rest of the line with macros expanded. */
  private path(): string | null {
    const { state } = this;
    const { scanner } = state;
    const at = scanner.afterBlanks();
    if (scanner.isQuoteAt(at)) {
      scanner.next();
      const text = scanner.value;
      scanner.next();
      state.expectEnd();
      return text;
    }
    scanner.start = at;
    const rest = scanner.restOfLine(scanner.at).replace(/#.*$/, '').trim();
    if (rest === '') {
      state.error('the path is missing');
      return null;
    }
    return state.macros.expand(rest, { file: scanner.file, line: state.statementLine });
  }

  private open(name: string, optional: boolean): void {
    const { state } = this;
    const { scanner } = state;
    if (this.isOpen(name)) {
      state.problem('source-loop', 'error', `${name} sources itself (through other files or directly)`, {
        file: scanner.file,
        line: state.statementLine,
      });
      return;
    }
    if (this.stack.length >= MAX_FILES) {
      state.error('too many files source each other', 'source-depth');
      return;
    }
    let file = this.files.get(name);
    if (file === undefined) {
      const bytes = this.read(name);
      if (!bytes) {
        const place = { file: scanner.file, line: state.statementLine };
        if (!optional) state.problem('file-missing', 'error', `the file ${name} cannot be read`, place);
        return;
      }
      file = this.addFile(name, bytes);
    }
    this.stack.push({ file: state.file, at: scanner.at, line: scanner.line, block: this.block });
    this.enter(file, 0, 1);
  }

  private isOpen(name: string): boolean {
    const file = this.files.get(name);
    if (file === undefined) return false;
    return this.state.file === file || this.stack.some((outer) => outer.file === file);
  }

  // Blocks and nodes

  private addNode(kind: NodeKind, symbol: number): void {
    const { state, block } = this;
    const { nodes, table } = this.tree;
    const node = nodes.add(kind, symbol, state.file, state.statementLine);
    nodes.parent[node] = block;
    if (nodes.first[block] === 0) nodes.first[block] = node;
    else nodes.next[nodes.last[block]!] = node;
    nodes.last[block] = node;
    if (symbol !== 0) table.addNode(symbol, node, nodes.nextOfSymbol);
    state.entry = node;
  }

  private leaveBlock(): void {
    this.block = this.tree.nodes.parent[this.block]!;
    this.state.entry = this.block;
  }

  // Statements

  private statement(): void {
    const { state } = this;
    const { scanner } = state;
    if (scanner.token !== Token.Word) {
      state.error('a statement starts with a keyword');
      scanner.skipLine();
      return;
    }
    if (scanner.isUnknown) {
      scanner.skipLine();
      return;
    }
    const { word } = scanner;
    switch (word as Keyword) {
      case Keyword.Config:
        this.config(NodeKind.Config);
        return;
      case Keyword.MenuConfig:
        this.config(NodeKind.MenuConfig);
        return;
      case Keyword.Choice:
        this.choice();
        return;
      case Keyword.Menu:
        state.quotedText('menu');
        this.addNode(NodeKind.Menu, 0);
        state.addPrompt(E_YES);
        this.block = state.entry;
        return;
      case Keyword.Comment:
        state.quotedText('comment');
        this.addNode(NodeKind.Comment, 0);
        state.addPrompt(E_YES);
        return;
      case Keyword.If:
        this.conditional();
        return;
      case Keyword.EndMenu:
        this.end(NodeKind.Menu);
        return;
      case Keyword.EndChoice:
        this.end(NodeKind.Choice);
        return;
      case Keyword.EndIf:
        this.end(NodeKind.If);
        return;
      case Keyword.Source:
      case Keyword.RSource:
      case Keyword.OSource:
      case Keyword.ORSource:
      case Keyword.GSource:
      case Keyword.GRSource:
        this.source(word);
        return;
      case Keyword.MainMenu:
        if (state.quotedText('mainmenu')) {
          this.tree.nodes.prompt[0] = 0;
          state.entry = 0;
          state.addPrompt(E_YES);
        }
        return;
    }
    const name = scanner.made;
    if (this.assignment(word)) return;
    if (this.properties.read(word)) return;
    state.error(`“${name ?? this.tree.words.text(word)}” is no statement of Kconfig`, 'unknown-statement');
    scanner.skipLine();
  }

  private assignment(name: number): boolean {
    const { state } = this;
    const { scanner } = state;
    const at = scanner.afterBlanks();
    const how = scanner.assignmentAt(at);
    if (!how) return false;
    const value = scanner
      .restOfLine(at + how.length)
      .replace(/^[ \t]+/, '')
      .replace(/\r$/, '');
    // C expands the value when it has read the line's end: $(lineno) is the next line there.
    const line = state.statementLine;
    const lineno = this.dialect.likeKconfiglib ? line : scanner.line + 1;
    state.macros.assign(this.tree.words.text(name), how, value, { file: scanner.file, line, lineno });
    return true;
  }

  private config(kind: NodeKind): void {
    const { state } = this;
    const { scanner } = state;
    if (scanner.next() !== Token.Word) {
      state.error('the name of the option is missing');
      scanner.skipLine();
      return;
    }
    const { table } = this.tree;
    const symbol = state.reader.symbol();
    const isConstant = table.kind[symbol] === SymbolKind.Constant;
    if (isConstant) state.error(`${table.nameOf(symbol)} is a constant and cannot be an option`, 'constant-name');
    this.addNode(kind, isConstant ? 0 : symbol);
    state.endOfStatement();
  }

  private choice(): void {
    const { state } = this;
    const { scanner } = state;
    const token = scanner.next();
    const isText = token === Token.Quoted && this.dialect.likeKconfiglib;
    const isNamed = token === Token.Word || isText;
    const name = isNamed ? this.tree.words.internText(withoutMarks(scanner.value)) : -1;
    if (isNamed) {
      if (this.dialect.plainChoices) state.error('choices have no names since Linux 6.9', 'choice-name');
      scanner.next();
    }
    const symbol = this.tree.table.choiceNamed(name);
    this.tree.table.optional[symbol] = 0;
    this.addNode(NodeKind.Choice, symbol);
    this.block = state.entry;
    state.expectEnd();
  }

  private conditional(): void {
    const { state } = this;
    const { nodes } = this.tree;
    state.scanner.next();
    const condition = state.reader.expression();
    this.addNode(NodeKind.If, 0);
    nodes.dependency[state.entry] = condition;
    nodes.written[state.entry] = condition;
    this.block = state.entry;
    state.expectEnd();
  }

  private end(kind: NodeKind): void {
    const { state, block } = this;
    const { nodes, sources } = this.tree;
    state.scanner.next();
    state.expectEnd();
    const open = nodes.kind[block]! as NodeKind;
    if (block === 0 || open !== kind) {
      const what = block === 0 ? 'nothing is open here' : `a ${blockName(open)} is open`;
      state.error(`this end does not fit: ${what}`, 'unexpected-end');
      return;
    }
    if (block === this.stack.at(-1)?.block || nodes.file[block] !== state.file) {
      const { name } = sources[nodes.file[block]!]!;
      state.error(`the ${blockName(open)} was opened in ${name}, and ends there`, 'unexpected-end');
      return;
    }
    this.leaveBlock();
  }
}

function blockName(kind: NodeKind): string {
  return kind === NodeKind.Menu ? 'menu' : kind === NodeKind.Choice ? 'choice' : 'if';
}
