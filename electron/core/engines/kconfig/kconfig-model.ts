/** A Kconfig session as the configuration that the window shows; tells after each edit what differs from before. */
import { type Failure, fail, type Result } from '../../base/result.ts';
import type { TextProblem } from '../../contract/config.ts';
import type {
  ConfigDelta,
  ConfigModel,
  ConfigNode,
  ConfigProblem,
  ConfigRefusal,
  ConfigStep,
  ConfigTree,
  ModelDetails,
  ModelFixes,
  ModelWarning,
  OptionId,
  OptionState,
} from '../config/config-model.ts';
import { type ConfigLineProblem, configLine, linesByName } from './config-file.ts';
import { assignable } from './explain.ts';
import { kconfigFixes } from './fix-sets.ts';
import { helpText } from './help-text.ts';
import { type DetailsNaming, kconfigDetails } from './kconfig-details.ts';
import { kconfigWarnings } from './kconfig-warnings.ts';
import { type KSymbol, type MenuNode, NodeKind, SymbolType } from './model.ts';
import { obstacleSentence } from './obstacle-sentence.ts';
import { type KconfigSession, typeName } from './session.ts';
import { shownText } from './text.ts';
import { textProblems, withoutEffect } from './text-problems.ts';
import { unknownSymbols } from './unknown-values.ts';

const KINDS = {
  [NodeKind.Root]: 'root',
  [NodeKind.Menu]: 'menu',
  [NodeKind.Comment]: 'comment',
  [NodeKind.If]: 'menu',
  [NodeKind.Config]: 'option',
  [NodeKind.MenuConfig]: 'option',
  [NodeKind.Choice]: 'choice',
} as const;

export class KconfigModel implements ConfigModel {
  private readonly ids = new Map<KSymbol, OptionId>();
  private readonly symbols = new Map<OptionId, KSymbol>();
  private readonly places = new Map<MenuNode, number>();
  /** Menus, comments and places of options that have several, which may come and go. */
  private readonly headings: { readonly id: number; readonly node: MenuNode }[] = [];
  private readonly nodes: readonly ConfigNode[];
  private states: Map<OptionId, { readonly key: string; readonly state: OptionState }>;
  private hidden: Set<number>;
  private readonly naming: DetailsNaming = {
    idOf: (symbol) => this.ids.get(symbol),
    promptOf: (id) => {
      const node = this.symbols.get(id)?.nodes.find(({ prompt }) => prompt);
      return shownText((node?.prompt?.text ?? '').trim());
    },
    nodesOf: (symbol) => symbol.nodes.map((node) => this.places.get(node) ?? -1),
  };

  constructor(readonly session: KconfigSession) {
    for (const symbol of session.tree.symbols) {
      if (symbol.kind === 'constant' || symbol.nodes.length === 0) continue;
      const id = symbol.kind === 'choice' ? `choice:${symbol.id}` : shownText(symbol.name);
      this.ids.set(symbol, id);
      this.symbols.set(id, symbol);
    }
    this.nodes = this.listNodes();
    this.states = new Map();
    for (const [id, symbol] of this.symbols) this.states.set(id, keyed(this.stateOf(symbol)));
    this.hidden = this.hiddenNow();
  }

  get tree(): ConfigTree {
    const { tree, problems } = this.session;
    return {
      title: shownText(tree.root.prompt?.text ?? ''),
      nodes: this.nodes,
      states: Object.fromEntries([...this.states].map(([id, { state }]) => [id, state])),
      hidden: [...this.hidden],
      problems: problems.map(
        (problem): ConfigProblem => ({
          ...problem,
          file: shownText(problem.file),
          message: shownText(problem.message),
        }),
      ),
    };
  }

  state(id: OptionId): OptionState | null {
    return this.states.get(id)?.state ?? null;
  }

  apply(steps: readonly ConfigStep[]): Result<ConfigDelta, ConfigRefusal> {
    const wanted: { symbol: KSymbol; value: string }[] = [];
    for (const { option, to } of steps) {
      const symbol = this.symbols.get(option);
      // Choosing in a choice is setting the chosen option to y.
      const target = symbol?.kind === 'choice' ? this.symbols.get(to) : symbol;
      if (!target || (symbol?.kind === 'choice' && target.choice !== symbol))
        return fail('no-such-option', `There is no option ${symbol ? to : option}.`);
      wanted.push({ symbol: target, value: symbol === target ? to : 'y' });
    }
    const made = this.session.apply(wanted);
    if (made.ok) return { ok: true, value: this.delta([...made.value, ...wanted.map(({ symbol }) => symbol)]) };
    const [only, second] = wanted;
    const found = only && !second ? obstacleSentence(this.session, this.naming, only.symbol, only.value) : null;
    const message = found?.message ?? `${made.error.message}.`;
    return fail(made.error.code, message.charAt(0).toUpperCase() + message.slice(1));
  }

