/** Reading and writing of .config files, minimal configs and C headers, byte for byte as C's confdata.c does it. */

import type { Evaluator } from './evaluator.ts';
import { E_NO } from './expressions.ts';
import { type KSymbol, NodeKind, SymbolType } from './model.ts';
import { isValid } from './numbers.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import { SymbolKind } from './symbol-table.ts';

export interface ConfigLineProblem {
  readonly code: 'unknown-symbol' | 'bad-value' | 'unexpected-line' | 'set-twice' | 'choice-conflict' | 'out-of-range';
  readonly line: number;
  /** Name as in the file, without the prefix; '' for a line that is no assignment. */
  readonly name: string;
  readonly text: string;
}

/** Sets the user's values from the text of a .config; all earlier ones are dropped first. Evaluates nothing. */
export function readConfig(
  tree: ParsedKconfig,
  values: Evaluator,
  text: string,
  prefix = 'CONFIG_',
): ConfigLineProblem[] {
  const reader = new ConfigReader(tree, values, prefix);
  reader.read(text);
  return reader.problems;
}

class ConfigReader {
  readonly problems: ConfigLineProblem[] = [];
  private line = 0;
  private text = '';
  /** Choices that got both y and m: C no longer takes them as decided. */
  private readonly inconsistent = new Set<KSymbol>();

  constructor(
    private readonly tree: ParsedKconfig,
    private readonly values: Evaluator,
    private readonly prefix: string,
  ) {}

  read(text: string): void {
    const { values } = this;
    values.userTri.fill(-1);
    values.userText.fill(null);
    values.userChosen.fill(-1);
    values.userTurn.fill(0);
    for (let at = 0; at < text.length; ) {
      const newline = text.indexOf('\n', at);
      const end = newline < 0 ? text.length : newline;
      this.line++;
      this.text = text.slice(at, end).replace(values.dialect.likeKconfiglib ? /\s+$/ : /\r$/, '');
      this.readLine();
      at = end + 1;
    }
    for (const choice of this.inconsistent) values.userTri[choice.id] = -1;
  }

  private report(code: ConfigLineProblem['code'], name: string): void {
    this.problems.push({ code, line: this.line, name, text: this.text });
  }

  private readLine(): void {
    const { text, prefix } = this;
    if (text.startsWith('#')) {
      if (!text.startsWith(` ${prefix}`, 1)) return;
      const from = 2 + prefix.length;
      const blank = text.indexOf(' ', from);
      const whole = !this.values.dialect.plainChoices || text.length === blank + 11;
      if (blank >= 0 && text.startsWith('is not set', blank + 1) && whole) this.assign(text.slice(from, blank), 'n');
    } else if (text.startsWith(prefix) && text.includes('=', prefix.length)) {
      const equals = text.indexOf('=', prefix.length);
      this.assign(text.slice(prefix.length, equals), text.slice(equals + 1));
    } else if (text !== '') this.report('unexpected-line', '');
  }

  private assign(name: string, value: string): void {
    const symbol = this.tree.named(name);
    if (!symbol || symbol.type === SymbolType.Unknown) {
      this.report('unknown-symbol', name);
      return;
    }
    if (this.values.hasUserValue(symbol)) this.report('set-twice', name);
    const { type } = symbol;
    if (type === SymbolType.Bool || type === SymbolType.Tristate) this.assignTristate(symbol, value);
    else {
      const text = type === SymbolType.String ? (value.startsWith('"') ? unquote(value) : null) : value;
      if (text === null || !isValid(type, text, this.values.dialect.likeKconfiglib)) this.report('bad-value', name);
      else this.values.userText[symbol.id] = text;
    }
  }

  private assignTristate(symbol: KSymbol, value: string): void {
    const { values } = this;
    const first = value[0];
    const tri = first === 'y' ? 2 : first === 'n' ? 0 : first === 'm' && symbol.type === SymbolType.Tristate ? 1 : -1;
    if (tri < 0) {
      this.report('bad-value', symbol.name);
      return;
    }
    values.userTri[symbol.id] = tri;
    const { choice } = symbol;
    if (!choice) return;
    values.userTurn[symbol.id] = this.line;
    const soFar = Math.max(0, values.userTri[choice.id]!);
    const lastCounts = values.dialect.likeKconfiglib;
    if (tri === 1 && soFar === 2 && !lastCounts) this.inconsistent.add(choice);
    if ((tri === 1 && soFar === 2) || (tri === 2 && soFar !== 0)) this.report('choice-conflict', symbol.name);
    if (tri === 2) values.userChosen[choice.id] = symbol.id;
    values.userTri[choice.id] = lastCounts && tri !== 0 ? tri : Math.max(soFar, tri);
  }
}

