/**
 * Reads Kconfig files into a tree of menu nodes and a table of symbols. Sources are followed with a stack of its own,
 * so that neither their depth nor that of blocks or parentheses is limited by JavaScript's.
 *
 * It accepts the union of what the dialects write (`---help---`, `rsource`, `option env=`, unquoted paths …) and leaves
 * differences of meaning to the evaluator. What it cannot read becomes a problem, and the next line goes on.
 */
import type { Dialect } from './dialect.ts';
import { ExpressionReader } from './expression-reader.ts';
import { E_YES, Expressions, type ExprId } from './expressions.ts';
import {
  add,
  Default,
  type KSymbol,
  MenuNode,
  NodeKind,
  Prompt,
  Range,
  Selection,
  type SourceFile,
  SymbolType,
} from './model.ts';
import { type Assignment, type MacroPlace, Preprocessor } from './preprocessor.ts';
import { Scanner, Token } from './scanner.ts';
import { N_SYMBOL, SymbolTable, Y_SYMBOL } from './symbol-table.ts';

/** What the engine asks of the outside. Texts are binary strings: one char for each byte. */
export interface KconfigOutside {
  /** Text of a file; undefined where there is none. Names are as the sources give them. */
  read(name: string): string | undefined;
  /** Names that match a pattern of `source`, in byte order. */
  glob(pattern: string): readonly string[];
  environment(name: string): string | undefined;
  /** Output of a command; undefined: the answer is not known, which is reported. */
  shell(command: string): string | undefined;
}

export interface KconfigProblem {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ParsedKconfig {
  readonly root: MenuNode;
  readonly symbols: readonly KSymbol[];
  readonly byName: ReadonlyMap<string, KSymbol>;
  readonly expressions: Expressions;
  /** The symbol that `modules` names; the constant n where there is none. */
  readonly modules: KSymbol;
  readonly problems: readonly KconfigProblem[];
  readonly files: readonly string[];
  /** Environment variables that were asked for, with their values; '' where unset. */
  readonly environment: ReadonlyMap<string, string>;
}

const MAX_PROBLEMS = 2000;
const MAX_FILES = 100_000;
const TYPES: Readonly<Record<string, SymbolType>> = {
  bool: SymbolType.Bool,
  boolean: SymbolType.Bool,
  tristate: SymbolType.Tristate,
  int: SymbolType.Int,
  hex: SymbolType.Hex,
  string: SymbolType.String,
};
export class Parser {
  readonly expressions = new Expressions();
  private readonly table = new SymbolTable();
  private readonly problems: KconfigProblem[] = [];
  private readonly files = new Map<string, SourceFile>();
  private readonly environment = new Map<string, string>();
  private readonly macros: Preprocessor;
  private readonly stack: { readonly scanner: Scanner; readonly block: MenuNode }[] = [];
  private modules: KSymbol | null = null;
  private root!: MenuNode;
  private scanner!: Scanner;
  private reader!: ExpressionReader;
  /** The block that new nodes go into, and the last node of it. */
  private block!: MenuNode;
  private readonly last = new Map<MenuNode, MenuNode>();
  /** The node whose properties are being read. */
  private entry!: MenuNode;
  private statementLine = 1;

  constructor(
    private readonly outside: KconfigOutside,
    private readonly dialect: Dialect,
  ) {
    this.macros = new Preprocessor({
      environment: (name) => {
        const value = outside.environment(name);
        this.environment.set(name, value ?? '');
        return value;
      },
      shell: (command, place) => {
        const answer = outside.shell(command);
        if (answer === undefined)
          this.problem('shell-unknown', 'warning', `the answer of the shell to “${command}” is not known`, place);
        return answer;
      },
      report: (kind, message, place) => this.problem(`macro-${kind}`, kind, message, place),
    });
  }