  reset(ids: readonly OptionId[]): ConfigDelta {
    const symbols = ids.flatMap((id) => {
      const symbol = this.symbols.get(id);
      return symbol?.kind === 'choice' ? symbol.members : symbol ? [symbol] : [];
    });
    const changed = this.session.reset(symbols);
    return this.delta([...changed, ...symbols]);
  }

  undo(): ConfigDelta {
    return this.delta(this.session.undo());
  }

  redo(): ConfigDelta {
    return this.delta(this.session.redo());
  }

  prepare(): void {
    this.session.values.prepare();
  }

  get depth(): number {
    return this.session.depth;
  }

  get canUndo(): boolean {
    return this.session.canUndo;
  }

  get canRedo(): boolean {
    return this.session.canRedo;
  }

  read(text: string): { readonly delta: ConfigDelta; readonly problems: readonly TextProblem[] } {
    const problems = this.session.readAsEdit(text);
    return { delta: this.delta([], true), problems: this.positions(problems, text) };
  }

  load(text: string): readonly TextProblem[] {
    const problems = this.session.read(text);
    this.delta([], true);
    return this.positions(problems, text);
  }

  help(id: OptionId): string {
    const symbol = this.symbols.get(id);
    return symbol ? symbol.nodes.map(helpText).filter(Boolean).map(shownText).join('\n\n') : '';
  }

  text(): string {
    return this.session.write();
  }

  minimal(): string {
    return this.session.writeMinimal();
  }

  valuesOf(text: string): ReadonlyMap<OptionId, string> {
    return this.session.whileReading(
      text,
      () => new Map([...this.symbols].map(([id, symbol]) => [id, this.valueOf(symbol)])),
    );
  }

  essentials(text: string): ReadonlyMap<OptionId, string> {
    return this.session.whileReading(text, () => {
      const names = [...linesByName(this.session.writeMinimal(), this.session.prefix).keys()];
      const symbols = names.flatMap((name) => this.session.symbol(name) ?? []).map((symbol) => symbol.choice ?? symbol);
      return new Map(
        symbols.flatMap((symbol) => {
          const id = this.ids.get(symbol);
          return id === undefined ? [] : [[id, this.valueOf(symbol)] as const];
        }),
      );
    });
  }

