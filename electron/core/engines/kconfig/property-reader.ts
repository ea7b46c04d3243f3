/** Reads the properties of a menu node: type, prompt, defaults, dependencies, selects, ranges, help. */
import type { Dialect } from './dialect.ts';
import { E_YES } from './expressions.ts';
import { add, Default, type KSymbol, NodeKind, Range, Selection, SymbolType } from './model.ts';
import type { ParseState } from './parse-state.ts';
import type { KconfigOutside } from './parsed-kconfig.ts';
import { Token } from './scanner.ts';

const TYPES: Readonly<Record<string, SymbolType>> = {
  bool: SymbolType.Bool,
  boolean: SymbolType.Bool,
  tristate: SymbolType.Tristate,
  int: SymbolType.Int,
  hex: SymbolType.Hex,
  string: SymbolType.String,
};

export class PropertyReader {
  constructor(
    private readonly state: ParseState,
    private readonly outside: KconfigOutside,
    private readonly dialect: Dialect,
  ) {}

  /** Reads the property that starts with this keyword; false when it is none that the entry can have. */
  read(keyword: string): boolean {
    const { entry, scanner } = this.state;
    if (entry.kind === NodeKind.Root || entry.kind === NodeKind.If) return false;
    const type = TYPES[keyword];
    if (type !== undefined && entry.symbol) {
      scanner.next();
      if (scanner.token === Token.Quoted) {
        const text = scanner.value;
        scanner.next();
        this.state.addPrompt(entry, text, this.state.ifCondition());
      }
      this.setType(type);
      this.state.expectEnd();
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
      case '-help-':
      case '--help--':
      case '-help---':
        return this.dialect.likeKconfiglib && this.help();
      case 'prompt': {
        scanner.next();
        if (scanner.token !== Token.Quoted && scanner.token !== Token.Word) {
          this.state.error('the text of the prompt is missing');
          scanner.skipLine();
          return true;
        }
        const text = scanner.value;
        scanner.next();
        this.state.addPrompt(entry, text, this.state.ifCondition());
        this.state.expectEnd();
        return true;
      }
    }
    return entry.symbol ? this.symbolOption(keyword, entry.symbol) : false;
  }

  private symbolOption(keyword: string, symbol: KSymbol): boolean {
    const { scanner } = this.state;
    switch (keyword) {
      case 'default':
      case 'def_bool':
      case 'def_tristate':
      case 'def_int':
      case 'def_hex':
      case 'def_string': {
        scanner.next();
        const value = this.state.expression();
        symbol.defaults = add(
          symbol.defaults,
          new Default(this.state.entry, this.state.statementLine, this.state.ifCondition(), value),
        );
        const type = TYPES[keyword.slice(4)];
        if (keyword.startsWith('def_') && type !== undefined) this.setType(type);
        this.state.expectEnd();
        return true;
      }
      case 'select':
      case 'imply': {
        if (scanner.next() !== Token.Word) {
          this.state.error(`the option to ${keyword} is missing`);
          scanner.skipLine();
          return true;
        }
        const target = this.state.table.named(scanner.value);
        scanner.next();
        const selection = new Selection(this.state.entry, this.state.statementLine, this.state.ifCondition(), target);
        if (keyword === 'select') symbol.selects = add(symbol.selects, selection);
        else symbol.implies = add(symbol.implies, selection);
        this.state.expectEnd();
        return true;
      }
      case 'range': {
        scanner.next();
        const low = this.state.operand();
        const high = low && this.state.operand();
        if (!low || !high) {
          this.state.error('a range has two ends');
          scanner.skipLine();
          return true;
        }
        symbol.ranges = add(
          symbol.ranges,
          new Range(this.state.entry, this.state.statementLine, this.state.ifCondition(), low, high),
        );
        this.state.expectEnd();
        return true;
      }
      case 'optional':
        if (symbol.kind !== 'choice') return false;
        if (this.dialect.plainChoices)
          this.state.error('choices are never optional since Linux 6.9', 'choice-optional');
        else symbol.optional = true;
        this.state.endOfStatement();
        return true;
      case 'modules':
        this.setModules(symbol);
        this.state.endOfStatement();
        return true;
      case 'option':
        return this.legacyOption(symbol);
      default:
        return false;
    }
  }

  private setModules(symbol: KSymbol): void {
    if (this.state.modules && this.state.modules !== symbol)
      this.state.error(
        `${symbol.name} and ${this.state.modules.name} both say that they are the modules option`,
        'modules-twice',
      );
    else this.state.modules = symbol;
  }

  /** `option env="X"`, `option modules`, `option defconfig_list`, `option allnoconfig_y`: before 5.x. */
  private legacyOption(symbol: KSymbol): boolean {
    const { scanner } = this.state;
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
        symbol.unwritten = true;
        break;
      case 'env': {
        if (scanner.token === Token.Equal) scanner.next();
        if (scanner.token === Token.Quoted || scanner.token === Token.Word) {
          const name = scanner.value;
          scanner.next();
          const value = this.outside.environment(name);
          this.state.environment.set(name, value ?? '');
          symbol.environment = value ?? '';
          symbol.unwritten = true;
          if (value === undefined) this.state.warn(`the environment variable ${name} is not set`, 'environment-unset');
          const constant = this.state.table.constant(value ?? '');
          const fallback = new Default(
            this.state.entry,
            this.state.statementLine,
            E_YES,
            this.state.expressions.symbol(constant),
          );
          if (!this.dialect.likeKconfiglib) symbol.defaults = [fallback, ...symbol.defaults];
          else if (value !== undefined) symbol.defaults = add(symbol.defaults, fallback);
        }
        break;
      }
      default:
        this.state.error(`option ${what} is not known`);
        scanner.skipLine();
        return true;
    }
    this.state.expectEnd();
    return true;
  }

  private depends(): boolean {
    const { scanner, entry, expressions } = this.state;
    scanner.next();
    if (scanner.token === Token.Word && scanner.value === 'on') scanner.next();
    else this.state.error('“on” is missing after “depends”');
    const condition = this.state.expression();
    // `depends on X if Y` (7.0 and kconfiglib forks): the dependency counts only while Y holds.
    const when = this.state.ifCondition();
    const whole = when === E_YES ? condition : expressions.or(expressions.not(when), condition);
    entry.dependency = expressions.and(entry.dependency, whole);
    entry.written = entry.dependency;
    this.state.expectEnd();
    return true;
  }

  private visible(): boolean {
    const { scanner, entry, expressions } = this.state;
    scanner.next();
    const condition = this.state.ifCondition();
    entry.visibility = entry.visibility === -1 ? condition : expressions.and(entry.visibility, condition);
    this.state.expectEnd();
    return true;
  }

  private help(): boolean {
    const { entry, scanner } = this.state;
    scanner.next();
    if (scanner.token !== Token.End) scanner.skipLine();
    if (entry.help) this.state.warn('help is given twice; the last one counts', 'help-twice');
    const help = scanner.help();
    if (help) entry.help = help;
    else this.state.warn('the help text is empty', 'help-empty');
    return true;
  }

  private setType(type: SymbolType): void {
    const { symbol } = this.state.entry;
    if (!symbol || symbol.type === type) return;
    const last = this.dialect.likeKconfiglib;
    const name = symbol.name || 'the choice';
    if (symbol.type !== SymbolType.Unknown)
      this.state.warn(
        `the type of ${name} is already another one; ${last ? 'this one counts' : 'this line is ignored'}`,
        'type-again',
      );
    if (symbol.type === SymbolType.Unknown || last) symbol.type = type;
  }
}