  parse(name: string): ParsedKconfig {
    const text = this.outside.read(name);
    const file: SourceFile = { name, text: text ?? '' };
    this.files.set(name, file);
    this.root = new MenuNode(NodeKind.Root, null, file, 1, E_YES);
    this.block = this.root;
    this.entry = this.root;
    this.enter(this.scan(file));
    if (text === undefined) this.problem('file-missing', 'error', `the file ${name} cannot be read`, { file, line: 1 });
    this.run();
    if (!this.root.prompt) this.addPrompt(this.root, 'Main menu', E_YES);
    return {
      root: this.root,
      symbols: this.table.all,
      byName: this.table.byName,
      expressions: this.expressions,
      modules: this.modules ?? this.table.all[N_SYMBOL]!,
      problems: this.problems,
      files: [...this.files.keys()],
      environment: this.environment,
    };
  }

  private scan(file: SourceFile): Scanner {
    const scanner: Scanner = new Scanner(file, this.macros, (message, severity) =>
      this.problem('syntax', severity, message, scanner),
    );
    return scanner;
  }

  private enter(scanner: Scanner): void {
    this.scanner = scanner;
    this.reader = new ExpressionReader(scanner, this.table, this.expressions, (message) => this.error(message));
  }

  private problem(code: string, severity: KconfigProblem['severity'], message: string, place: MacroPlace): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const column = place instanceof Scanner ? place.column : 1;
    this.problems.push({ code, severity, message, file: place.file.name, line: place.line, column });
  }

  private error(message: string, code = 'syntax'): void {
    this.problem(code, 'error', message, this.scanner);
  }

  private warn(message: string, code: string): void {
    this.problem(code, 'warning', message, { file: this.scanner.file, line: this.statementLine });
  }

  private run(): void {
    for (;;) {
      if (!this.scanner.nextStatement()) {
        if (!this.endFile()) return;
        continue;
      }
      this.statementLine = this.scanner.line;
      this.statement();
    }
  }

  private endFile(): boolean {
    const outer = this.stack.pop();
    const base = outer?.block ?? this.root;
    while (this.block !== base) {
      const open = this.block;
      this.problem('unclosed', 'error', `this ${blockName(open)} is not ended in its file`, open);
      this.leaveBlock();
    }
    if (!outer) return false;
    this.enter(outer.scanner);
    return true;
  }

  // Blocks and nodes

  private addNode(kind: NodeKind, symbol: KSymbol | null): MenuNode {
    const node = new MenuNode(kind, symbol, this.scanner.file, this.statementLine, E_YES);
    node.parent = this.block;
    const before = this.last.get(this.block);
    if (before) before.next = node;
    else this.block.first = node;
    this.last.set(this.block, node);
    if (symbol) symbol.nodes = add(symbol.nodes, node);
    this.entry = node;
    return node;
  }

  private leaveBlock(): void {
    this.last.delete(this.block);
    this.block = this.block.parent!;
    this.entry = this.block;
  }

  private addPrompt(node: MenuNode, text: string, condition: ExprId): void {
    let visible = condition;
    const trimmed = text.replace(/^[ \t\n\r\f\v]+/, '');
    if (trimmed !== text) this.warn('blanks before the prompt are ignored', 'prompt-blanks');
    if (node.prompt) this.warn('the prompt is given twice; the last one counts', 'prompt-twice');
    const own = node.kind === NodeKind.Config || node.kind === NodeKind.MenuConfig || node.kind === NodeKind.Choice;
    if (own) {
      for (let menu = node.parent; menu; menu = menu.parent)
        if (menu.visibility !== -1) visible = this.expressions.and(visible, menu.visibility);
    }
    const prompt = new Prompt(node, this.statementLine, visible, trimmed);
    node.prompt = prompt;
    if (node.symbol) node.symbol.prompts = add(node.symbol.prompts, prompt);
  }

  private setType(type: SymbolType): void {
    const { symbol } = this.entry;
    if (!symbol || symbol.type === type) return;
    if (symbol.type === SymbolType.Unknown) symbol.type = type;
    else
      this.warn(
        `the type of ${symbol.name || 'the choice'} is already another one; this line is ignored`,
        'type-again',
      );
  }

  // Statements