/** The text between the quotes; null when the closing one is missing. */
export function unquote(quoted: string): string | null {
  let out = '';
  for (let i = 1; i < quoted.length; i++) {
    const c = quoted[i]!;
    if (c === '"') return out;
    if (c === '\\') {
      i++;
      out += quoted[i] ?? '';
    } else out += c;
  }
  return null;
}

export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** What a line of a .config says of its symbol, beyond the value. */
type Line = Pick<KSymbol, 'name' | 'type'>;

/** The line of a symbol in a .config, with its line end; '' for a symbol without a type. */
export function configLine({ name, type }: Line, value: string, prefix: string): string {
  if (type === SymbolType.Unknown) return '';
  if (type === SymbolType.Bool || type === SymbolType.Tristate)
    return value === 'n' ? `# ${prefix}${name} is not set\n` : `${prefix}${name}=${value}\n`;
  return `${prefix}${name}=${type === SymbolType.String ? quote(value) : value}\n`;
}

/** Whether a menu or a comment is shown. */
function isShown({ nodes, properties }: ParsedKconfig, values: Evaluator, node: number): boolean {
  const prompt = nodes.prompt[node]!;
  if (prompt === 0) return false;
  const visibility = nodes.visibility[node]!;
  if (visibility !== -1 && values.expression(visibility) === E_NO) return false;
  return values.expression(properties.condition[prompt]!) !== 0;
}

/** For kconfiglib, `if` blocks are no entries; in C an empty one is. */
function isEmpty({ nodes }: ParsedKconfig, menu: number, likeKconfiglib: boolean): boolean {
  let child = nodes.first[menu]!;
  while (likeKconfiglib && child !== 0 && nodes.kind[child] === NodeKind.If) child = nodes.next[child]!;
  return child === 0;
}

/** A whole .config, with its four header lines. */
export function writeConfig(tree: ParsedKconfig, values: Evaluator, prefix = 'CONFIG_'): string {
  const { nodes, table } = tree;
  const { first, next, parent } = nodes;
  const { written } = values;
  const out: string[] = [
    `#\n# Automatically generated file; DO NOT EDIT.\n# ${tree.promptText(nodes.prompt[0]!)}\n#\n`,
  ];
  const done = new Uint8Array(table.size);
  let gap = false;
  const close = (node: number): void => {
    if (nodes.kind[node] !== NodeKind.Menu || !isShown(tree, values, node)) return;
    if (!values.dialect.endsEmptyMenus && isEmpty(tree, node, values.dialect.likeKconfiglib)) return;
    out.push(`# end of ${tree.promptText(nodes.prompt[node]!)}\n`);
    gap = true;
  };
  for (let node = first[0]!; node !== 0; ) {
    const symbol = nodes.symbol[node]!;
    if (symbol === 0) {
      if (isShown(tree, values, node)) {
        out.push(`\n#\n# ${tree.promptText(nodes.prompt[node]!)}\n#\n`);
        gap = false;
      }
    } else if (written[symbol] === 1 && done[symbol] === 0) {
      done[symbol] = 1;
      if (gap) out.push('\n');
      gap = false;
      const line = { name: table.nameOf(symbol), type: table.type[symbol]! };
      out.push(configLine(line, values.valueOf(symbol), prefix));
    }
    if (first[node] !== 0) {
      node = first[node]!;
      continue;
    }
    for (close(node); next[node] === 0 && node !== 0; close(node)) node = parent[node]!;
    node = next[node]!;
  }
  return out.join('');
}

/**
 * Only what differs from the defaults (`savedefconfig`).
 *
 * C evaluates once more before it writes, and by then a choice has forgotten that the user switched it on if one of
 * its visible values was never decided: a tristate choice falls back to m, an optional one to n.
 */
