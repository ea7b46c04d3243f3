/**
 * Makes random Kconfig trees without dependency loops, and random .config files for them. What an option depends on is
 * always defined before it, and what it selects after it. The same seed gives the same text.
 */

export type Random = () => number;

/** mulberry32: small, fast, and good enough to vary texts. Gives numbers in [0, 1). */
export function random(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Type = 'bool' | 'tristate' | 'int' | 'hex' | 'string';

export interface RandomSymbol {
  readonly name: string;
  readonly type: Type;
}

export interface RandomTreeOptions {
  readonly symbols?: number;
  readonly tristates?: boolean;
  readonly ranges?: boolean;
  readonly implies?: boolean;
  /** Choices that may be off, and choices of tristates. */
  readonly oddChoices?: boolean;
  /** As conf can read it since 6.9: choices without a type, and without what crashes conf 6.12: a bool compared with
   *  `!= y`, a value of a choice as the default of a string. */
  readonly plainChoices?: boolean;
  /** How the tree says which option is the one of modules. */
  readonly modules?: 'modules' | 'option modules';
  /** Also what few trees have: options defined again elsewhere, ranges between options, names of nothing, crowded choices. */
  readonly rare?: boolean;
}

export interface RandomTree {
  readonly text: string;
  readonly symbols: readonly RandomSymbol[];
}

export function randomTree(seed: number, options: RandomTreeOptions = {}): RandomTree {
  return new Generator(random(seed), options).tree();
}

class Generator {
  private readonly out: string[] = [];
  private readonly symbols: RandomSymbol[] = [];
  /** Names of later bools and tristates, which selects may aim at. */
  private readonly planned: RandomSymbol[] = [];
  private depth = 0;

  /** What a bool is compared with. */
  private get compared(): readonly string[] {
    return this.options.plainChoices ? ['=y', '=n', '!=n'] : ['=y', '=n', '!=y', '!=n'];
  }

  constructor(
    private readonly next: Random,
    private readonly options: RandomTreeOptions,
  ) {}

  tree(): RandomTree {
    const count = this.options.symbols ?? 40;
    for (let i = 0; i < count; i++) this.planned.push({ name: `S${i}`, type: this.type() });
    this.out.push('mainmenu "Random tree"');
    if (this.options.tristates !== false)
      this.out.push(
        'config MODULES',
        '\tbool "Modules"',
        `\t${this.options.modules ?? 'modules'}`,
        `\tdefault ${this.pick(['y', 'n'])}`,
      );
    while (this.planned.length > 0) this.item();
    while (this.depth > 0) this.close();
    return { text: `${this.out.join('\n')}\n`, symbols: this.symbols };
  }

  private readonly blocks: string[] = [];
  /** Names that are values of a choice, or have been defined twice. */
  private readonly defined = new Set<string>();

  private close(): void {
    this.out.push(this.blocks.pop()!);
    this.depth--;
  }

  private chance(p: number): boolean {
    return this.next() < p;
  }

  private pick<T>(of: readonly T[]): T {
    return of[Math.floor(this.next() * of.length)]!;
  }

  private rare(p: number): boolean {
    return this.options.rare === true && this.chance(p);
  }

  private type(): Type {
    const r = this.next();
    if (r < 0.5) return 'bool';
    if (r < 0.7) return this.options.tristates === false ? 'bool' : 'tristate';
    return r < 0.8 ? 'int' : r < 0.9 ? 'hex' : 'string';
  }

  private item(): void {
    const r = this.next();
    if (r < 0.08 && this.depth < 4) {
      this.out.push(`menu "Menu ${this.out.length}"`);
      if (this.chance(0.4)) this.out.push(`\tdepends on ${this.expression()}`);
      if (this.chance(0.3)) this.out.push(`\tvisible if ${this.expression()}`);
      this.blocks.push('endmenu');
      this.depth++;
    } else if (r < 0.15 && this.depth < 4 && this.symbols.length > 0) {
      this.out.push(`if ${this.expression()}`);
      this.blocks.push('endif');
      this.depth++;
    } else if (r < 0.25 && this.depth > 0) this.close();
    else if (this.rare(0.08) && this.symbols.length > 0) this.defineAgain();
    else if (r < 0.29) {
      this.out.push(`comment "Comment ${this.out.length}"`);
      if (this.chance(0.5)) this.out.push(`\tdepends on ${this.expression()}`);
    } else if (r < 0.38 && this.planned.length > 4) this.choice();
    else this.config(this.planned.shift()!, false);
  }

  private choice(): void {
    const odd = this.options.oddChoices !== false && this.options.tristates !== false && !this.options.plainChoices;
    const type = odd && this.chance(0.3) ? 'tristate' : 'bool';
    const members: RandomSymbol[] = [];
    const size = 2 + Math.floor(this.next() * 3);
    for (let i = 0; i < size; i++) members.push({ ...this.planned.shift()!, type });
    for (const { name } of members) this.defined.add(name);
    this.out.push('choice', `\tprompt "Choice ${this.out.length}"${this.condition(0.3)}`);
    if (!this.options.plainChoices && this.chance(0.6)) this.out.push(`\t${type}`);
    if (this.chance(0.3)) this.out.push(`\tdepends on ${this.expression()}`);
    if (odd && this.chance(0.2)) this.out.push('\toptional');
    if (this.chance(0.5)) this.out.push(`\tdefault ${this.pick(members).name}${this.condition(0.4)}`);
    if (this.rare(0.3)) this.out.push(`\tdefault ${this.pick(members).name}`);
    for (const member of members) {
      const inside = this.rare(0.15);
      if (inside) this.out.push(`if ${this.expression()}`);
      if (this.rare(0.1)) this.out.push('comment "Among the values"');
      this.out.push(`config ${member.name}`, `\t${type} "Prompt of ${member.name}"${this.condition(0.2)}`);
      if (this.chance(0.2)) this.out.push(`\tdepends on ${this.expression()}`);
      if (!this.options.plainChoices && this.rare(0.1)) this.out.push(`\tdefault ${this.pick(['y', 'n'])}`);
      if (this.chance(0.2)) this.select('select');
      if (inside) this.out.push('endif');
    }
    this.out.push('endchoice');
    this.symbols.push(...members);
  }

  /** One more place for an option that is no value of a choice; it looks only at what came before the option itself. */
  private defineAgain(): void {
    const symbol = this.pick(this.symbols);
    if (this.defined.has(symbol.name)) return;
    const all = this.symbols.splice(this.symbols.indexOf(symbol));
    // Blocks around this place may look at later ones.
    if (this.depth === 0) this.config(symbol, true);
    this.symbols.push(...all);
  }

  private config(symbol: RandomSymbol, again: boolean): void {
    const { name, type } = symbol;
    const logical = type === 'bool' || type === 'tristate';
    this.out.push(`${this.chance(0.1) ? 'menuconfig' : 'config'} ${name}`);
    const prompt = this.chance(0.75) || this.out.at(-1)!.startsWith('menuconfig');
    if (logical && this.rare(0.15)) {
      if (prompt) this.out.push(`\tprompt "Prompt of ${name}"${this.condition(0.3)}`);
      this.out.push(`\tdef_${type} ${this.defaultValue(type)}${this.condition(0.4)}`);
    } else this.out.push(prompt ? `\t${type} "Prompt of ${name}"${this.condition(0.2)}` : `\t${type}`);
    const defaults = Math.floor(this.next() * 3);
    for (let i = 0; i < defaults; i++) this.out.push(`\tdefault ${this.defaultValue(type)}${this.condition(0.4)}`);
    if (this.chance(0.45)) this.out.push(`\tdepends on ${this.expression()}`);
    if (this.options.ranges !== false && type === 'int' && this.rare(0.2)) this.rangeOfSymbols();
    else if (this.options.ranges !== false && (type === 'int' || type === 'hex') && this.chance(0.4))
      this.out.push(type === 'int' ? `\trange 2 ${this.pick(['50', '7'])}` : '\trange 0x2 0x50');
    if (logical && this.chance(0.25)) this.select('select');
    if (logical && this.options.implies !== false && this.chance(0.15)) this.select('imply');
    if (this.chance(0.2)) this.out.push('\thelp', '\t  Some help', '', '\t  in two paragraphs.');
    if (again) {
      this.defined.add(name);
      return;
    }
    // A second definition must not look at the symbol itself.
    if (this.chance(0.05)) this.config(symbol, true);
    this.symbols.push(symbol);
  }

  private rangeOfSymbols(): void {
    const ints = this.symbols.filter(({ type }) => type === 'int');
    if (ints.length > 0) this.out.push(`\trange ${this.pick(ints).name} ${this.pick(['60', this.pick(ints).name])}`);
  }

  private select(word: 'select' | 'imply'): void {
    const targets = this.planned.filter(({ type }) => type === 'bool' || type === 'tristate');
    if (targets.length > 0) this.out.push(`\t${word} ${this.pick(targets).name}${this.condition(0.4)}`);
  }

  private condition(p: number): string {
    return this.chance(p) ? ` if ${this.expression()}` : '';
  }

  private defaultValue(type: Type): string {
    const any = type === 'string' && !this.options.plainChoices;
    const same = this.symbols.filter((symbol) => symbol.type === type || (any && this.chance(0.1)));
    switch (type) {
      case 'bool':
        return this.chance(0.6) ? this.pick(['y', 'n']) : this.expression();
      case 'tristate':
        return this.chance(0.6) ? this.pick(['y', 'm', 'n']) : this.expression();
      case 'int':
        return same.length > 0 && this.chance(0.2) ? this.pick(same).name : this.pick(['0', '5', '10', '42', '-3']);
      case 'hex':
        return same.length > 0 && this.chance(0.2) ? this.pick(same).name : this.pick(['0x0', '0x10', '0xFF', '3a']);
      case 'string':
        return same.length > 0 && this.chance(0.2)
          ? this.pick(same).name
          : this.pick(['"a"', '""', '"with \\"quotes\\" and \\\\"', "'b c'"]);
    }
  }

  private expression(depth = 0): string {
    const r = this.next();
    if (depth > 2 || r < 0.5) return this.operand();
    if (r < 0.6) return `!${this.operand()}`;
    const left = this.expression(depth + 1);
    const right = this.expression(depth + 1);
    return r < 0.8 ? `(${left} && ${right})` : `(${left} || ${right})`;
  }

  private operand(): string {
    if (this.rare(0.04)) return this.pick(['NOWHERE', 'NOWHERE = ""', '!NOWHERE', 'm', 'y', '"m" = m', 'NOWHERE = n']);
    if (this.symbols.length === 0) return 'y';
    if (this.rare(0.06))
      return `${this.pick(this.symbols).name} ${this.pick(['=', '!=', '<', '>='])} ${this.pick(this.symbols).name}`;
    const symbol = this.pick(this.symbols);
    switch (symbol.type) {
      case 'bool':
        return this.chance(0.8) ? symbol.name : `${symbol.name}${this.pick(this.compared)}`;
      case 'tristate':
        return this.chance(0.7) ? symbol.name : `${symbol.name}${this.pick(['=', '!='])}${this.pick(['y', 'm', 'n'])}`;
      case 'int':
        return `${symbol.name} ${this.pick(['=', '!=', '<', '<=', '>', '>='])} ${this.pick(['5', '10', '42'])}`;
      case 'hex':
        return `${symbol.name} ${this.pick(['=', '!=', '<', '>='])} ${this.pick(['0x10', '0xff'])}`;
      case 'string':
        return `${symbol.name} ${this.pick(['=', '!='])} ${this.pick(['"a"', '""'])}`;
    }
  }
}

/** A .config that sets about half of the options to values that may or may not be allowed; numbers stay in range. */
export function randomConfig(seed: number, symbols: readonly RandomSymbol[]): string {
  const next = random(seed ^ 0x5bd1e995);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)]!;
  return symbols
    .filter(() => next() < 0.55)
    .map(({ name, type }) => {
      switch (type) {
        case 'bool':
          return next() < 0.5 ? `CONFIG_${name}=y` : `# CONFIG_${name} is not set`;
        case 'tristate':
          return pick([`CONFIG_${name}=y`, `CONFIG_${name}=m`, `# CONFIG_${name} is not set`]);
        case 'int':
          return `CONFIG_${name}=${pick(['2', '5', '7'])}`;
        case 'hex':
          return `CONFIG_${name}=${pick(['0x2', '0x10', '0x4F'])}`;
        default:
          return `CONFIG_${name}="${pick(['', 'a', 'x \\"y\\" z', '\\\\'])}"`;
      }
    })
    .map((line) => `${line}\n`)
    .join('');
}
