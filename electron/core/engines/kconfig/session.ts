/**
 * A configuration being edited: sets and resets options as C's sym_set_* do, knows what each edit changed, and takes
 * edits back. The result always equals a full evaluation of what the user has set.
 */
import { type Failure, fail, ok, type Result } from '../../base/result.ts';
import {
  type ConfigLineProblem,
  linesByName,
  listNew,
  readConfig,
  writeConfig,
  writeHeader,
  writeMinimalConfig,
} from './config-file.ts';
import { type Dialect, type DialectName, dialects } from './dialect.ts';
import { Evaluator } from './evaluator.ts';
import { Op } from './expressions.ts';
import { finalize } from './finalize.ts';
import { type KSymbol, SymbolType } from './model.ts';
import { isValid } from './numbers.ts';
import type { KconfigOutside, KconfigProblem, ParsedKconfig } from './parsed-kconfig.ts';
import { Parser } from './parser.ts';

export type Refusal = Failure<
  'no-such-option' | 'bad-value' | 'not-visible' | 'held-by-select' | 'out-of-range' | 'limited'
>;

/** What the user had set for one symbol. */
interface UserValue {
  readonly id: number;
  readonly tri: number;
  readonly text: string | null;
  readonly chosen: number;
  readonly turn: number;
}

interface Edit {
  readonly before: readonly UserValue[];
  readonly after: readonly UserValue[];
}

export class KconfigSession {
  readonly tree: ParsedKconfig;
  readonly values: Evaluator;
  readonly dialect: Dialect;
  readonly problems: readonly KconfigProblem[];
  private undone: Edit[] = [];
  private done: Edit[] = [];
  private readonly trials: (Edit | null)[] = [];

  constructor(
    outside: KconfigOutside,
    top: string,
    dialect: DialectName = 'linux-6.1',
    readonly prefix = 'CONFIG_',
  ) {
    this.dialect = dialects[dialect];
    this.tree = new Parser(outside, this.dialect).parse(top);
    const warnings = finalize(this.tree, this.dialect);
    this.values = new Evaluator(this.tree, this.dialect);
    this.problems = [...this.tree.problems, ...warnings, ...this.values.loops];
    this.values.evaluateAll();
  }

  /** Takes over a .config; undo does not go behind it. */
  read(text: string): readonly ConfigLineProblem[] {
    const problems = readConfig(this.tree, this.values, text, this.prefix);
    this.values.evaluateAll();
    const dropped = this.dropOutOfRange();
    this.done = [];
    this.undone = [];
    if (dropped.length === 0) return problems;
    const lines = linesByName(text, this.prefix);
    const outside = dropped.map((name): ConfigLineProblem => {
      const at = lines.get(name) ?? { line: 1, text: '' };
      return { code: 'out-of-range', name, ...at };
    });
    return [...problems, ...outside];
  }

  /**
   * Files that hold a default configuration, in the order in which they are looked for where there is no .config: the
   * defaults of the symbol with `option defconfig_list` whose conditions hold now.
   */
  defconfigs(): readonly string[] {
    const { expressions, defconfigListId, table } = this.tree;
    if (defconfigListId === 0) return [];
    return this.tree.symbol(defconfigListId).defaults.flatMap(({ condition, value }) => {
      if (this.values.expression(condition) === 0 || expressions.op[value] !== Op.Symbol) return [];
      const name = this.values.valueOf(expressions.a[value]!);
      return name === '' || table.type[defconfigListId] !== SymbolType.String ? [] : [name];
    });
  }

  /** Takes over a .config as one edit, which undo takes back. */
  readAsEdit(text: string): readonly ConfigLineProblem[] {
    const { done } = this;
    const before = this.tree.symbols.map((symbol) => this.user(symbol));
    const problems = this.read(text);
    const different = before.filter((was) => !sameUserValue(was, this.user(this.tree.symbol(was.id))));
    const after = different.map(({ id }) => this.user(this.tree.symbol(id)));
    this.done = [...done, { before: different, after }];
    return problems;
  }

  /** Runs `body` while the session is as if it had just read this text, and takes everything back. */
  whileReading<T>(text: string, body: (problems: readonly ConfigLineProblem[]) => T): T {
    const { done, undone } = this;
    const before = this.tree.symbols.map((symbol) => this.user(symbol));
    try {
      return body(this.read(text));
    } finally {
      for (const value of before) this.put(value);
      this.values.evaluateAll();
      this.done = done;
      this.undone = undone;
    }
  }

