/** Reads the properties of a menu node: type, prompt, defaults, dependencies, selects, ranges, help. */
import type { Dialect } from './dialect.ts';
import { E_YES } from './expressions.ts';
import { NodeKind, SymbolType } from './model.ts';
import type { ParseState } from './parse-state.ts';
import { PropertyKind } from './property-table.ts';
import { Token } from './scanner.ts';
import { N_SYMBOL, SymbolKind } from './symbol-table.ts';
import { Keyword } from './words.ts';

export class PropertyReader {
  constructor(
    private readonly state: ParseState,
    private readonly dialect: Dialect,
  ) {}

  /** Reads the property that starts with this keyword; false when it is none that the entry can have. */
  read(keyword: Keyword): boolean {
    const { entry, tree } = this.state;
    const kind = tree.nodes.kind[entry]!;
    if (kind === NodeKind.Root || kind === NodeKind.If) return false;
    const symbol = tree.nodes.symbol[entry]!;
    switch (keyword) {
      case Keyword.Depends:
        return this.depends();
      case Keyword.Visible:
        return this.visible();
      case Keyword.Help:
      case Keyword.DashedHelp:
        return this.help();
      case Keyword.ShortDashedHelp:
      case Keyword.MiddleDashedHelp:
      case Keyword.UnevenDashedHelp:
        return this.dialect.likeKconfiglib && this.help();
      case Keyword.Prompt:
        return this.prompt();
    }
    return symbol !== 0 && this.symbolProperty(keyword, symbol);
  }

  private symbolProperty(keyword: Keyword, symbol: number): boolean {
    switch (keyword) {
      case Keyword.Bool:
      case Keyword.Boolean:
        return this.type(SymbolType.Bool);
      case Keyword.Tristate:
        return this.type(SymbolType.Tristate);
      case Keyword.Int:
        return this.type(SymbolType.Int);
      case Keyword.Hex:
        return this.type(SymbolType.Hex);
      case Keyword.String:
        return this.type(SymbolType.String);
      case Keyword.Default:
        return this.default(SymbolType.Unknown);
      case Keyword.DefBool:
        return this.default(SymbolType.Bool);
      case Keyword.DefTristate:
        return this.default(SymbolType.Tristate);
      case Keyword.DefInt:
        return this.default(SymbolType.Int);
      case Keyword.DefHex:
        return this.default(SymbolType.Hex);
      case Keyword.DefString:
        return this.default(SymbolType.String);
      case Keyword.Select:
        return this.selection(PropertyKind.Select);
      case Keyword.Imply:
        return this.selection(PropertyKind.Imply);
      case Keyword.Range:
        return this.range();
      case Keyword.Optional:
        return this.optional(symbol);
      case Keyword.Modules:
        this.setModules(symbol);
        this.state.endOfStatement();
        return true;
      case Keyword.Option:
        return this.legacyOption(symbol);
      default:
        return false;
    }
  }

  private type(type: SymbolType): boolean {
    const { state } = this;
    const { scanner } = state;
    scanner.next();
    if (scanner.token === Token.Quoted) {
      state.takePromptText();
      scanner.next();
      state.addPrompt(state.ifCondition());
    }
    this.setType(type);
    state.expectEnd();
    return true;
  }

  private prompt(): boolean {
    const { state } = this;
    const { scanner } = state;
    scanner.next();
    if (scanner.token !== Token.Quoted && scanner.token !== Token.Word) {
      state.error('the text of the prompt is missing');
      scanner.skipLine();
      return true;
    }
    state.takePromptText();
    scanner.next();
    state.addPrompt(state.ifCondition());
    state.expectEnd();
    return true;
  }

  /** `default`, or `def_bool` and its like, which give the type as well. */
  private default(type: SymbolType): boolean {
    const { state } = this;
    state.scanner.next();
    const value = state.reader.expression();
    state.addProperty(PropertyKind.Default, state.ifCondition(), value);
    if (type !== SymbolType.Unknown) this.setType(type);
    state.expectEnd();
    return true;
  }

  private selection(kind: PropertyKind.Select | PropertyKind.Imply): boolean {
    const { state } = this;
    const { scanner } = state;
    if (scanner.next() !== Token.Word) {
      state.error(`the option to ${kind === PropertyKind.Select ? 'select' : 'imply'} is missing`);
      scanner.skipLine();
      return true;
    }
    const target = state.reader.operand();
    state.addProperty(kind, state.ifCondition(), target);
    state.expectEnd();
    return true;
  }

  private range(): boolean {
    const { state } = this;
    const { scanner, reader } = state;
    scanner.next();
    const low = reader.operand();
    const high = low < 0 ? -1 : reader.operand();
    if (high < 0) {
      state.error('a range has two ends');
      scanner.skipLine();
      return true;
    }
    state.addProperty(PropertyKind.Range, state.ifCondition(), low, high);
    state.expectEnd();
    return true;
  }

  private optional(symbol: number): boolean {
    const { state } = this;
    const { table } = state.tree;
    if (table.kind[symbol] !== SymbolKind.Choice) return false;
    if (this.dialect.plainChoices) state.error('choices are never optional since Linux 6.9', 'choice-optional');
    else table.optional[symbol] = 1;
    state.endOfStatement();
    return true;
  }

