/** Why an option cannot have a value, in one sentence that names what is in the way. */
import type { ModelObstacle } from '../config/config-model.ts';
import { conditionParts, unmetParts } from './condition-parts.ts';
import { obstacle } from './explain.ts';
import type { KSymbol } from './model.ts';
import type { KconfigSession } from './session.ts';
import { shownText } from './text.ts';

/** Parts of a condition named in a sentence; the rest is counted. */
const NAMED = 3;

export interface Naming {
  idOf(symbol: KSymbol): string | undefined;
  /** Prompt of an option by its id; '' for none. */
  promptOf(id: string): string;
}

/** null: it can have the value. */
export function obstacleSentence(
  session: KconfigSession,
  naming: Naming,
  symbol: KSymbol,
  value: string,
): ModelObstacle | null {
  const { idOf, promptOf } = naming;
  const found = obstacle(session, symbol, value);
  if (!found) return null;
  const name = `\`${idOf(symbol) ?? shownText(symbol.name)}\``;
  const { code } = found.refusal;
  const heldBy = found.heldBy.map(({ option, file, line }) => ({
    option: shownText(option),
    prompt: promptOf(shownText(option)),
    at: { file: shownText(file), line },
  }));
  return { code, message: sentence(), heldBy: code === 'held-by-select' ? heldBy : [] };

  function sentence(): string {
    const { values } = session;
    switch (code) {
      case 'not-visible': {
        const missing = missingOf(1);
        return missing === ''
          ? `${name} has no prompt of its own: only other options and its default decide about it.`
          : `${name} can't be set: it needs ${missing}.`;
      }
      case 'held-by-select': {
        const holders = list(heldBy.map(({ option }) => `\`${option}\``));
        const held = values.value(symbol);
        const what = held === 'y' && value === 'n' ? "can't be turned off" : `can't be \`${value}\``;
        return `${name} ${what}: it is selected by ${holders === '' ? 'another option' : holders}.`;
      }
      case 'limited': {
        if (symbol.choice) return `${name} is a value of a choice: choose another one instead.`;
        const missing = missingOf(value === 'm' ? 1 : 2);
        const most = values.visible[symbol.id] === 1 ? 'm' : 'n';
        return `${name} can only be \`${most}\` here${missing === '' ? '' : `: it needs ${missing}`}.`;
      }
      case 'out-of-range': {
        const range = values.range(symbol)!;
        const bounds = `${values.text[range.low.id]} to ${values.text[range.high.id]}`;
        return `${name} takes ${bounds}, not ${shownText(value)}.`;
      }
      case 'bad-value':
        return `\`${shownText(value)}\` is no value for ${name}.`;
      default:
        return `${found!.refusal.message}.`;
    }
  }

  function missingOf(wanted: 1 | 2): string {
    const ways = symbol.prompts.map(({ condition }) =>
      unmetParts(conditionParts(session, naming, condition, wanted, symbol.choice)),
    );
    // With several prompts any will do: the one that lacks the least is the nearest.
    const [nearest] = ways.sort((a, b) => a.length - b.length);
    return list(
      (nearest ?? []).map(({ text, kind, value: now, options }) => {
        const shown = text.startsWith('“') ? text : `\`${text}\``;
        if (kind === 'option') return `${shown} (now ${now})`;
        if (kind === 'constant' && !/^[nmy]$/.test(text)) return `${shown} (defined nowhere)`;
        const values = options.map((each) => `${each.option} is ${each.value || 'empty'}`);
        return values.length === 0 || values.length > 2 ? shown : `${shown} (${values.join(', ')})`;
      }),
    );
  }
}

function list(items: readonly string[]): string {
  const more = items.length - NAMED;
  const named = more > 1 ? [...items.slice(0, NAMED), `${more} more`] : items;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}