  private statement(): void {
    const { scanner } = this;
    if (scanner.token !== Token.Word) {
      this.error('a statement starts with a keyword');
      scanner.skipLine();
      return;
    }
    const keyword = scanner.value;
    const afterKeyword = scanner.at;
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
        const text = this.quotedText('mainmenu');
        if (text !== null) {
          this.root.prompt = null;
          this.entry = this.root;
          this.addPrompt(this.root, text, E_YES);
        }
        return;
      }
    }
    if (this.assignment(keyword, afterKeyword)) return;
    if (this.option(keyword)) return;
    this.error(`“${keyword}” is no statement of Kconfig`, 'unknown-statement');
    scanner.skipLine();
  }

  private assignment(name: string, after: number): boolean {
    const { text } = this.scanner.file;
    let at = after;
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
    const two = text.slice(at, at + 2);
    const how: Assignment | null = two === ':=' || two === '+=' ? two : two[0] === '=' ? '=' : null;
    if (!how) return false;
    this.scanner.at = at + how.length;
    const value = this.scanner
      .restOfLine()
      .replace(/^[ \t]+/, '')
      .replace(/\r$/, '');
    // C expands the value when it has read the line's end: $(lineno) is the next line there.
    const line = this.statementLine;
    this.macros.assign(name, how, value, { file: this.scanner.file, line, lineno: this.scanner.line + 1 });
    return true;
  }

  private config(kind: NodeKind): void {
    const { scanner } = this;
    if (scanner.next() !== Token.Word) {
      this.error('the name of the option is missing');
      scanner.skipLine();
      return;
    }
    const symbol = this.table.named(scanner.value);
    if (symbol.id <= Y_SYMBOL) this.error(`${symbol.name} is a constant and cannot be an option`, 'constant-name');
    this.addNode(kind, symbol.id <= Y_SYMBOL ? null : symbol);
    this.endOfStatement();
  }

  private choice(): void {
    const { scanner } = this;
    const name = scanner.next() === Token.Word ? scanner.value : null;
    if (name !== null) {
      if (this.dialect.plainChoices) this.error('choices have no names since Linux 6.9', 'choice-name');
      scanner.next();
    }
    const symbol = this.table.choice(name);
    symbol.optional = false;
    this.block = this.addNode(NodeKind.Choice, symbol);
    this.expectEnd();
  }

  private menu(): void {
    const text = this.quotedText('menu');
    const node = this.addNode(NodeKind.Menu, null);
    this.addPrompt(node, text ?? '', E_YES);
    this.block = node;
  }

  private comment(): void {
    const text = this.quotedText('comment');
    const node = this.addNode(NodeKind.Comment, null);
    this.addPrompt(node, text ?? '', E_YES);
  }

  private conditional(): void {
    const { scanner } = this;
    scanner.next();
    const condition = this.expression();
    const node = this.addNode(NodeKind.If, null);
    node.dependency = condition;
    node.written = condition;
    this.block = node;
    this.expectEnd();
  }

  private end(kind: NodeKind): void {
    this.scanner.next();
    this.expectEnd();
    if (this.block === this.root || this.block.kind !== kind) {
      const open = this.block === this.root ? 'nothing is open here' : `a ${blockName(this.block)} is open`;
      this.error(`this end does not fit: ${open}`, 'unexpected-end');
      return;
    }
    if (this.block === this.stack.at(-1)?.block || this.block.file !== this.scanner.file) {
      this.error(
        `the ${blockName(this.block)} was opened in ${this.block.file.name}, and ends there`,
        'unexpected-end',
      );
      return;
    }
    this.leaveBlock();
  }

  private source(keyword: string): void {
    const { scanner } = this;
    const relative = keyword.includes('rsource');
    const optional = keyword.startsWith('o') || keyword.startsWith('g');
    const path = this.path();
    if (path === null) return;
    const here = scanner.file.name;
    const folder = here.includes('/') ? here.slice(0, here.lastIndexOf('/') + 1) : '';
    const name = relative && !path.startsWith('/') ? folder + path : path;
    const globs = this.dialect.sourceGlobs || optional;
    const names =
      /[*?[]/.test(name) && (globs || this.outside.read(name) === undefined) ? this.outside.glob(name) : [name];
    // The first file is read first: they are put on the stack in reverse.
    for (const each of [...names].reverse()) this.open(each, optional || this.dialect.sourceGlobs);
    if (names.length === 0 && !optional && !this.dialect.sourceGlobs)
      this.warn(`no file matches ${name}`, 'file-missing');
  }

  /** A quoted path, or the rest of the line with macros expanded. */
  private path(): string | null {
    const { scanner } = this;
    const { text } = scanner.file;
    let at = scanner.at;
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
    const first = text.charCodeAt(at);
    if (first === 34 || first === 39) return this.quotedText('source');
    scanner.start = at;
    const rest = scanner.restOfLine().replace(/#.*$/, '').trim();
    if (rest === '') {
      this.error('the path is missing');
      return null;
    }
    return this.macros.expand(rest, { file: scanner.file, line: this.statementLine });
  }

  private open(name: string, optional: boolean): void {
    if (this.stack.some((outer) => outer.scanner.file.name === name) || this.scanner.file.name === name) {
      this.problem('source-loop', 'error', `${name} sources itself (through other files or directly)`, {
        file: this.scanner.file,
        line: this.statementLine,
      });
      return;
    }
    if (this.stack.length >= MAX_FILES) {
      this.error('too many files source each other', 'source-depth');
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
    this.stack.push({ scanner: this.scanner, block: this.block });
    this.enter(this.scan(file));
  }

  private warnMissing(name: string): void {
    const place = { file: this.scanner.file, line: this.statementLine };
    this.problem('file-missing', 'error', `the file ${name} cannot be read`, place);
  }

  // Options of a node

  private option(keyword: string): boolean {
    const { entry, scanner } = this;
    if (entry === this.root || entry.kind === NodeKind.If) return false;
    const type = TYPES[keyword];
    if (type !== undefined && entry.symbol) {
      scanner.next();
      if (scanner.token === Token.Quoted) {
        const text = scanner.value;
        scanner.next();
        this.addPrompt(entry, text, this.ifCondition());
      }
      this.setType(type);
      this.expectEnd();
      return true;
    }
    switch (keyword) {
      case 'depends':
        return this.depends();
      case 'visible':
        return this.visible();
      case 'help':
      case '---help---':
        return this.help();
      case 'prompt': {
        scanner.next();
        if (scanner.token !== Token.Quoted && scanner.token !== Token.Word) {
          this.error('the text of the prompt is missing');
          scanner.skipLine();
          return true;
        }
        const text = scanner.value;
        scanner.next();
        this.addPrompt(entry, text, this.ifCondition());
        this.expectEnd();
        return true;
      }
    }
    return entry.symbol ? this.symbolOption(keyword, entry.symbol) : false;
  }

  private symbolOption(keyword: string, symbol: KSymbol): boolean {
    const { scanner } = this;
    switch (keyword) {
      case 'default':
      case 'def_bool':
      case 'def_tristate':
      case 'def_int':
      case 'def_hex':
      case 'def_string': {
        scanner.next();
        const value = this.expression();
        symbol.defaults = add(symbol.defaults, new Default(this.entry, this.statementLine, this.ifCondition(), value));
        const type = TYPES[keyword.slice(4)];
        if (keyword.startsWith('def_') && type !== undefined) this.setType(type);
        this.expectEnd();
        return true;
      }
      case 'select':
      case 'imply': {
        if (scanner.next() !== Token.Word) {
          this.error(`the option to ${keyword} is missing`);
          scanner.skipLine();
          return true;
        }
        const target = this.table.named(scanner.value);
        scanner.next();
        const selection = new Selection(this.entry, this.statementLine, this.ifCondition(), target);
        if (keyword === 'select') symbol.selects = add(symbol.selects, selection);
        else symbol.implies = add(symbol.implies, selection);
        this.expectEnd();
        return true;
      }
      case 'range': {
        scanner.next();
        const low = this.operand();
        const high = low && this.operand();
        if (!low || !high) {
          this.error('a range has two ends');
          scanner.skipLine();
          return true;
        }
        symbol.ranges = add(symbol.ranges, new Range(this.entry, this.statementLine, this.ifCondition(), low, high));
        this.expectEnd();
        return true;
      }
      case 'optional':
        if (symbol.kind !== 'choice') return false;
        if (this.dialect.plainChoices) this.error('choices are never optional since Linux 6.9', 'choice-optional');
        else symbol.optional = true;
        this.endOfStatement();
        return true;
      case 'modules':
        this.setModules(symbol);
        this.endOfStatement();
        return true;
      case 'option':
        return this.legacyOption(symbol);
      default:
        return false;
    }
  }

  private setModules(symbol: KSymbol): void {
    if (this.modules && this.modules !== symbol)
      this.error(`${symbol.name} and ${this.modules.name} both say that they are the modules option`, 'modules-twice');
    else this.modules = symbol;
  }

  /** `option env="X"`, `option modules`, `option defconfig_list`, `option allnoconfig_y`: before 5.x. */
  private legacyOption(symbol: KSymbol): boolean {
    const { scanner } = this;
    scanner.next();
    const what = scanner.token === Token.Word ? scanner.value : '';
    scanner.next();
    switch (what) {
      case 'modules':
        this.setModules(symbol);
        break;
      case 'allnoconfig_y':
        symbol.allNoConfigY = true;
        break;
      case 'defconfig_list':
        break;
      case 'env': {
        if (scanner.token === Token.Equal) scanner.next();
        if (scanner.token === Token.Quoted || scanner.token === Token.Word) {
          const name = scanner.value;
          scanner.next();
          const value = this.outside.environment(name);
          this.environment.set(name, value ?? '');
          symbol.environment = value ?? '';
          if (value === undefined) this.warn(`the environment variable ${name} is not set`, 'environment-unset');
          const constant = this.table.constant(value ?? '');
          const fallback = new Default(this.entry, this.statementLine, E_YES, this.expressions.symbol(constant));
          symbol.defaults = [fallback, ...symbol.defaults];
        }
        break;
      }
      default:
        this.error(`option ${what} is not known`);
        scanner.skipLine();
        return true;
    }
    this.expectEnd();
    return true;
  }

  private depends(): boolean {
    const { scanner, entry, expressions } = this;
    scanner.next();
    if (scanner.token === Token.Word && scanner.value === 'on') scanner.next();
    else this.error('“on” is missing after “depends”');
    const condition = this.expression();
    // `depends on X if Y` (7.0 and kconfiglib forks): the dependency counts only while Y holds.
    const when = this.ifCondition();
    const whole = when === E_YES ? condition : expressions.or(expressions.not(when), condition);
    entry.dependency = expressions.and(entry.dependency, whole);
    entry.written = entry.dependency;
    this.expectEnd();
    return true;
  }

  private visible(): boolean {
    const { scanner, entry, expressions } = this;
    scanner.next();
    const condition = this.ifCondition();
    entry.visibility = entry.visibility === -1 ? condition : expressions.and(entry.visibility, condition);
    this.expectEnd();
    return true;
  }

  private help(): boolean {
    const { entry, scanner } = this;
    scanner.next();
    if (scanner.token !== Token.End) scanner.skipLine();
    if (entry.help) this.warn('help is given twice; the last one counts', 'help-twice');
    const help = scanner.help();
    if (help) entry.help = help;
    else this.warn('the help text is empty', 'help-empty');
    return true;
  }

  // Pieces of statements

  private quotedText(after: string): string | null {
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

  private ifCondition(): ExprId {
    const { scanner } = this;
    if (scanner.token !== Token.Word || scanner.value !== 'if') return E_YES;
    scanner.next();
    return this.expression();
  }

  private endOfStatement(): void {
    this.scanner.next();
    this.expectEnd();
  }

  private expectEnd(): void {
    const { scanner } = this;
    if (scanner.token === Token.End) return;
    this.error('the line should end here');
    scanner.skipLine();
  }

  private operand(): KSymbol | null {
    return this.reader.operand();
  }

  private expression(): ExprId {
    return this.reader.expression();
  }
}

function blockName(node: MenuNode): string {
  return node.kind === NodeKind.Menu ? 'menu' : node.kind === NodeKind.Choice ? 'choice' : 'if';
}
