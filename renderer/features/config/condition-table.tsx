/** The parts of a condition, each with a tick or a cross and its present value; groups say how many of them are needed. */
import { Check, X } from 'lucide-react';
import type { ConditionPart } from '#core/contract/config.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { session } from './config-store.ts';
import { OptionLink } from './option-link.tsx';

const groups = { all: 'all of', any: 'any one of', not: 'none of' } as const;

/** The outermost "all of" needs no row: the table is one. */
export function topLevel(parts: readonly ConditionPart[]): readonly ConditionPart[] {
  if (parts[0]?.kind !== 'all') return parts;
  return parts.slice(1).map((part) => ({ ...part, depth: part.depth - 1 }));
}

/** "2 of 3 parts are not met". */
export function verdict(parts: readonly ConditionPart[]): string {
  const top = topLevel(parts).filter((part) => part.depth === 0);
  const unmet = top.filter((part) => !part.met).length;
  if (unmet === 0) return top.length === 1 ? 'met' : `all ${top.length} parts are met`;
  if (top.length === 1) return 'not met';
  return `${unmet} of ${top.length} parts ${unmet === 1 ? 'is' : 'are'} not met`;
}

export function ConditionTable({ parts }: { parts: readonly ConditionPart[] }) {
  return (
    <table className="condition">
      <tbody>
        {topLevel(parts).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition's parts have no names and keep their places
          <Part key={index} part={part} />
        ))}
      </tbody>
    </table>
  );
}

function Part({ part }: { part: ConditionPart }) {
  const one = part.kind === 'option' ? part.options[0] : undefined;
  const tree = session()?.config?.tree;
  return (
    <tr className={classNames('condition__row', !part.met && 'condition__row--unmet')}>
      <td className="condition__mark" style={{ paddingLeft: 12 + part.depth * 20 }}>
        <Icon of={part.met ? Check : X} size={14} className={part.met ? 't-ok' : 't-err'} />
        <span className="sr-only">{part.met ? 'met' : 'not met'}</span>
      </td>
      <th scope="row" className="condition__name" colSpan={one ? 1 : 2}>
        {one ? (
          <OptionLink option={one.option} />
        ) : part.kind === 'compare' ? (
          <Comparison part={part} />
        ) : part.kind === 'constant' || part.kind === 'option' ? (
          <code>{part.text}</code>
        ) : (
          <span className="t-name">{groups[part.kind]}</span>
        )}
      </th>
      {one ? <td className="condition__prompt">{tree?.promptOf(one.option)}</td> : null}
      <td className="condition__value">
        <span className={classNames('value-chip', part.met ? 'value-chip--ok' : 'value-chip--err')}>
          {one?.value || part.value}
        </span>
      </td>
    </tr>
  );
}

/** `A >= B`, with what both are now. */
function Comparison({ part }: { part: ConditionPart }) {
  const names = new Map(part.options.map(({ option, value }) => [option, value]));
  return (
    <span className="t-code condition__comparison">
      {part.text.split(/(\s+)/).map((word, index) =>
        names.has(word) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: words of one text keep their places
          <span key={index}>
            <OptionLink option={word} />
            <span className="t-third"> ({names.get(word) || 'empty'})</span>
          </span>
        ) : (
          word
        ),
      )}
    </span>
  );
}
