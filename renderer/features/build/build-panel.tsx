/** The panel tab "Build": head, stages, log and step grid of the newest job. */
import { Hammer } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { buildStore } from '../../app/activity.ts';
import { blocked } from '../../app/build-and-run.ts';
import { runCommand } from '../../app/commands.ts';
import { keysOf } from '../../app/keybindings.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { BuildHeader } from './build-header.tsx';
import { BuildLogView } from './build-log.tsx';
import { startBuildLog } from './build-log-store.ts';
import { forgetLines } from './log-view-store.ts';
import { StageStrip } from './stage-strip.tsx';
import { StepGrid } from './step-grid.tsx';
import './build-panel.css';

export default function BuildPanel() {
  const job = useStore(buildStore, (state) => state.job);
  const jobId = useStore(buildStore, (state) => state.jobId);
  useEffect(startBuildLog, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each job
  useEffect(forgetLines, [jobId]);
  if (job.kind === 'none') return <NothingBuilt />;
  return (
    <div className="build-panel">
      <div className="build-panel__head">
        <BuildHeader job={job} />
        {job.stages.length > 0 ? <StageStrip job={job} /> : null}
      </div>
      <div className="build-panel__body">
        <BuildLogView />
        {job.units.length > 0 ? <StepGrid job={job} /> : null}
      </div>
    </div>
  );
}

function NothingBuilt() {
  const project = useStore(workspaceStore, (state) => state.project);
  const reason = blocked(project);
  return (
    <EmptyState
      icon={Hammer}
      title="Nothing has been built yet"
      text="A build appears here step by step, with its log and what it made."
      action={
        <Button
          kind="primary"
          icon={Hammer}
          disabled={reason !== null}
          {...(reason !== null && { hint: reason })}
          keys={keysOf('build.start')}
          onClick={() => void runCommand('build.start')}
        >
          {project ? `Build ${project.name}` : 'Build'}
        </Button>
      }
    />
  );
}
