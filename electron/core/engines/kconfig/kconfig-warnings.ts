/** What is odd about the values of a Kconfig tree: what was set and does not count, unmet selects, what is deprecated. */
import type { ModelWarning } from '../config/config-model.ts';
import { placeOf } from './kconfig-details.ts';
import { type KSymbol, SymbolType } from './model.ts';
import { type Naming, obstacleSentence } from './obstacle-sentence.ts';
import type { KconfigSession } from './session.ts';
import { shownText } from './text.ts';

const LETTERS = ['n', 'm', 'y'] as const;
/** What was asked for in vain comes first. */
const ORDER: readonly ModelWarning['code'][] = ['did-not-take', 'out-of-range', 'unmet-select', 'deprecated'];
const DEPRECATED = /\b(?:deprecated|obsolete)\b/i;

export function kconfigWarnings(session: KconfigSession, naming: Naming): readonly ModelWarning[] {
  const warnings: ModelWarning[] = [];
  for (const symbol of session.tree.symbols) {
    if (symbol.kind !== 'symbol' || symbol.nodes.length === 0) continue;
    const option = naming.idOf(symbol);
    if (option === undefined) continue;
    warnings.push(
      ...didNotTake(session, naming, symbol, option),
      ...unmetSelect(session, symbol, option),
      ...deprecated(session, symbol, option),
    );
  }
  return warnings.sort((a, b) => ORDER.indexOf(a.code) - ORDER.indexOf(b.code));
}

function didNotTake(session: KconfigSession, naming: Naming, symbol: KSymbol, option: string): ModelWarning[] {
  const { values } = session;
  // What a .config says of options without a prompt counts for nothing, by design: conf writes such lines itself.
  if (symbol.prompts.length === 0) return [];
  const logical = symbol.type === SymbolType.Bool || symbol.type === SymbolType.Tristate;
  const tri = values.userTri[symbol.id]!;
  const wanted = logical ? (tri < 0 ? null : LETTERS[tri]!) : values.userText[symbol.id]!;
  if (wanted === null || wanted === values.value(symbol)) return [];
  if (symbol.choice && wanted === 'n') return [];
  const found = obstacleSentence(session, naming, symbol, wanted);
  const now = shownText(values.value(symbol));
  const because = found?.message ?? 'Something else decides about it.';
  return [
    {
      code: found?.code === 'out-of-range' ? 'out-of-range' : 'did-not-take',
      severity: 'warning',
      message: `\`${option}\` was set to \`${shownText(wanted)}\` and is ${now === '' ? 'empty' : `\`${now}\``}. ${because}`,
      option,
      wanted: shownText(wanted),
      at: placeOf(symbol.nodes[0]!),
    },
  ];
}

function unmetSelect({ values }: KconfigSession, symbol: KSymbol, option: string): ModelWarning[] {
  const { id } = symbol;
  if (symbol.choice || values.selected[id]! <= values.direct[id]! || values.tri[id] === 0) return [];
  const selectors = symbol.selectors.filter(
    ({ node, condition }) => node.symbol && values.tri[node.symbol.id] !== 0 && values.expression(condition) !== 0,
  );
  const by = selectors.map(({ node }) => `\`${shownText(node.symbol!.name)}\``).join(', ');
  return [
    {
      code: 'unmet-select',
      severity: 'warning',
      message: `\`${option}\` is on because it is selected by ${by}, although what it depends on is off.`,
      option,
      wanted: null,
      at: selectors[0] ? placeOf(selectors[0]) : null,
    },
  ];
}

function deprecated({ values }: KconfigSession, symbol: KSymbol, option: string): ModelWarning[] {
  const prompt = symbol.prompts.find(({ text }) => DEPRECATED.test(text));
  if (!prompt || values.tri[symbol.id] === 0 || values.visible[symbol.id] === 0) return [];
  return [
    {
      code: 'deprecated',
      severity: 'info',
      message: `\`${option}\` is on, and its prompt calls it deprecated: “${shownText(prompt.text)}”.`,
      option,
      wanted: null,
      at: placeOf(prompt),
    },
  ];
}
