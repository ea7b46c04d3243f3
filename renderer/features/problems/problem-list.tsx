/** The list of problems by file. One tab stop; arrows move, Enter goes to the place. */
import { ChevronDown, ChevronRight, CircleX, EyeOff, Info, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { FoundProblem } from '../../app/activity.ts';
import { CountBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import type { ProblemGroup } from './problem-groups.ts';
import { summaryOf, textParts } from './problem-words.ts';
import { problemsStore, select, setFilter, show, toggleGroup } from './problems-store.ts';
import './problem-list.css';

/** Rows beyond this many are not drawn: nobody reads them, and the first ones are what to fix. */
const DRAWN = 500;

const ICONS: Readonly<Record<FoundProblem['problem']['severity'], readonly [IconType, string]>> = {
  error: [CircleX, 't-err'],
  warning: [TriangleAlert, 't-warn'],
  hint: [Info, 't-third'],
};

export function ProblemList() {
  const { view, selected, filter, filterOpen, closedGroups } = useStore(problemsStore);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected) box.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const rows = [...(box.current?.querySelectorAll<HTMLElement>('.problem-list__row, .problem-list__file') ?? [])];
    const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
    if (!next) return;
    next.focus();
    event.preventDefault();
  };

  let left = DRAWN;
  const groups = view.groups.flatMap((group) => {
    const problems = group.problems.slice(0, Math.max(0, left));
    left -= problems.length;
    return problems.length > 0 ? [{ ...group, problems, total: group.problems.length }] : [];
  });
  const undrawn = view.order.length - groups.reduce((sum, group) => sum + group.problems.length, 0);

  return (
    <div className="problem-list">
      {filterOpen ? (
        <div className="problem-list__filter">
          <SearchField
            label="Filter problems"
            value={filter.text}
            found={`${view.order.length}`}
            onChange={(text) => setFilter({ ...filter, text })}
          />
          <Button
            size={24}
            kind="quiet"
            aria-pressed={filter.warnings}
            onClick={() => setFilter({ ...filter, warnings: !filter.warnings })}
          >
            {filter.warnings ? 'Hide warnings' : 'Show warnings'}
          </Button>
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys walk through the buttons inside */}
      <div ref={box} className="problem-list__scroll" onKeyDown={onKeyDown}>
        <ul aria-label="Problems">
          {groups.map((group) => (
            <Group key={group.file} group={group} total={group.total} closed={closedGroups.has(group.file)} />
          ))}
        </ul>
        {undrawn > 0 ? <p className="problem-list__note">{undrawn} more are not listed. Filter to find them.</p> : null}
        {view.hiddenHints > 0 ? (
          <p className="problem-list__note">
            <Icon of={EyeOff} />
            {view.hiddenHints} {view.hiddenHints === 1 ? 'note' : 'notes'} hidden: known to be harmless
            <Button kind="link" onClick={() => setFilter({ ...filter, hints: true })}>
              Show
            </Button>
          </p>
        ) : null}
        {view.order.length === 0 && filter.text !== '' ? (
          <p className="problem-list__note">No problem has “{filter.text}” in it.</p>
        ) : null}
      </div>
    </div>
  );
}

/** The head of a file belongs to the item of its first problem: an item for each problem, and none without one. */
function Group({ group, total, closed }: { group: ProblemGroup; total: number; closed: boolean }) {
  const selected = useStore(problemsStore, (state) => state.selected);
  const first = useStore(problemsStore, (state) => state.view.order[0]);
  const cut = group.file.lastIndexOf('/') + 1;
  const nowhere = group.problems.every((entry) => entry.source === 'machine') ? 'The machine' : 'The build';
  const head = (
    <button
      type="button"
      className="problem-list__file focus-inside"
      aria-expanded={!closed}
      onClick={() => toggleGroup(group.file)}
    >
      <Icon of={closed ? ChevronRight : ChevronDown} />
      <span className="t-strong t-cut">{group.file === '' ? nowhere : group.file.slice(cut)}</span>
      <span className="problem-list__folder t-cut">{group.file.slice(0, Math.max(0, cut - 1))}</span>
      {closed ? <CountBadge count={total} /> : null}
    </button>
  );
  if (closed) return <li>{head}</li>;
  return group.problems.map((entry, index) => {
    const [icon, tone] = ICONS[entry.problem.severity];
    const isSelected = entry === selected;
    const title = textParts(entry.problem.title)
      .map((part) => part.text)
      .join('');
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: problems have no identity of their own
      <li key={index}>
        {index === 0 ? head : null}
        <button
          type="button"
          className={classNames('problem-list__row', 'focus-inside', isSelected && 'problem-list__row--selected')}
          aria-current={isSelected ? 'true' : undefined}
          aria-label={`${entry.problem.severity}: ${title}, ${summaryOf(entry.problem)}`}
          tabIndex={isSelected || (!selected && entry === first) ? 0 : -1}
          onFocus={() => select(entry)}
          onClick={() => {
            select(entry);
            show(entry, false);
          }}
          onDoubleClick={() => show(entry, true)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            show(entry, true);
          }}
        >
          <Icon of={icon} className={tone} />
          <span className="problem-list__title t-cut">{title}</span>
          <span className="problem-list__summary t-cut">{summaryOf(entry.problem)}</span>
        </button>
      </li>
    );
  });
}
