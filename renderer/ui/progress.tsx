/** Counted progress: stages side by side as one progress bar, or a plain 6 px bar. Never a guessed percentage. */
import './progress.css';

export interface ProgressStage {
  id: string;
  /** Share of the width; any positive number. */
  weight: number;
  state: 'to-come' | 'now' | 'done' | 'failed' | 'skipped';
  /** For `now`: how far, 0 to 1; null where the length is not known. */
  fraction?: number | null;
}

export interface StageProgressProps {
  label: string;
  stages: readonly ProgressStage[];
  /** Steps done and in all; `total` null: the length is not known. */
  done: number;
  total: number | null;
  /** What is read out: "137 of 187 steps". */
  text: string;
  /** Grid columns shared with a row of captions below. */
  className?: string;
}

export function StageProgress({ label, stages, done, total, text, className = '' }: StageProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total ?? undefined}
      aria-valuenow={total === null ? undefined : done}
      aria-valuetext={text}
      className={`stage-progress ${className}`}
      style={{ gridTemplateColumns: stageColumns(stages) }}
    >
      {stages.map((stage) => (
        <span key={stage.id} className={`stage-progress__stage stage-progress__stage--${stage.state}`}>
          {stage.state === 'now' && stage.fraction === null ? (
            <span className="progress__unknown" />
          ) : (
            <span className="stage-progress__fill" style={{ width: `${fill(stage) * 100}%` }} />
          )}
        </span>
      ))}
    </div>
  );
}

/** `grid-template-columns` of the stages; captions below use the same, so no stage is narrower than a short caption. */
export function stageColumns(stages: readonly { weight: number }[]): string {
  const least = `min(136px, calc(${100 / stages.length}% - 8px))`;
  return stages.map((stage) => `minmax(${least}, ${stage.weight}fr)`).join(' ');
}

function fill(stage: ProgressStage): number {
  if (stage.state === 'done') return 1;
  if (stage.state === 'now' || stage.state === 'failed') return Math.min(1, Math.max(0, stage.fraction ?? 1));
  return 0;
}

export interface ProgressBarProps {
  label: string;
  value: number;
  /** null: the length is not known, and a piece moves. */
  max: number | null;
  tone?: 'accent' | 'ok' | 'err' | 'warn';
  text?: string;
}

export function ProgressBar({ label, value, max, tone = 'accent', text }: ProgressBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max ?? undefined}
      aria-valuenow={max === null ? undefined : value}
      aria-valuetext={text}
      className="progress"
    >
      {max === null ? (
        <span className="progress__unknown" />
      ) : (
        <span
          className={`progress__fill progress__fill--${tone}`}
          style={{ width: `${max === 0 ? 0 : Math.min(100, (value / max) * 100)}%` }}
        />
      )}
    </div>
  );
}
