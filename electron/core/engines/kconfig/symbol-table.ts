/** Finds symbols by name, and makes them when they are named for the first time: options, constants and named choices apart. */
import { KSymbol, SymbolType } from './model.ts';
import { commandsIn, isUnknown, withoutMarks } from './unknown-answers.ts';

/** Ids of the three constants that every tree has. */
export const N_SYMBOL = 0;
export const M_SYMBOL = 1;
export const Y_SYMBOL = 2;

export class SymbolTable {
  /** In the order in which they were first named; a symbol's id is its place here. */
  readonly all: KSymbol[] = [];
  readonly byName = new Map<string, KSymbol>();
  private readonly constants = new Map<string, KSymbol>();
  private readonly choices = new Map<string, KSymbol>();

  constructor() {
    for (const name of ['n', 'm', 'y']) this.constant(name).type = SymbolType.Tristate;
  }

  /** What an unquoted word names: `y`, `m` and `n` are constants, everything else is an option. */
  named(name: string): KSymbol {
    if (name.length === 1) {
      const constant = name === 'n' ? N_SYMBOL : name === 'm' ? M_SYMBOL : name === 'y' ? Y_SYMBOL : -1;
      if (constant >= 0) return this.all[constant]!;
    }
    return isUnknown(name) ? this.constant(name) : this.lookup(this.byName, name, 'symbol');
  }

  /** What a quoted text stands for. */
  constant(text: string): KSymbol {
    return this.lookup(this.constants, text, 'constant');
  }

  /** The choice of this name; without a name a new one each time. */
  choice(name: string | null): KSymbol {
    if (name !== null) return this.lookup(this.choices, name, 'choice');
    const symbol = new KSymbol(this.all.length, '', 'choice');
    this.all.push(symbol);
    return symbol;
  }

  private lookup(table: Map<string, KSymbol>, name: string, kind: KSymbol['kind']): KSymbol {
    let symbol = table.get(name);
    if (!symbol) {
      symbol = new KSymbol(this.all.length, isUnknown(name) ? withoutMarks(name) : name, kind);
      symbol.unknown = commandsIn(name);
      this.all.push(symbol);
      table.set(name, symbol);
    }
    return symbol;
  }
}
