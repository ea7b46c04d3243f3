/** The stages of a build side by side: one progress bar, and below it a caption for each stage. */
import { Check, CircleDashed, Minus, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { JobState } from '../../app/job-state.ts';
import { formatSeconds } from '../../ui/format-duration.ts';
import { Icon } from '../../ui/icon.tsx';
import { type ProgressStage, StageProgress, stageColumns } from '../../ui/progress.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { progressText, type StageShape, stageShapes } from './build-shape.ts';
import './stage-strip.css';

export function StageStrip({ job }: { job: JobState }) {
  const stages = stageShapes(job);
  const progress = stages.map(
    (stage): ProgressStage => ({
      id: stage.id,
      weight: stage.weight,
      state: shownState(stage, job),
      fraction: fractionOf(stage),
    }),
  );
  return (
    <div className="stage-strip">
      <StageProgress
        label="Build progress"
        stages={progress}
        done={job.done}
        total={job.total}
        text={progressText(job)}
      />
      <ul className="stage-strip__captions" style={{ gridTemplateColumns: stageColumns(stages) }}>
        {stages.map((stage) => (
          <Caption key={stage.id} stage={stage} job={job} />
        ))}
      </ul>
    </div>
  );
}

/** A stage that had nothing to do is as good as done; one that was cut off is to come. */
function shownState(stage: StageShape, job: JobState): ProgressStage['state'] {
  if (stage.state === 'running') return job.kind === 'running' ? 'now' : 'to-come';
  return stage.state === 'skipped' ? 'done' : stage.state;
}

/** Counted, or not known. A stage that failed shows so even where it failed at its first step. */
function fractionOf(stage: StageShape): number | null {
  if (stage.total === 0) return stage.state === 'failed' ? 1 : null;
  return Math.max(stage.done / stage.total, stage.state === 'failed' ? 0.12 : 0);
}

function Caption({ stage, job }: { stage: StageShape; job: JobState }) {
  const now = stage.state === 'running' && job.kind === 'running';
  return (
    <li className={`stage-strip__caption stage-strip__caption--${now ? 'now' : stage.state}`}>
      {now ? <Spinner size={14} /> : <Icon of={ICONS[stage.state]} size={14} className={TONES[stage.state]} />}
      <span className="stage-strip__title">{stage.title}</span>
      <span className="t-num t-cut">{now ? <Running stage={stage} since={stageStart(job)} /> : factOf(stage)}</span>
    </li>
  );
}

const ICONS = { 'to-come': CircleDashed, running: Minus, done: Check, failed: X, skipped: Check } as const;
const TONES = { 'to-come': '', running: '', done: 't-ok', failed: 't-err', skipped: 't-ok' } as const;

function factOf(stage: StageShape): string {
  if (stage.state === 'skipped') return 'up to date';
  if ((stage.state !== 'done' && stage.state !== 'failed') || stage.ms < 50) return '';
  return formatSeconds(stage.ms);
}

/** Stages follow each other: the present one began when those before it had ended. */
function stageStart(job: JobState): number {
  const before = job.stages.reduce((sum, stage) => sum + (stage.state === 'done' ? stage.ms : 0), 0);
  return (job.startedAt ?? Date.now()) + before;
}

function Running({ stage, since }: { stage: StageShape; since: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  const ms = Math.max(0, now - since);
  const share = stage.total > 0 ? `${Math.floor((100 * stage.done) / stage.total)} %, ` : '';
  return `${share}${formatSeconds(ms)}`;
}
