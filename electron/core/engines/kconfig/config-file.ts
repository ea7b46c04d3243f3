/** Reading and writing of .config files, minimal configs and C headers, byte for byte as C's confdata.c does it. */

import type { Evaluator } from './evaluator.ts';
import { E_NO } from './expressions.ts';
import { type KSymbol, type MenuNode, NodeKind, nextInOrder, SymbolType } from './model.ts';
import { isValid } from './numbers.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';

export interface ConfigLineProblem {
  readonly code: 'unknown-symbol' | 'bad-value' | 'unexpected-line' | 'set-twice' | 'choice-conflict';
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
    const symbol = this.tree.byName.get(name);
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

/** The line of a symbol in a .config, with its line end; '' for a symbol without a type. */
export function configLine(symbol: KSymbol, value: string, prefix: string): string {
  if (symbol.type === SymbolType.Unknown) return '';
  if (symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate)
    return value === 'n' ? `# ${prefix}${symbol.name} is not set\n` : `${prefix}${symbol.name}=${value}\n`;
  return `${prefix}${symbol.name}=${symbol.type === SymbolType.String ? quote(value) : value}\n`;
}

/** Whether a menu or a comment is shown. */
function isShown(values: Evaluator, node: MenuNode): boolean {
  if (!node.prompt) return false;
  if (node.visibility !== -1 && values.expression(node.visibility) === E_NO) return false;
  return values.expression(node.prompt.condition) !== 0;
}

/** For kconfiglib, `if` blocks are no entries; in C an empty one is. */
function isEmpty(menu: MenuNode, likeKconfiglib: boolean): boolean {
  let child = menu.first;
  while (likeKconfiglib && child?.kind === NodeKind.If) child = child.next;
  return child === null;
}

/** A whole .config, with its four header lines. */
export function writeConfig(tree: ParsedKconfig, values: Evaluator, prefix = 'CONFIG_'): string {
  const title = tree.root.prompt?.text ?? '';
  const out: string[] = [`#\n# Automatically generated file; DO NOT EDIT.\n# ${title}\n#\n`];
  const done = new Uint8Array(tree.symbols.length);
  let gap = false;
  const close = (node: MenuNode): void => {
    if (node.symbol || node === tree.root || node.kind !== NodeKind.Menu || !isShown(values, node)) return;
    if (!values.dialect.endsEmptyMenus && isEmpty(node, values.dialect.likeKconfiglib)) return;
    out.push(`# end of ${node.prompt!.text}\n`);
    gap = true;
  };
  let node = tree.root.first;
  while (node) {
    const { symbol } = node;
    if (!symbol) {
      if (isShown(values, node)) {
        out.push(`\n#\n# ${node.prompt!.text}\n#\n`);
        gap = false;
      }
    } else if (symbol.kind !== 'choice' && done[symbol.id] === 0 && values.written[symbol.id] === 1) {
      done[symbol.id] = 1;
      if (gap) out.push('\n');
      gap = false;
      out.push(configLine(symbol, values.value(symbol), prefix));
    }
    if (node.first) {
      node = node.first;
      continue;
    }
    let at: MenuNode | null = node;
    for (;;) {
      close(at);
      if (at.next) {
        node = at.next;
        break;
      }
      at = at.parent;
      if (!at) return out.join('');
    }
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
  const undecided = tree.symbols.filter(
    (symbol) =>
      !values.dialect.likeKconfiglib &&
      symbol.members.length > 0 &&
      values.tri[symbol.id] === 2 &&
      values.userTri[symbol.id]! > 0 &&
      symbol.members.some((member) => values.visible[member.id] !== 0 && values.userTri[member.id]! < 0),
  );
  if (undecided.length === 0) return minimalConfig(tree, values, prefix);
  const before = undecided.map(({ id }) => values.userTri[id]!);
  for (const { id } of undecided) values.userTri[id] = -1;
  values.evaluateAll();
  const text = minimalConfig(tree, values, prefix);
  for (const [i, { id }] of undecided.entries()) values.userTri[id] = before[i]!;
  values.evaluateAll();
  return text;
}

function minimalConfig(tree: ParsedKconfig, values: Evaluator, prefix: string): string {
  const out: string[] = [];
  const done = new Uint8Array(tree.symbols.length);
  for (let node = tree.root.first; node; node = nextInOrder(node, tree.root)) {
    const { symbol } = node;
    if (!symbol || symbol.kind === 'choice' || done[symbol.id] === 1) continue;
    const { id } = symbol;
    if (values.written[id] === 0) continue;
    done[id] = 1;
    // What a select holds cannot be set, so it need not be said.
    const free = symbol.choice !== null && values.dialect.likeKconfiglib;
    if (!free && values.visible[id]! <= values.selected[id]!) continue;
    if (values.value(symbol) === values.defaultValue(symbol)) continue;
    const { choice } = symbol;
    if (
      choice &&
      !choice.optional &&
      symbol.type === SymbolType.Bool &&
      values.tri[id] === 2 &&
      values.choiceDefault(choice) === id
    )
      continue;
    out.push(configLine(symbol, values.value(symbol), prefix));
  }
  return out.join('');
}

/** Options that can be set and that the .config does not name, as lines with their present values (`listnewconfig`). */
export function listNew(tree: ParsedKconfig, values: Evaluator, prefix = 'CONFIG_'): string {
  const out: string[] = [];
  const { plainChoices, likeKconfiglib } = values.dialect;
  if (likeKconfiglib) return listNewOfKconfiglib(tree, values, prefix);
  const visit = (symbol: KSymbol): void => {
    if (symbol.name === '' || symbol.type === SymbolType.Unknown || isDecided(values, symbol)) return;
    const chooses = symbol.kind === 'choice' && values.tri[symbol.id] === 2;
    if (symbol.kind === 'choice' && plainChoices) return;
    if (!chooses && values.visible[symbol.id]! <= values.selected[symbol.id]!) return;
    const value = values.value(symbol);
    out.push(`${prefix}${symbol.name}=${symbol.type === SymbolType.String ? quote(value) : value}\n`);
  };
  // What stands below an entry that the menu does not show is not looked at.
  let node = tree.root.first;
  while (node) {
    const shown: boolean = isInMenu(values, node);
    if (shown && node.symbol) visit(node.symbol);
    if (shown && node.first) {
      node = node.first;
      continue;
    }
    let at: MenuNode | null = node;
    while (at && !at.next) at = at.parent;
    node = at?.next ?? null;
  }
  return out.join('');
}

/** kconfiglib lists all values of a choice that can be seen, and asks nothing of the menu around an option. */
function listNewOfKconfiglib(tree: ParsedKconfig, values: Evaluator, prefix: string): string {
  const out: string[] = [];
  const done = new Set<KSymbol>();
  for (let node = tree.root.first; node; node = nextInOrder(node, tree.root)) {
    const { symbol } = node;
    if (!symbol || symbol.kind === 'choice' || done.has(symbol)) continue;
    done.add(symbol);
    const { id, type } = symbol;
    if (values.visible[id] === 0 || values.hasUserValue(symbol)) continue;
    const logical = type === SymbolType.Bool || type === SymbolType.Tristate;
    if (logical && !symbol.choice && values.visible[id]! <= values.selected[id]!) continue;
    if (logical) out.push(`${prefix}${symbol.name}=${values.value(symbol)}\n`);
    else if (values.written[id] === 1) out.push(configLine(symbol, values.value(symbol), prefix));
  }
  return out.join('');
}

/** As menu_is_visible: an option that is on, and itself not to be seen, is there for what can be seen below it. */
function isInMenu(values: Evaluator, node: MenuNode): boolean {
  const pending: MenuNode[] = [node];
  while (pending.length > 0) {
    const at = pending.pop()!;
    const { prompt, visibility, symbol } = at;
    if (!prompt || (visibility !== -1 && values.expression(visibility) === E_NO)) continue;
    if (values.expression(prompt.condition) !== 0) return true;
    if (!symbol || values.tri[symbol.id] === 0 || (symbol.kind === 'choice' && values.dialect.plainChoices)) continue;
    for (let child = at.first; child; child = child.next) pending.push(child);
  }
  return false;
}

/** A choice counts as decided only when all of its values that can be seen are. */
function isDecided(values: Evaluator, symbol: KSymbol): boolean {
  return (
    values.hasUserValue(symbol) &&
    symbol.members.every((member) => values.visible[member.id] === 0 || values.userTri[member.id]! >= 0)
  );
}

/** A C header with a `#define` for what is on (`autoconf.h`), symbols in the order of the tree. */
export function writeHeader(tree: ParsedKconfig, values: Evaluator, prefix = 'CONFIG_'): string {
  const out: string[] = [
    `/*\n * Automatically generated file; DO NOT EDIT.\n * ${tree.root.prompt?.text ?? ''}\n */\n`,
  ];
  const done = new Uint8Array(tree.symbols.length);
  for (let node = tree.root.first; node; node = nextInOrder(node, tree.root)) {
    const { symbol } = node;
    if (!symbol || symbol.kind === 'choice' || done[symbol.id] === 1 || values.written[symbol.id] === 0) continue;
    done[symbol.id] = 1;
    const value = values.value(symbol);
    const name = `${prefix}${symbol.name}`;
    switch (symbol.type) {
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