export function writeMinimalConfig(tree: ParsedKconfig, values: Evaluator, prefix = 'CONFIG_'): string {
  const { table } = tree;
  const undecided: number[] = [];
  if (!values.dialect.likeKconfiglib)
    for (let id = 0; id < table.size; id++)
      if (
        table.firstMember[id] !== 0 &&
        values.tri[id] === 2 &&
        values.userTri[id]! > 0 &&
        !isDecided(tree, values, id)
      )
        undecided.push(id);
  if (undecided.length === 0) return minimalConfig(tree, values, prefix);
  const before = undecided.map((id) => values.userTri[id]!);
  for (const id of undecided) values.userTri[id] = -1;
  values.evaluateAll();
  const text = minimalConfig(tree, values, prefix);
  for (const [i, id] of undecided.entries()) values.userTri[id] = before[i]!;
  values.evaluateAll();
  return text;
}

function minimalConfig(tree: ParsedKconfig, values: Evaluator, prefix: string): string {
  const { nodes, table } = tree;
  const out: string[] = [];
  const done = new Uint8Array(table.size);
  for (let node = nodes.first[0]!; node !== 0; node = nodes.nextInOrder(node)) {
    const id = nodes.symbol[node]!;
    if (id === 0 || done[id] === 1 || values.written[id] === 0) continue;
    done[id] = 1;
    const choice = table.choice[id]!;
    // What a select holds cannot be set, so it need not be said.
    const free = choice !== 0 && values.dialect.likeKconfiglib;
    if (!free && values.visible[id]! <= values.selected[id]!) continue;
    if (values.valueOf(id) === values.defaultValue({ id })) continue;
    if (
      choice !== 0 &&
      table.optional[choice] === 0 &&
      table.type[id] === SymbolType.Bool &&
      values.tri[id] === 2 &&
      values.choiceDefault({ id: choice }) === id
    )
      continue;
    out.push(configLine(tree.symbol(id), values.valueOf(id), prefix));
  }
  return out.join('');
}

/** Options that can be set and that the .config does not name, as lines with their present values (`listnewconfig`). */
export function listNew(tree: ParsedKconfig, values: Evaluator, prefix = 'CONFIG_'): string {
  if (values.dialect.likeKconfiglib) return listNewOfKconfiglib(tree, values, prefix);
  const { first, next, parent, symbol } = tree.nodes;
  const out: string[] = [];
  const held = new Set<number>();
  // What stands below an entry that the menu does not show is not looked at.
  for (let node = first[0]!; node !== 0; ) {
    const shown = isInMenu(tree, values, node, held);
    if (shown && !held.has(symbol[node]!) && isNew(tree, values, symbol[node]!)) {
      const { name, type } = tree.symbol(symbol[node]!);
      const value = values.valueOf(symbol[node]!);
      out.push(`${prefix}${name}=${type === SymbolType.String ? quote(value) : value}\n`);
    }
    if (shown && first[node] !== 0) {
      node = first[node]!;
      continue;
    }
    while (node !== 0 && next[node] === 0) node = parent[node]!;
    node = next[node]!;
  }
  return out.join('');
}

function isNew(tree: ParsedKconfig, values: Evaluator, symbol: number): boolean {
  const { kind, type, word } = tree.table;
  if (symbol === 0 || word[symbol]! < 0 || type[symbol] === SymbolType.Unknown) return false;
  if (values.hasUserValue({ id: symbol }) && isDecided(tree, values, symbol)) return false;
  const isChoice = kind[symbol] === SymbolKind.Choice;
  if (isChoice && values.dialect.plainChoices) return false;
  const chooses = isChoice && values.tri[symbol] === 2;
  return chooses || values.visible[symbol]! > values.selected[symbol]!;
}

/** kconfiglib lists all values of a choice that can be seen, and asks nothing of the menu around an option. */
function listNewOfKconfiglib(tree: ParsedKconfig, values: Evaluator, prefix: string): string {
  const { nodes, table } = tree;
  const out: string[] = [];
  const done = new Uint8Array(table.size);
  for (let node = nodes.first[0]!; node !== 0; node = nodes.nextInOrder(node)) {
    const id = nodes.symbol[node]!;
    if (id === 0 || table.kind[id] === SymbolKind.Choice || done[id] === 1) continue;
    done[id] = 1;
    if (values.visible[id] === 0 || values.hasUserValue({ id })) continue;
    const logical = table.type[id] === SymbolType.Bool || table.type[id] === SymbolType.Tristate;
    if (logical && table.choice[id] === 0 && values.visible[id]! <= values.selected[id]!) continue;
    if (logical) out.push(`${prefix}${table.nameOf(id)}=${values.valueOf(id)}\n`);
    else if (values.written[id] === 1) out.push(configLine(tree.symbol(id), values.valueOf(id), prefix));
  }
  return out.join('');
}

