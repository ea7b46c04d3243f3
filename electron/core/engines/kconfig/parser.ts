/**
 * Reads Kconfig files into a tree of menu nodes and a table of symbols. Sources are followed with a stack of its own,
 * so that neither their depth nor that of blocks or parentheses is limited by JavaScript's.
 *
 * It accepts the union of what the dialects write (`---help---`, `rsource`, `option env=`, unquoted paths …) and leaves
 * differences of meaning to the evaluator. What it cannot read becomes a problem, and the next line goes on.
 */
import { devicetreeAnswer } from './devicetree-functions.ts';
import type { Dialect } from './dialect.ts';
import { ExpressionReader } from './expression-reader.ts';
import { E_YES } from './expressions.ts';
import { add, type KSymbol, MenuNode, NodeKind, type SourceFile } from './model.ts';
import { ParseState } from './parse-state.ts';
import type { KconfigOutside, ParsedKconfig } from './parsed-kconfig.ts';
import { type Assignment, type MacroPlace, Preprocessor } from './preprocessor.ts';
import { PropertyReader } from './property-reader.ts';
import { Scanner, Token } from './scanner.ts';
import { N_SYMBOL } from './symbol-table.ts';
import { isUnknown } from './unknown-answers.ts';

const MAX_FILES = 100_000;

export class Parser {
  private readonly state: ParseState;
  private readonly properties: PropertyReader;
  private readonly files = new Map<string, SourceFile>();
  private readonly macros: Preprocessor;
  private readonly stack: { readonly scanner: Scanner; readonly block: MenuNode }[] = [];
  private root!: MenuNode;
  /** The block that new nodes go into, and the last node of it. */
  private block!: MenuNode;
  private readonly last = new Map<MenuNode, MenuNode>();

  constructor(
    private readonly outside: KconfigOutside,
    private readonly dialect: Dialect,
  ) {
    this.state = new ParseState(dialect);
    this.properties = new PropertyReader(this.state, outside, dialect);
    this.macros = new Preprocessor({
      environment: (name) => {
        const value = outside.environment(name);
        this.state.environment.set(name, value ?? '');
        return value;
      },
      shell: (command, place) => {
        const answer = outside.shell(command);
        if (answer === undefined)
          this.state.problem('shell-unknown', 'warning', `the answer of the shell to “${command}” is not known`, place);
        return answer;
      },
      function: (name, args, place) => this.callFunction(name, args, place),
      report: (kind, message, place) => this.state.problem(`macro-${kind}`, kind, message, place),
    });
  }

  parse(name: string): ParsedKconfig {
    const text = this.outside.read(name);
    const file: SourceFile = { name, text: text ?? '' };
    this.files.set(name, file);
    this.root = new MenuNode(NodeKind.Root, null, file, 1, E_YES);
    this.block = this.root;
    this.state.entry = this.root;
    this.enter(this.scan(file));
    if (text === undefined)
      this.state.problem('file-missing', 'error', `the file ${name} cannot be read`, { file, line: 1 });
    this.run();
    if (!this.root.prompt) this.state.addPrompt(this.root, 'Main menu', E_YES);
    return {
      root: this.root,
      symbols: this.state.table.all,
      byName: this.state.table.byName,
      expressions: this.state.expressions,
      modules: this.modules(),
      problems: this.state.problems,
      files: [...this.files.keys()],
      environment: this.state.environment,
      unknownCommands: this.macros.unknown.commands,
    };
  }

  private callFunction(name: string, args: readonly string[], place: MacroPlace): string | undefined {
    const answer = this.dialect.likeKconfiglib ? devicetreeAnswer(name) : undefined;
    if (answer !== undefined)
      this.state.problem(
        'devicetree-unknown',
        'info',
        `${name} is answered as without a devicetree: “${answer}”`,
        place,
      );
    else if (args.length > 0)
      this.state.problem('function-unknown', 'warning', `there is no function ${name}: its call gives nothing`, place);
    return answer;
  }

  private modules(): KSymbol {
    const { modules, table } = this.state;
    const symbol = this.dialect.likeKconfiglib ? table.byName.get('MODULES') : modules;
    return symbol ?? table.all[N_SYMBOL]!;
  }

  private scan(file: SourceFile): Scanner {
    const scanner: Scanner = new Scanner(
      file,
      this.macros,
      (message, severity) => this.state.problem('syntax', severity, message, scanner),
      this.dialect.likeKconfiglib,
    );
    return scanner;
  }

