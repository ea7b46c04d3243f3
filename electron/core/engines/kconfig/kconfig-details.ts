/** Everything about one option of a Kconfig tree that its details show, with places as the tree's files name them. */
import type { DefinedAt, ModelDetails, ModelRelation } from '../config/config-model.ts';
import { conditionParts } from './condition-parts.ts';
import { dependentsOf as allDependents, type Dependents, type Lists } from './dependents.ts';
import { decide, isActive, type Reason } from './explain.ts';
import { expressionText } from './expression-text.ts';
import { E_YES, type ExprId } from './expressions.ts';
import { type KSymbol, type Place, type Selection, SymbolType } from './model.ts';
import { type Naming, obstacleSentence } from './obstacle-sentence.ts';
import type { ParsedKconfig } from './parsed-kconfig.ts';
import type { KconfigSession } from './session.ts';
import { shownText } from './text.ts';
import { unknownCommandsOf, unknownSymbols } from './unknown-values.ts';

const DEPENDENTS_SHOWN = 200;

export interface DetailsNaming extends Naming {
  /** Places of the symbol in the tree's list of nodes. */
  nodesOf(symbol: KSymbol): readonly number[];
}

export function kconfigDetails(session: KconfigSession, naming: DetailsNaming, symbol: KSymbol): ModelDetails {
  const { idOf, promptOf } = naming;
  const { values, prefix } = session;
  const option = idOf(symbol)!;
  const { origin, because } = whyOf(session, naming, symbol);
  const nodes = naming.nodesOf(symbol);
  const dependents = dependentsOf(session, naming, symbol);
  const relation = (selection: Selection, other: KSymbol | null): ModelRelation[] => {
    const id = other && idOf(other);
    if (!other || id === undefined || id === null) return [];
    return [
      {
        option: id,
        prompt: promptOf(id),
        value: shownText(values.value(other)),
        condition: writtenCondition(session, selection),
        active: isActive(session, selection),
        at: placeOf(selection),
      },
    ];
  };
  return {
    option,
    name: symbol.kind === 'choice' ? '' : `${prefix}${shownText(symbol.name)}`,
    origin,
    because,
    dependency:
      symbol.directDependency === -1 ? [] : conditionParts(session, naming, symbol.directDependency, 1, symbol.choice),
    places: symbol.nodes.map((node, i) => ({
      node: nodes[i] ?? -1,
      condition: node.prompt ? conditionParts(session, naming, node.prompt.condition, 1, symbol.choice) : [],
      at: placeOf(node),
    })),
    members: symbol.members.flatMap((member) => {
      const id = idOf(member);
      const visible = values.visible[member.id] !== 0;
      return id === undefined ? [] : [{ option: id, prompt: promptOf(id), value: values.value(member), visible }];
    }),
    choice: symbol.choice ? (idOf(symbol.choice) ?? null) : null,
    selects: symbol.selects.flatMap((each) => relation(each, each.target)),
    implies: symbol.implies.flatMap((each) => relation(each, each.target)),
    selectedBy: symbol.selectors.flatMap((each) => relation(each, each.node.symbol)),
    impliedBy: symbol.impliers.flatMap((each) => relation(each, each.node.symbol)),
    dependents: dependents.slice(0, DEPENDENTS_SHOWN).flatMap((user) => {
      const id = idOf(user);
      return id === undefined ? [] : [{ option: id, prompt: promptOf(id), value: shownText(values.value(user)) }];
    }),
    dependentsTotal: dependents.length,
    obstacle: mainObstacle(session, naming, symbol),
    unknownBecause: unknownCommandsOf(session, symbol, unknownSymbols(session)).map(shownText),
  };
}

/** Why the option cannot be changed: of a bool, to the value that it has not. */
function mainObstacle(session: KconfigSession, naming: Naming, symbol: KSymbol): ModelDetails['obstacle'] {
  const { values } = session;
  const value = values.value(symbol);
  const logical = symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate;
  if (symbol.kind === 'choice') {
    if (values.visible[symbol.id] !== 0) return null;
    const found = obstacleSentence(session, naming, symbol, 'y');
    return found && { ...found, wanted: '' };
  }
  if (symbol.prompts.length === 0) return null;
  const wanted = logical ? (value === 'y' ? (symbol.choice ? 'y' : 'n') : 'y') : value;
  const found = obstacleSentence(session, naming, symbol, wanted);
  // Numbers and texts that are what they are for another reason than being hidden can be changed.
  return !found || (!logical && found.code !== 'not-visible') ? null : { ...found, wanted };
}

type Why = Pick<ModelDetails, 'origin' | 'because'>;