/**
 * As menu_is_visible: an option that is on, and itself not to be seen, is there for what can be seen below it. Up to
 * 6.10 C then takes it for decided, which is what `held` remembers.
 */
function isInMenu(tree: ParsedKconfig, values: Evaluator, node: number, held: Set<number>): boolean {
  const { nodes, properties, table } = tree;
  /** Options on the way down whose children are being looked at, with the next child. */
  const above: { readonly option: number; next: number }[] = [];
  let at = node;
  for (;;) {
    const prompt = nodes.prompt[at]!;
    const visibility = nodes.visibility[at]!;
    const symbol = nodes.symbol[at]!;
    const hidden = prompt === 0 || (visibility !== -1 && values.expression(visibility) === E_NO);
    if (!hidden && values.expression(properties.condition[prompt]!) !== 0) {
      if (!values.dialect.plainChoices) for (const { option } of above) held.add(option);
      return true;
    }
    const plain = table.kind[symbol] === SymbolKind.Choice && values.dialect.plainChoices;
    if (!hidden && symbol !== 0 && values.tri[symbol] !== 0 && !plain)
      above.push({ option: symbol, next: nodes.first[at]! });
    at = 0;
    while (at === 0) {
      const innermost = above.at(-1);
      if (!innermost) return false;
      at = innermost.next;
      if (at === 0) above.pop();
      else innermost.next = nodes.next[at]!;
    }
  }
}

/** Of a choice: whether the user has spoken of all of its values that can be seen. */
function isDecided({ table }: ParsedKconfig, values: Evaluator, choice: number): boolean {
  for (let member = table.firstMember[choice]!; member !== 0; member = table.nextMember[member]!)
    if (values.visible[member] !== 0 && values.userTri[member]! < 0) return false;
  return true;
}

/** A C header with a `#define` for what is on (`autoconf.h`), symbols in the order of the tree. */
export function writeHeader(tree: ParsedKconfig, values: Evaluator, prefix = 'CONFIG_'): string {
  const { nodes, table } = tree;
  const title = tree.promptText(nodes.prompt[0]!);
  const out: string[] = [`/*\n * Automatically generated file; DO NOT EDIT.\n * ${title}\n */\n`];
  const done = new Uint8Array(table.size);
  for (let node = nodes.first[0]!; node !== 0; node = nodes.nextInOrder(node)) {
    const id = nodes.symbol[node]!;
    if (id === 0 || done[id] === 1 || values.written[id] === 0) continue;
    done[id] = 1;
    const value = values.valueOf(id);
    const name = `${prefix}${table.nameOf(id)}`;
    switch (table.type[id]) {
      case SymbolType.Bool:
      case SymbolType.Tristate:
        if (value !== 'n') out.push(`#define ${name}${value === 'm' ? '_MODULE' : ''} 1\n`);
        break;
      case SymbolType.Hex:
        out.push(`#define ${name} ${/^0[xX]/.test(value) ? '' : '0x'}${value}\n`);
        break;
      case SymbolType.Int:
        out.push(`#define ${name} ${value}\n`);
        break;
      case SymbolType.String:
        out.push(`#define ${name} ${quote(value)}\n`);
        break;
    }
  }
  return out.join('');
}

/** Lines of a .config by the name that they are about, without the prefix: of several about one symbol the last. */
export function linesByName(
  text: string,
  prefix: string,
): ReadonlyMap<string, { readonly line: number; readonly text: string }> {
  const lines = new Map<string, { line: number; text: string }>();
  for (const [i, whole] of text.split('\n').entries()) {
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    if (line.startsWith(prefix) && line.includes('='))
      lines.set(line.slice(prefix.length, line.indexOf('=')), { line: i + 1, text: line });
    else if (line.startsWith(`# ${prefix}`) && line.endsWith(' is not set'))
      lines.set(line.slice(2 + prefix.length, -' is not set'.length), { line: i + 1, text: line });
  }
  return lines;
}