  private enter(scanner: Scanner): void {
    this.state.scanner = scanner;
    this.state.reader = new ExpressionReader(scanner, this.state.table, this.state.expressions, (message) =>
      this.state.error(message),
    );
  }

  private run(): void {
    for (;;) {
      if (!this.state.scanner.nextStatement()) {
        if (!this.endFile()) return;
        continue;
      }
      this.state.statementLine = this.state.scanner.line;
      this.statement();
    }
  }

  private endFile(): boolean {
    const outer = this.stack.pop();
    const base = outer?.block ?? this.root;
    while (this.block !== base) {
      const open = this.block;
      this.state.problem('unclosed', 'error', `this ${blockName(open)} is not ended in its file`, open);
      this.leaveBlock();
    }
    if (!outer) return false;
    this.enter(outer.scanner);
    return true;
  }

  // Blocks and nodes

  private addNode(kind: NodeKind, symbol: KSymbol | null): MenuNode {
    const node = new MenuNode(kind, symbol, this.state.scanner.file, this.state.statementLine, E_YES);
    node.parent = this.block;
    const before = this.last.get(this.block);
    if (before) before.next = node;
    else this.block.first = node;
    this.last.set(this.block, node);
    if (symbol) symbol.nodes = add(symbol.nodes, node);
    this.state.entry = node;
    return node;
  }

  private leaveBlock(): void {
    this.last.delete(this.block);
    this.block = this.block.parent!;
    this.state.entry = this.block;
  }

  // Statements

  private statement(): void {
    const { scanner } = this.state;
    if (scanner.token !== Token.Word) {
      this.state.error('a statement starts with a keyword');
      scanner.skipLine();
      return;
    }
    const keyword = scanner.value;
    const afterKeyword = scanner.at;
    if (isUnknown(keyword)) {
      scanner.skipLine();
      return;
    }
    switch (keyword) {
      case 'config':
      case 'menuconfig':
        this.config(keyword === 'config' ? NodeKind.Config : NodeKind.MenuConfig);
        return;
      case 'choice':
        this.choice();
        return;
      case 'menu':
        this.menu();
        return;
      case 'comment':
        this.comment();
        return;
      case 'if':
        this.conditional();
        return;
      case 'endmenu':
        this.end(NodeKind.Menu);
        return;
      case 'endchoice':
        this.end(NodeKind.Choice);
        return;
      case 'endif':
        this.end(NodeKind.If);
        return;
      case 'source':
      case 'rsource':
      case 'osource':
      case 'orsource':
      case 'gsource':
      case 'grsource':
        this.source(keyword);
        return;
      case 'mainmenu': {
        const text = this.state.quotedText('mainmenu');
        if (text !== null) {
          this.root.prompt = null;
          this.state.entry = this.root;
          this.state.addPrompt(this.root, text, E_YES);
        }
        return;
      }
    }
    if (this.assignment(keyword, afterKeyword)) return;
    if (this.properties.read(keyword)) return;
    this.state.error(`“${keyword}” is no statement of Kconfig`, 'unknown-statement');
    scanner.skipLine();
  }

  private assignment(name: string, after: number): boolean {
    const { text } = this.state.scanner.file;
    let at = after;
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
    const two = text.slice(at, at + 2);
    const how: Assignment | null = two === ':=' || two === '+=' ? two : two[0] === '=' ? '=' : null;
    if (!how) return false;
    this.state.scanner.at = at + how.length;
    const value = this.state.scanner
      .restOfLine()
      .replace(/^[ \t]+/, '')
      .replace(/\r$/, '');
    // C expands the value when it has read the line's end: $(lineno) is the next line there.
    const line = this.state.statementLine;
    this.macros.assign(name, how, value, {
      file: this.state.scanner.file,
      line,
      lineno: this.dialect.likeKconfiglib ? line : this.state.scanner.line + 1,
    });
    return true;
  }

  private config(kind: NodeKind): void {
    const { scanner } = this.state;
    if (scanner.next() !== Token.Word) {
      this.state.error('the name of the option is missing');
      scanner.skipLine();
      return;
    }
    const symbol = this.state.table.named(scanner.value);
    if (symbol.kind === 'constant')
      this.state.error(`${symbol.name} is a constant and cannot be an option`, 'constant-name');
    this.addNode(kind, symbol.kind === 'constant' ? null : symbol);
    this.state.endOfStatement();
  }