  withValues(text: string, values: readonly ConfigStep[]): string {
    const lines = values.flatMap(({ option, to }) => {
      const symbol = this.symbols.get(option);
      const target = symbol?.kind === 'choice' ? this.symbols.get(to) : symbol;
      return target ? [configLine(target, symbol === target ? to : 'y', this.session.prefix)] : [];
    });
    // Of several lines about one option the last counts.
    return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${lines.join('')}`;
  }

  details(id: OptionId): ModelDetails | null {
    const symbol = this.symbols.get(id);
    return symbol ? kconfigDetails(this.session, this.naming, symbol) : null;
  }

  fixes(id: OptionId, wanted: string): Result<ModelFixes, Failure<'no-such-option'>> {
    const symbol = this.symbols.get(id);
    const target = symbol?.kind === 'choice' ? this.symbols.get(wanted) : symbol;
    if (!target) return fail('no-such-option', `There is no option ${symbol ? wanted : id}.`);
    return { ok: true, value: kconfigFixes(this.session, this.naming, target, symbol === target ? wanted : 'y') };
  }

  unknown(): ReadonlySet<OptionId> {
    const { symbols } = this.session.tree;
    return new Set([...unknownSymbols(this.session)].flatMap((id) => this.ids.get(symbols[id]!) ?? []));
  }

  warnings(): readonly ModelWarning[] {
    return kconfigWarnings(this.session, this.naming);
  }

  private positions(problems: readonly ConfigLineProblem[], text: string): TextProblem[] {
    const { prefix } = this.session;
    const unread = textProblems(problems, prefix, (name) => this.symbols.has(name));
    return [...unread, ...withoutEffect(this.warnings(), text, prefix)].sort((a, b) => a.line - b.line);
  }

  private valueOf(symbol: KSymbol): string {
    const { values } = this.session;
    if (symbol.kind !== 'choice') return shownText(values.value(symbol));
    const chosen = this.session.tree.symbols[values.chosen[symbol.id] ?? -1];
    return (chosen && this.ids.get(chosen)) ?? '';
  }

  private stateOf(symbol: KSymbol): OptionState {
    const { values } = this.session;
    const isChoice = symbol.kind === 'choice';
    const range = symbol.ranges.length > 0 ? values.range(symbol) : null;
    return {
      type: isChoice ? 'choice' : (typeName(symbol.type) as OptionState['type']),
      value: this.valueOf(symbol),
      visible: values.visible[symbol.id] !== 0,
      assignable: isChoice ? [] : assignable(this.session, symbol),
      isSet: values.hasUserValue(symbol),
      defaultValue: this.defaultOf(symbol),
      range: range && { low: values.value(range.low), high: values.value(range.high) },
    };
  }

  /** What stands where nobody has set anything; a choice's values are on and off with it. */
  private defaultOf(symbol: KSymbol): string {
    const { values, tree } = this.session;
    const choice = symbol.kind === 'choice' ? symbol : symbol.choice;
    if (!choice) return symbol.type === SymbolType.Unknown ? '' : shownText(values.defaultValue(symbol));
    const chosen = values.tri[choice.id] === 2 ? values.choiceDefault(choice) : -1;
    if (symbol === choice) return this.ids.get(tree.symbols[chosen]!) ?? '';
    return values.tri[choice.id] === 1 ? values.value(symbol) : chosen === symbol.id ? 'y' : 'n';
  }

  /** `all`: an edit that may have changed what the user has set without changing a value. */
  private delta(changed: readonly KSymbol[], all = false): ConfigDelta {
    const states: Record<OptionId, OptionState> = {};
    // What a tristate can be depends on whether there are modules.
    const everything = all || changed.includes(this.session.tree.modules);
    const affected = new Set<KSymbol>(everything ? this.ids.keys() : changed);
    for (const id of this.session.values.takeLooked()) affected.add(this.session.tree.symbols[id]!);
    // What can be assigned to the values of a choice depends on each other.
    for (const symbol of [...affected])
      for (const each of symbol.choice ? [symbol.choice, ...symbol.choice.members] : symbol.members) affected.add(each);
    for (const symbol of affected) {
      const id = this.ids.get(symbol);
      if (id === undefined) continue;
      const now = keyed(this.stateOf(symbol));
      if (this.states.get(id)?.key === now.key) continue;
      this.states.set(id, now);
      states[id] = now.state;
    }
    const hidden = this.hiddenNow();
    const nowHidden = [...hidden].filter((id) => !this.hidden.has(id));
    const nowShown = [...this.hidden].filter((id) => !hidden.has(id));
    this.hidden = hidden;
    return { states, nowHidden, nowShown, canUndo: this.session.canUndo, canRedo: this.session.canRedo };
  }

  private hiddenNow(): Set<number> {
    const { values } = this.session;
    const hidden = new Set<number>();
    for (const { id, node } of this.headings) {
      const shown =
        (node.visibility === -1 || values.expression(node.visibility) !== 0) &&
        values.expression(node.prompt?.condition ?? node.dependency) !== 0;
      if (!shown) hidden.add(id);
    }
    return hidden;
  }

  private listNodes(): readonly ConfigNode[] {
    const nodes: ConfigNode[] = [];
    const pending: { readonly node: MenuNode; readonly parent: number }[] = [
      { node: this.session.tree.root, parent: -1 },
    ];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { node, parent } = next;
      const id = nodes.length;
      const isPlaceOfSeveral = node.symbol !== null && node.symbol.prompts.length > 1 && node.prompt !== null;
      if (node.kind === NodeKind.Menu || node.kind === NodeKind.Comment || isPlaceOfSeveral)
        this.headings.push({ id, node });
      if (node.symbol) this.places.set(node, id);
      nodes.push({
        id,
        parent,
        kind: KINDS[node.kind],
        prompt: shownText(node.prompt?.text ?? ''),
        option: node.symbol ? (this.ids.get(node.symbol) ?? null) : null,
        definedAt: { file: shownText(node.file.name), line: node.line },
        hasHelp: node.help !== null,
      });
      for (const child of [...node.children()].reverse()) pending.push({ node: child, parent: id });
    }
    return nodes;
  }
}

function keyed(state: OptionState): { readonly key: string; readonly state: OptionState } {
  const { value, visible, assignable: may, isSet, defaultValue, range } = state;
  const bounds = range ? `${range.low}\0${range.high}` : '';
  return { key: `${value}\0${visible}\0${may.join()}\0${isSet}\0${defaultValue}\0${bounds}`, state };
}