  private setModules(symbol: number): void {
    const { tree } = this.state;
    const { modulesId, table } = tree;
    if (modulesId !== N_SYMBOL && modulesId !== symbol)
      this.state.error(
        `${table.nameOf(symbol)} and ${table.nameOf(modulesId)} both say that they are the modules option`,
        'modules-twice',
      );
    else tree.modulesId = symbol;
  }

  private setDefconfigList(symbol: number): void {
    const { tree } = this.state;
    tree.table.unwritten[symbol] = 1;
    if (tree.defconfigListId === N_SYMBOL) tree.defconfigListId = symbol;
    else if (tree.defconfigListId !== symbol)
      this.state.problem(
        'defconfig-list-twice',
        this.dialect.likeKconfiglib ? 'warning' : 'error',
        `${tree.table.nameOf(tree.defconfigListId)} is the list of default configurations already`,
        this.state.scanner,
      );
  }

  /** `option env="X"`, `option modules`, `option defconfig_list`, `option allnoconfig_y`: before 5.x. */
  private legacyOption(symbol: number): boolean {
    const { state } = this;
    const { scanner, tree } = state;
    scanner.next();
    const isWord = scanner.token === Token.Word;
    const what = isWord ? scanner.word : -1;
    const text = isWord ? scanner.value : '';
    scanner.next();
    switch (what) {
      case Keyword.Modules:
        this.setModules(symbol);
        break;
      case Keyword.AllNoConfigY:
        tree.table.allNoConfigY[symbol] = 1;
        break;
      case Keyword.DefConfigList:
        this.setDefconfigList(symbol);
        break;
      case Keyword.Env:
        this.environment(symbol);
        break;
      default:
        state.error(`option ${text} is not known`);
        scanner.skipLine();
        return true;
    }
    state.expectEnd();
    return true;
  }

  /** The value comes from the environment; in C whatever other defaults say. */
  private environment(symbol: number): void {
    const { state } = this;
    const { scanner, tree } = state;
    if (scanner.token === Token.Equal) scanner.next();
    if (scanner.token !== Token.Quoted && scanner.token !== Token.Word) return;
    const name = scanner.value;
    scanner.next();
    const value = state.environment(name);
    tree.table.unwritten[symbol] = 1;
    if (value === undefined) state.warn(`the environment variable ${name} is not set`, 'environment-unset');
    const constant = tree.table.constant(tree.words.internText(value ?? ''));
    const fallback = tree.expressions.symbol(constant);
    if (!this.dialect.likeKconfiglib) state.addPropertyFirst(PropertyKind.Default, fallback);
    else if (value !== undefined) state.addProperty(PropertyKind.Default, E_YES, fallback);
  }

  private depends(): boolean {
    const { state } = this;
    const { scanner, entry } = state;
    const { expressions, nodes } = state.tree;
    scanner.next();
    if (scanner.token === Token.Word && scanner.word === Keyword.On) scanner.next();
    else state.error('“on” is missing after “depends”');
    const condition = state.reader.expression();
    // `depends on X if Y` (7.0 and kconfiglib forks): the dependency counts only while Y holds.
    const when = state.ifCondition();
    const whole = when === E_YES ? condition : expressions.or(expressions.not(when), condition);
    nodes.dependency[entry] = expressions.and(nodes.dependency[entry]!, whole);
    nodes.written[entry] = nodes.dependency[entry]!;
    state.expectEnd();
    return true;
  }

  private visible(): boolean {
    const { state } = this;
    const { expressions, nodes } = state.tree;
    const { entry } = state;
    state.scanner.next();
    const condition = state.ifCondition();
    const before = nodes.visibility[entry]!;
    nodes.visibility[entry] = before === -1 ? condition : expressions.and(before, condition);
    state.expectEnd();
    return true;
  }

  private help(): boolean {
    const { state } = this;
    const { scanner, entry } = state;
    const { nodes } = state.tree;
    scanner.next();
    if (scanner.token !== Token.End) scanner.skipLine();
    if (nodes.helpEnd[entry] !== 0) state.warn('help is given twice; the last one counts', 'help-twice');
    if (!scanner.help()) state.warn('the help text is empty', 'help-empty');
    else if (nodes.file[entry] === state.file) {
      nodes.helpStart[entry] = scanner.from;
      nodes.helpEnd[entry] = scanner.to;
      nodes.helpIndentation[entry] = scanner.indentation;
    }
    return true;
  }

  private setType(type: SymbolType): void {
    const { table, nodes } = this.state.tree;
    const symbol = nodes.symbol[this.state.entry]!;
    if (symbol === 0 || table.type[symbol] === type) return;
    const last = this.dialect.likeKconfiglib;
    const isTyped = table.type[symbol] !== SymbolType.Unknown;
    if (isTyped)
      this.state.warn(
        `the type of ${table.nameOf(symbol) || 'the choice'} is already another one; ${last ? 'this one counts' : 'this line is ignored'}`,
        'type-again',
      );
    if (!isTyped || last) table.type[symbol] = type;
  }
}
