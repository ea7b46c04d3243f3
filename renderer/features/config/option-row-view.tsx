/** What a row of the option tree shows: mark, prompt, where it was found, whether it changed, its value. */
import { CircleQuestionMark, Folder, Hash, ListTree, Lock, MessageSquareText, TextCursorInput } from 'lucide-react';
import { useOptionState } from '../../app/config/config-activity.ts';
import type { LoadedConfig } from '../../app/config/config-session.ts';
import { CheckMark } from '../../ui/checkbox.tsx';
import { Fact } from '../../ui/fact.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RadioMark } from '../../ui/radio.tsx';
import type { LiveRow } from '../../ui/tree-item.tsx';
import type { TreeRow } from '../../ui/tree-rows.ts';
import { session } from './config-store.ts';
import { Marked } from './marked.tsx';
import { checkedOf, describe, isBlocked, type Look, lookOf, valueText } from './option-look.ts';
import type { OptionRow } from './option-rows.ts';
import { useOwnReceipt } from './receipt-store.ts';
import { shortCost } from './receipts.tsx';

const icons = {
  folder: Folder,
  comment: MessageSquareText,
  choice: ListTree,
  number: Hash,
  text: TextCursorInput,
  locked: Lock,
};

function Mark({ look }: { look: Look }) {
  if (look.kind === 'check')
    return (
      <span className="option-mark" data-check>
        <CheckMark look={look.look} />
      </span>
    );
  if (look.kind === 'radio')
    return (
      <span className="option-mark" data-check>
        <RadioMark on={look.on} />
      </span>
    );
  return <Icon of={icons[look.kind]} />;
}

/** The part of the row's element that follows its option. */
export function useLiveOption(row: TreeRow<OptionRow>): LiveRow {
  const { option, foundIn } = row.data;
  const config = session()?.config ?? null;
  const state = useOptionState(config, option);
  const receipt = useOwnReceipt(config && option >= 0 ? config.tree.idOf(option) : '');
  if (!config || !state) return foundIn ? { description: `found in its ${foundIn}` } : {};
  const type = config.tree.type(option);
  const value = valueText(type, state, (id) => config.tree.promptOf(id));
  return {
    checked: checkedOf(type, state),
    description: `${describe(type, state, value, foundIn)}${receipt ? `, ${shortCost(receipt.cost)} in the image` : ''}`,
    className: isBlocked(type, state) && 'option-row--blocked',
  };
}

export function OptionRowView({ row }: { row: OptionRow }) {
  const config = session()?.config ?? null;
  return config ? <Facts config={config} row={row} /> : null;
}

/** What the last measured change of this option alone has cost. */
function Cost({ option }: { option: string }) {
  const receipt = useOwnReceipt(option);
  return receipt ? <Fact text={shortCost(receipt.cost)} /> : null;
}

function Facts({ config, row }: { config: LoadedConfig; row: OptionRow }) {
  const { tree } = config;
  const state = useOptionState(config, row.option);
  const type = row.option < 0 ? null : tree.type(row.option);
  const look = lookOf(tree.kind(row.node), type, state, row.choice >= 0);
  return (
    <>
      <Mark look={look} />
      <span className="tree__name" title={tree.prompt(row.node)}>
        <Marked text={tree.prompt(row.node)} ranges={row.marks} />
      </span>
      {row.option < 0 ? null : <Cost option={tree.idOf(row.option)} />}
      {row.foundIn ? <Fact text={`in ${row.foundIn}`} /> : null}
      {state?.unknown ? <Icon of={CircleQuestionMark} size={14} className="t-warn" /> : null}
      {state?.changed ? <span className="option-changed" aria-hidden="true" /> : null}
      {state && type && look.kind !== 'radio' ? (
        <Fact className="option-value" text={valueText(type, state, (id) => tree.promptOf(id))} />
      ) : null}
    </>
  );
}