  private choice(): void {
    const { scanner } = this.state;
    const token = scanner.next();
    const named = token === Token.Word || (token === Token.Quoted && this.dialect.likeKconfiglib);
    const name = named ? scanner.value : null;
    if (name !== null) {
      if (this.dialect.plainChoices) this.state.error('choices have no names since Linux 6.9', 'choice-name');
      scanner.next();
    }
    const symbol = this.state.table.choice(name);
    symbol.optional = false;
    this.block = this.addNode(NodeKind.Choice, symbol);
    this.state.expectEnd();
  }

  private menu(): void {
    const text = this.state.quotedText('menu');
    const node = this.addNode(NodeKind.Menu, null);
    this.state.addPrompt(node, text ?? '', E_YES);
    this.block = node;
  }

  private comment(): void {
    const text = this.state.quotedText('comment');
    const node = this.addNode(NodeKind.Comment, null);
    this.state.addPrompt(node, text ?? '', E_YES);
  }

  private conditional(): void {
    const { scanner } = this.state;
    scanner.next();
    const condition = this.state.expression();
    const node = this.addNode(NodeKind.If, null);
    node.dependency = condition;
    node.written = condition;
    this.block = node;
    this.state.expectEnd();
  }

  private end(kind: NodeKind): void {
    this.state.scanner.next();
    this.state.expectEnd();
    if (this.block === this.root || this.block.kind !== kind) {
      const open = this.block === this.root ? 'nothing is open here' : `a ${blockName(this.block)} is open`;
      this.state.error(`this end does not fit: ${open}`, 'unexpected-end');
      return;
    }
    if (this.block === this.stack.at(-1)?.block || this.block.file !== this.state.scanner.file) {
      this.state.error(
        `the ${blockName(this.block)} was opened in ${this.block.file.name}, and ends there`,
        'unexpected-end',
      );
      return;
    }
    this.leaveBlock();
  }

  private source(keyword: string): void {
    const { scanner } = this.state;
    const relative = keyword.includes('rsource');
    const optional = keyword.startsWith('o') || keyword.startsWith('g');
    const path = this.path();
    if (path === null) return;
    if (isUnknown(path)) {
      this.state.warn('which file is read here depends on an answer of the shell that is not known', 'path-unknown');
      return;
    }
    const here = scanner.file.name;
    const folder = here.includes('/') ? here.slice(0, here.lastIndexOf('/') + 1) : '';
    const name = relative && !path.startsWith('/') ? folder + path : path;
    const globs = this.dialect.sourceGlobs || optional;
    const names =
      /[*?[]/.test(name) && (globs || this.outside.read(name) === undefined) ? this.outside.glob(name) : [name];
    // The first file is read first: they are put on the stack in reverse.
    for (const each of [...names].reverse()) this.open(each, optional || this.dialect.sourcesMayMiss);
    if (names.length === 0 && !optional && !this.dialect.sourcesMayMiss)
      this.state.error(`no file matches ${name}`, 'file-missing');
  }

  /** A quoted path, or the rest of the line with macros expanded. */
  private path(): string | null {
    const { scanner } = this.state;
    const { text } = scanner.file;
    let at = scanner.at;
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
    const first = text.charCodeAt(at);
    if (first === 34 || first === 39) return this.state.quotedText('source');
    scanner.start = at;
    const rest = scanner.restOfLine().replace(/#.*$/, '').trim();
    if (rest === '') {
      this.state.error('the path is missing');
      return null;
    }
    return this.macros.expand(rest, { file: scanner.file, line: this.state.statementLine });
  }

  private open(name: string, optional: boolean): void {
    if (this.stack.some((outer) => outer.scanner.file.name === name) || this.state.scanner.file.name === name) {
      this.state.problem('source-loop', 'error', `${name} sources itself (through other files or directly)`, {
        file: this.state.scanner.file,
        line: this.state.statementLine,
      });
      return;
    }
    if (this.stack.length >= MAX_FILES) {
      this.state.error('too many files source each other', 'source-depth');
      return;
    }
    let file = this.files.get(name);
    if (!file) {
      const text = this.outside.read(name);
      if (text === undefined) {
        if (!optional) this.warnMissing(name);
        return;
      }
      file = { name, text };
      this.files.set(name, file);
    }
    this.stack.push({ scanner: this.state.scanner, block: this.block });
    this.enter(this.scan(file));
  }

  private warnMissing(name: string): void {
    const place = { file: this.state.scanner.file, line: this.state.statementLine };
    this.state.problem('file-missing', 'error', `the file ${name} cannot be read`, place);
  }
}

function blockName(node: MenuNode): string {
  return node.kind === NodeKind.Menu ? 'menu' : node.kind === NodeKind.Choice ? 'choice' : 'if';
}
