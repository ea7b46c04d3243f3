/** The step grid: each thing that the build makes is a cell, a row for each group. */
import { Check, X } from 'lucide-react';
import { memo } from 'react';
import type { JobState, UnitState } from '../../app/job-state.ts';
import { Icon } from '../../ui/icon.tsx';
import { type GroupRow, stepGrid } from './build-shape.ts';
import './step-grid.css';

const WORDS: Readonly<Record<UnitState, string>> = {
  'to-come': 'to come',
  unchanged: 'unchanged',
  running: 'now',
  done: 'built',
  failed: 'failed',
};

export function StepGrid({ job }: { job: JobState }) {
  const rows = stepGrid(job);
  const legend: readonly UnitState[] = [
    'unchanged',
    'done',
    ...(job.kind === 'running' ? (['running'] as const) : []),
    ...(rows.some((row) => row.state === 'failed') ? (['failed'] as const) : []),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by the keyboard
    <section className="step-grid focus-inside" aria-label="Every step" tabIndex={0}>
      <div className="step-grid__head">
        <h3 className="t-small t-strong">Every step, by group</h3>
        <ul className="step-grid__legend" aria-hidden="true">
          {legend.map((state) => (
            <li key={state}>
              <span className={`step-cell step-cell--${state}`} />
              {WORDS[state]}
            </li>
          ))}
        </ul>
      </div>
      <ul className="step-grid__rows">
        {rows.map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </ul>
    </section>
  );
}

const Row = memo(
  function Row({ row }: { row: GroupRow }) {
    const text = row.total === 0 ? 'unchanged' : `${row.done} of ${row.total} built`;
    return (
      <li className={`step-grid__row step-grid__row--${row.state}`}>
        <span className="step-grid__name t-cut" title={row.name}>
          {row.name}
        </span>
        <span className="step-grid__cells" role="img" aria-label={`${row.cells.length} steps, ${text}`}>
          {row.cells.map(({ unit, state }) => (
            <span key={unit.id} className={`step-cell step-cell--${state}`} title={`${unit.label}: ${WORDS[state]}`} />
          ))}
        </span>
        <span className="step-grid__count t-num">
          {row.state === 'done' ? (
            <Icon of={Check} size={14} className="t-ok" />
          ) : row.state === 'failed' ? (
            <Icon of={X} size={14} className="t-err" />
          ) : (
            `${row.done} / ${row.total}`
          )}
        </span>
      </li>
    );
  },
  (a, b) =>
    a.row.state === b.row.state &&
    a.row.done === b.row.done &&
    a.row.cells.length === b.row.cells.length &&
    a.row.cells.every((cell, i) => cell.state === b.row.cells[i]!.state && cell.unit === b.row.cells[i]!.unit),
);