  /** C forgets a number that is outside its range when it reads a .config. */
  private dropOutOfRange(): string[] {
    if (this.dialect.outOfRange !== 'reset') return [];
    const { values } = this;
    const dropped: string[] = [];
    for (let id = 0; id < values.userText.length; id++) {
      const text = values.userText[id]!;
      if (text === null || values.isWithinRange({ id }, text)) continue;
      values.userText[id] = null;
      dropped.push(this.tree.symbol(id).name);
    }
    if (dropped.length > 0) values.evaluateAll();
    return dropped;
  }

  write(): string {
    return writeConfig(this.tree, this.values, this.prefix);
  }

  writeMinimal(): string {
    return writeMinimalConfig(this.tree, this.values, this.prefix);
  }

  writeHeader(): string {
    return writeHeader(this.tree, this.values, this.prefix);
  }

  listNew(): string {
    return listNew(this.tree, this.values, this.prefix);
  }

  symbol(name: string): KSymbol | undefined {
    const symbol = this.tree.named(name);
    return symbol && symbol.nodes.length > 0 ? symbol : undefined;
  }

  /** Why the symbol cannot take the value now; null when it can. */
  refusal(symbol: KSymbol, value: string): Refusal | null {
    const { values } = this;
    const { id, name, type } = symbol;
    if (!isValid(type, value, this.dialect.likeKconfiglib))
      return fail('bad-value', `${value} is no ${typeName(type)} value`).error;
    const visible = values.visible[id]!;
    if (visible === 0 && this.opensWithChoice(symbol, value)) return null;
    if (visible === 0) return fail('not-visible', `${name} cannot be set while what it depends on is off`).error;
    if (type === SymbolType.Int || type === SymbolType.Hex) {
      if (values.isWithinRange(symbol, value)) return null;
      const range = values.range(symbol)!;
      return fail('out-of-range', `${name} takes ${values.text[range.low.id]} to ${values.text[range.high.id]}`).error;
    }
    if (type === SymbolType.String) return null;
    const tri = triOf(value);
    const selected = symbol.choice ? 0 : values.selected[id]!;
    const bool = values.effectiveType(symbol) === SymbolType.Bool;
    if (bool && tri === 1) return fail('bad-value', `${name} is y or n here`).error;
    if (visible <= selected || tri < selected)
      return fail('held-by-select', `${name} is selected by another option`).error;
    if (symbol.choice && visible === 2 && tri !== 2 && !this.closesChoice(symbol, value))
      return fail('limited', `${name} is a value of a choice: choose another one instead`).error;
    if (tri > visible) return fail('limited', `${name} can only be ${visible === 1 ? 'm' : 'n'} here`).error;
    return null;
  }

  /** An optional choice of which nothing is chosen yet: choosing its value turns the choice on as well. */
  private opensWithChoice(symbol: KSymbol, value: string): boolean {
    const { values } = this;
    const { choice } = symbol;
    if (!choice?.optional || triOf(value) !== 2 || values.tri[choice.id] !== 0) return false;
    if (this.refusal(choice, 'y') !== null) return false;
    const before = this.assign(choice, 'y');
    values.settle();
    const visible = values.visible[symbol.id] === 2;
    this.restore(before);
    return visible;
  }

  /** Turning off what is chosen of an optional choice leaves nothing chosen. */
  private closesChoice({ id, choice }: KSymbol, value: string): boolean {
    if (!choice?.optional || triOf(value) !== 0) return false;
    return this.values.chosen[choice.id] === id;
  }

  /** Sets an option by hand. Answers with the symbols that changed, in any order. */
  set(name: string, value: string): Result<readonly KSymbol[], Refusal> {
    const symbol = this.symbol(name);
    if (!symbol) return fail('no-such-option', `there is no option ${name}`);
    return this.apply([{ symbol, value }]);
  }

  /** Several values as one edit, each set after the ones before it; refused as a whole when one is refused. */
  apply(wanted: readonly { readonly symbol: KSymbol; readonly value: string }[]): Result<readonly KSymbol[], Refusal> {
    const { values } = this;
    const before: UserValue[] = [];
    const changed = new Set<number>();
    for (const { symbol, value } of wanted) {
      if (symbol.choice && values.visible[symbol.id] === 0 && this.opensWithChoice(symbol, value)) {
        before.push(...this.assign(symbol.choice, 'y'));
        for (const id of values.settle()) changed.add(id);
      }
      const refused = values.value(symbol) === value ? null : this.refusal(symbol, value);
      if (refused) {
        this.restore([...before].reverse());
        return { ok: false, error: refused };
      }
      before.push(
        ...(this.closesChoice(symbol, value) ? this.assign(symbol.choice!, 'n') : this.assign(symbol, value)),
      );
      for (const id of values.settle()) changed.add(id);
    }
    this.remember(before);
    return ok([...changed].map((id) => this.tree.symbol(id)));
  }

