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
      state: stage.state === 'running' ? (job.kind === 'running' ? 'now' : 'to-come') : stage.state,
      fraction: stage.total === 0 ? (stage.state === 'failed' ? 1 : null) : stage.done / stage.total,
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

const ICONS = { 'to-come': CircleDashed, running: Minus, done: Check, failed: X, skipped: Minus } as const;
const TONES = { 'to-come': '', running: '', done: 't-ok', failed: 't-err', skipped: '' } as const;

function factOf(stage: StageShape): string {
  if (stage.state === 'skipped') return 'nothing to do';
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