function whyOf(session: KconfigSession, naming: Naming, symbol: KSymbol): Why {
  if (symbol.kind === 'choice') return whyChosen(session, symbol);
  if (symbol.choice && session.values.visible[symbol.id] === 2)
    return whyInChoice(session, naming, symbol, symbol.choice);
  const { values } = session;
  const found = decide(session, symbol);
  // A .config names every option, as it is: what it would be anyway, or what a select holds, is not there because it was set.
  const isHeld = values.tri[symbol.id]! > 0 && values.selected[symbol.id]! >= values.tri[symbol.id]!;
  const isDefault = values.value(symbol) === values.defaultValue(symbol);
  const why = found.origin === 'user' && (isHeld || isDefault) ? decide(session, symbol, true) : found;
  return {
    origin: why.origin,
    because: why.because.map(({ kind, option, condition, file, line }) => {
      const other = option === undefined ? null : shownText(option);
      return {
        text: reasonText(kind, other, session, symbol),
        option: other,
        condition: condition === undefined || condition === 'y' ? '' : shownText(condition),
        at: file === undefined || line === undefined ? null : { file: shownText(file), line },
      };
    }),
  };
}

function whyChosen({ values }: KconfigSession, choice: KSymbol): Why {
  const chosen = values.chosen[choice.id]!;
  const because = (text: string) => [{ text, option: null, condition: '', at: placeOf(choice.nodes[0]!) }];
  if (chosen < 0) return { origin: 'unset', because: because('None of its values can be chosen now.') };
  if (values.choiceDefault(choice) === chosen)
    return { origin: 'default', because: because('It is the first default that can be seen.') };
  return { origin: 'user', because: because('It was chosen.') };
}

function whyInChoice(session: KconfigSession, { idOf, promptOf }: Naming, symbol: KSymbol, choice: KSymbol): Why {
  const { values, tree } = session;
  const id = idOf(choice) ?? '';
  const place = { condition: '', at: placeOf(choice.nodes[0]!) };
  const chosen = values.chosen[choice.id]!;
  if (chosen === symbol.id) {
    const isDefault = values.choiceDefault(choice) === chosen;
    const text = `It is the value of “${promptOf(id)}”${isDefault ? ' by default' : ': it was chosen'}.`;
    return { origin: isDefault ? 'default' : 'user', because: [{ text, option: id, ...place }] };
  }
  const other = chosen < 0 ? undefined : idOf(tree.symbol(chosen));
  const text = other ? `\`${other}\` is chosen for “${promptOf(id)}”.` : `Nothing is chosen for “${promptOf(id)}”.`;
  return { origin: 'choice', because: [{ text, option: other ?? id, ...place }] };
}

function reasonText(kind: Reason['kind'], option: string | null, { values }: KconfigSession, symbol: KSymbol): string {
  switch (kind) {
    case 'user': {
      const otherwise = shownText(values.defaultValue(symbol));
      return `It was set: by default it would be ${otherwise === '' ? 'empty' : `\`${otherwise}\``}.`;
    }
    case 'default':
      return 'It is its default.';
    case 'select':
      return `It is selected by \`${option}\`.`;
    case 'imply':
      return `It is implied by \`${option}\`, and can be set otherwise.`;
    case 'choice':
      return 'The choice that it belongs to decides.';
    case 'range':
      return 'It is limited by its range.';
    case 'none':
      return symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate
        ? 'It is off unless something turns it on.'
        : 'It has no default.';
  }
}

/** As written in the property's own `if`; '' for none. */
function writtenCondition({ tree }: KconfigSession, { written }: Selection): string {
  return written === E_YES ? '' : shownText(expressionText(tree, written));
}

export function placeOf({ file, line }: Place): DefinedAt {
  return { file: shownText(file.name), line };
}

const users = new WeakMap<ParsedKconfig, Dependents>();

/** Symbols whose prompt or dependencies mention this one, in the order of the tree's symbols. */
function dependentsOf({ tree }: KconfigSession, { idOf }: Naming, symbol: KSymbol): readonly KSymbol[] {
  const lists = users.get(tree) ?? allDependents(tree);
  users.set(tree, lists);
  const { mentions, parents } = lists;
  const inside = new Set<ExprId>();
  const pending = itemsOf(mentions, symbol.id);
  for (let e = pending.pop(); e !== undefined; e = pending.pop()) {
    if (inside.has(e)) continue;
    inside.add(e);
    pending.push(...itemsOf(parents, e));
  }
  return tree.symbols.filter(
    (other) =>
      other !== symbol &&
      other.kind !== 'constant' &&
      other.choice !== symbol &&
      idOf(other) !== undefined &&
      (inside.has(other.directDependency) || other.prompts.some(({ condition }) => inside.has(condition))),
  );
}

function itemsOf({ start, items }: Lists, of: number): number[] {
  return [...items.subarray(start[of]!, start[of + 1]!)];
}