  /** Makes a change for trial: nothing of it is kept for undo. False, and nothing done, when it is refused. */
  tryApply(wanted: readonly { readonly symbol: KSymbol; readonly value: string }[]): boolean {
    const { done, undone } = this;
    this.done = [];
    const { ok: made } = this.apply(wanted);
    if (made) this.trials.push(this.done.pop() ?? null);
    this.done = done;
    this.undone = undone;
    return made;
  }

  /** Takes the last trial back. */
  takeBack(): void {
    const trial = this.trials.pop();
    if (trial) this.restore([...trial.before].reverse());
  }

  /** Forgets what the user set, for these options. */
  reset(symbols: readonly KSymbol[]): readonly KSymbol[] {
    const before: UserValue[] = [];
    for (const symbol of symbols) {
      if (!this.values.hasUserValue(symbol) && !symbol.choice) continue;
      before.push(this.user(symbol));
      this.put({ id: symbol.id, tri: -1, text: null, chosen: -1, turn: 0 });
      const { choice } = symbol;
      if (choice && this.values.userChosen[choice.id] === symbol.id) {
        before.push(this.user(choice));
        this.put({ ...this.user(choice), chosen: -1 });
      }
    }
    const changed = this.values.settle();
    this.remember(before);
    return [...changed].map((id) => this.tree.symbol(id));
  }

  /** Number of edits that undo can take back. */
  get depth(): number {
    return this.done.length;
  }

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  undo(): readonly KSymbol[] {
    const edit = this.done.pop();
    if (!edit) return [];
    this.undone.push(edit);
    return this.restore([...edit.before].reverse());
  }

  redo(): readonly KSymbol[] {
    const edit = this.undone.pop();
    if (!edit) return [];
    this.done.push(edit);
    return this.restore(edit.after);
  }

  private assign(symbol: KSymbol, value: string): UserValue[] {
    const { values } = this;
    const before = [this.user(symbol)];
    if (symbol.type !== SymbolType.Bool && symbol.type !== SymbolType.Tristate) {
      const hex = symbol.type === SymbolType.Hex && !/^0[xX]/.test(value);
      this.put({ ...this.user(symbol), text: hex ? `0x${value}` : value });
      return before;
    }
    const tri = triOf(value);
    const { choice } = symbol;
    const turn = choice ? this.nextTurn(choice) : 0;
    this.put({ ...this.user(symbol), tri, turn: turn + (choice ? choice.members.indexOf(symbol) : 0) });
    if (choice && tri === 2) {
      before.push(this.user(choice));
      this.put({ ...this.user(choice), chosen: symbol.id, tri: 2 });
      // All values that can be seen count as decided from now on.
      for (const [i, member] of choice.members.entries()) {
        if (member === symbol || values.visible[member.id] === 0) continue;
        before.push(this.user(member));
        this.put({ ...this.user(member), tri: 0, turn: turn + i });
      }
    }
    return before;
  }

  private nextTurn(choice: KSymbol): number {
    return Math.max(...choice.members.map(({ id }) => this.values.userTurn[id]!)) + 1;
  }

  private user(symbol: KSymbol): UserValue {
    const { id } = symbol;
    const { userTri, userText, userChosen, userTurn } = this.values;
    return { id, tri: userTri[id]!, text: userText[id]!, chosen: userChosen[id]!, turn: userTurn[id]! };
  }

  private put(value: UserValue): void {
    const { userTri, userText, userChosen, userTurn } = this.values;
    userTurn[value.id] = value.turn;
    userTri[value.id] = value.tri;
    userText[value.id] = value.text;
    userChosen[value.id] = value.chosen;
    this.values.touch(this.tree.symbol(value.id));
  }

  /** Answers with what changed, and with what is set differently even if that changes nothing. */
  private restore(values: readonly UserValue[]): readonly KSymbol[] {
    for (const value of values) this.put(value);
    const ids = this.values.settle();
    for (const { id } of values) ids.add(id);
    return [...ids].map((id) => this.tree.symbol(id));
  }

  private remember(before: readonly UserValue[]): void {
    const after = before.map(({ id }) => this.user(this.tree.symbol(id)));
    // Setting what is set already is nothing that anybody would want to undo.
    if (before.every((value, index) => sameUserValue(value, after[index]!))) return;
    this.done.push({ before, after });
    this.undone = [];
  }
}

function sameUserValue(a: UserValue, b: UserValue): boolean {
  return a.tri === b.tri && a.text === b.text && a.chosen === b.chosen && a.turn === b.turn;
}

export function typeName(type: SymbolType): string {
  return ['unknown', 'bool', 'tristate', 'int', 'hex', 'string'][type]!;
}

function triOf(value: string): number {
  const first = value[0]?.toLowerCase();
  return first === 'y' ? 2 : first === 'm' ? 1 : 0;
}
