/** The head of the build panel: what goes on or what came of it, the counts, and the one button that fits. */
import { Ban, CircleCheck, CircleX, Hammer, Map as MapIcon, Play, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { notStarted } from '../../app/build-and-run.ts';
import { runCommand } from '../../app/commands.ts';
import type { JobState } from '../../app/job-state.ts';
import { showPanel } from '../../app/layout.ts';
import { openFile, workspaceStore } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { formatSeconds } from '../../ui/format-duration.ts';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { leftText, stageAtHand, titleAtHand } from './build-shape.ts';
import { CodeText } from './code-text.tsx';

function RunButton() {
  const reason = useStore(workspaceStore, ({ project }) => (project ? notStarted(project) : undefined));
  return (
    <Button
      icon={Play}
      iconFilled
      disabled={reason !== undefined}
      hint={reason}
      onClick={() => void runCommand('machine.run')}
    >
      Run
    </Button>
  );
}

export function BuildHeader({ job }: { job: JobState }) {
  switch (job.kind) {
    case 'none':
      return null;
    case 'running':
      return <RunningHeader job={job} />;
    case 'succeeded':
      return <SucceededHeader job={job} />;
    case 'failed':
      return <FailedHeader job={job} />;
    case 'cancelled':
      return (
        <Head
          icon={Ban}
          tone="t-third"
          title={job.total ? `Build cancelled at step ${job.done} of ${job.total}` : 'Build cancelled'}
          detail="The next build starts from there."
        >
          <Button icon={Hammer} onClick={() => void runCommand('build.start')}>
            Build
          </Button>
        </Head>
      );
  }
}

function Head(props: { icon?: IconType; tone?: string; title: string; detail: ReactNode; children: ReactNode }) {
  const { icon, tone, title, detail, children } = props;
  return (
    <div className="build-head">
      {icon ? <Icon of={icon} className={tone} /> : null}
      <h2 className="t-heading build-head__title">{title}</h2>
      <span className="build-head__detail t-small t-cut">{detail}</span>
      <span className="build-head__actions">{children}</span>
    </div>
  );
}

/** What a stage is called while it runs; others keep their title. */
const GERUNDS: Readonly<Record<string, string>> = {
  configure: 'Configuring',
  fetch: 'Fetching',
  prepare: 'Preparing',
  compile: 'Compiling',
  link: 'Linking',
  image: 'Making the image',
  clean: 'Cleaning',
};

function RunningHeader({ job }: { job: JobState }) {
  const stage = stageAtHand(job);
  const title = stage ? (GERUNDS[stage.title.toLowerCase()] ?? GERUNDS[stage.id] ?? stage.title) : 'Starting';
  const left = leftText(job.leftMs);
  return (
    <Head title={title} detail={titleAtHand(job)}>
      <span className="build-head__count t-num">
        {job.total === null ? `${job.done} steps` : `${job.done} of ${job.total} steps`}
      </span>
      <span className="build-head__left t-num">{left || (job.total === null ? 'length not known' : '')}</span>
      <Button icon={X} onClick={() => void runCommand('build.cancel')}>
        Cancel
      </Button>
    </Head>
  );
}

function SucceededHeader({ job }: { job: JobState }) {
  const took = job.ms === null ? '' : ` in ${formatSeconds(job.ms)}`;
  if (job.goal === 'clean') {
    return (
      <Head icon={CircleCheck} tone="t-ok" title={`Cleaned${took}`} detail="What the build had made is gone.">
        <Button icon={Hammer} onClick={() => void runCommand('build.start')}>
          Build
        </Button>
      </Head>
    );
  }
  const image = job.artifacts[0];
  return (
    <Head
      icon={CircleCheck}
      tone="t-ok"
      title={`Built${took}`}
      detail={
        <>
          {image ? `${image.path}, ${formatBytes(image.bytes)}` : ''}
          {job.total === 0 ? ' · everything was up to date' : ''}
        </>
      }
    >
      <Button kind="quiet" icon={MapIcon} onClick={() => void runCommand('image.show')}>
        Image map
      </Button>
      <RunButton />
    </Head>
  );
}

function FailedHeader({ job }: { job: JobState }) {
  const where = job.failedStage ? ` at ${job.failedStage.toLowerCase()}` : '';
  const first = job.problems.find((problem) => problem.severity === 'error') ?? job.problems[0];
  const place = first?.at;
  return (
    <>
      <Head
        icon={CircleX}
        tone="t-err"
        title={`Build failed${where}`}
        detail={job.ms === null ? '' : `after ${formatSeconds(job.ms)}`}
      >
        <Button icon={Hammer} onClick={() => void runCommand('build.start')}>
          Build again
        </Button>
      </Head>
      {first ? (
        <div className="build-problem">
          <div className="build-problem__text">
            <p className="t-strong">
              <CodeText text={first.title} />
            </p>
            {first.why ? (
              <p className="t-small t-second build-problem__why">
                <CodeText text={first.why} />
              </p>
            ) : null}
          </div>
          {place ? (
            <Button size={24} onClick={() => openFile(place.file, { line: place.line, column: place.column })}>
              {`Open ${place.file.split('/').at(-1)} line ${place.line}`}
            </Button>
          ) : null}
          <Button size={24} kind="quiet" onClick={() => showPanel('problems')}>
            {job.problems.length === 1 ? 'Show in Problems' : `All ${job.problems.length} problems`}
          </Button>
        </div>
      ) : null}
    </>
  );
}
