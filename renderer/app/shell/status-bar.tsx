/** The status bar: project, build state, machine state, problems; at the right what features add, and the bell. */
import { Bell, BellDot, CircleX, Folder, TriangleAlert, Wrench } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Icon } from '../../ui/icon.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import { buildStore, machineStore, newestSession, problemStore } from '../activity.ts';
import { runCommand } from '../commands.ts';
import { outdatedStore, outdatedText } from '../config/built-config.ts';
import { contributionStore } from '../contributions.ts';
import { showPanel } from '../layout.ts';
import { buildWord, machineWord, type StateWord } from '../machine-word.ts';
import { StatusCell } from '../status-cell.tsx';
import { clearToasts, readToasts, toastStore } from '../toasts.ts';
import { toolchainStore } from '../toolchain.ts';
import { workspaceStore } from '../workspace.ts';
import './status-bar.css';

export function StatusBar() {
  const project = useStore(workspaceStore, (state) => state.project);
  const items = useStore(contributionStore, (state) => state.statusItems);
  const side = (name: 'left' | 'right') => items.filter((item) => item.side === name);
  return (
    <footer className="status-bar" data-region="status">
      {project ? (
        <>
          <StatusCell title={project.root} onPress={() => void runCommand('view.explorer')}>
            <Icon of={Folder} size={14} />
            <span className="status-cell__word t-cut">{project.name}</span>
            {project.trust === 'read-only' ? <span className="status-cell__fact">read only</span> : null}
          </StatusCell>
          <Separator />
        </>
      ) : null}
      <BuildState />
      <Separator />
      {project ? (
        <>
          <MachineState />
          <Separator />
          <ProblemCounts />
        </>
      ) : (
        <span className="status-bar__text">No project open</span>
      )}
      {side('left').map(({ id, Component }) => (
        <Component key={id} />
      ))}
      <span className="status-bar__space" />
      {side('right').map(({ id, Component }) => (
        <Component key={id} />
      ))}
      <Tools />
      <Notifications />
    </footer>
  );
}

export function Separator() {
  return <span className="status-bar__separator" aria-hidden="true" />;
}

function StateCell({
  name,
  state,
  title,
  onPress,
}: {
  name: string;
  state: StateWord;
  title: string;
  onPress(): void;
}) {
  return (
    // The fact ticks; only a change of the word is worth being read out.
    <div role="status" aria-label={name} aria-atomic="true">
      <StatusCell title={title} onPress={onPress}>
        {state.busy ? <Spinner /> : <StatusDot tone={state.tone} paused={state.paused ?? false} />}
        <span className={state.tone === 'err' ? 'status-cell__word t-err' : 'status-cell__word'}>{state.word}</span>
        {state.fact ? (
          <span
            className={state.tone === 'warn' ? 'status-cell__fact t-num t-warn' : 'status-cell__fact t-num'}
            aria-hidden="true"
          >
            {state.fact}
          </span>
        ) : null}
      </StatusCell>
    </div>
  );
}

function BuildState() {
  const job = useStore(buildStore, (state) => state.job);
  const outdated = useStore(outdatedStore, (state) => outdatedText(state.options));
  const word = buildWord(job);
  const state: StateWord = word.word === 'Built' && outdated ? { ...word, fact: outdated, tone: 'warn' } : word;
  return <StateCell name="Build state" state={state} title="Show the build" onPress={() => showPanel('build')} />;
}

function MachineState() {
  const project = useStore(workspaceStore, (state) => state.project);
  const session = useStore(machineStore, (state) => newestSession(state.sessions, project));
  const now = useNow(session?.state.kind === 'running');
  return (
    <StateCell
      name="Machine state"
      state={machineWord(session, now)}
      title="Show the serial console"
      onPress={() => showPanel('serial')}
    />
  );
}

function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

function ProblemCounts() {
  const problems = useStore(problemStore, (state) => state.problems);
  const count = (severity: string) => problems.filter(({ problem }) => problem.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  return (
    <StatusCell title="Show the problems" onPress={() => showPanel('problems')}>
      <span className={errors > 0 ? 'status-cell__count t-err' : 'status-cell__count'}>
        <Icon of={CircleX} size={14} />
        {errors}
        <span className="sr-only"> errors</span>
      </span>
      <span className={warnings > 0 ? 'status-cell__count t-warn' : 'status-cell__count'}>
        <Icon of={TriangleAlert} size={14} />
        {warnings}
        <span className="sr-only"> warnings</span>
      </span>
    </StatusCell>
  );
}

/** "12 of 14 tools": how many of the tools that the families ask for are here. */
function Tools() {
  const { report, checking } = useStore(toolchainStore);
  let text: ReactNode = checking || !report ? 'Checking tools' : null;
  if (report) {
    const found = report.tools.filter((tool) => tool.state !== 'missing').length;
    text = `${found} of ${report.tools.length} tools`;
  }
  return (
    <>
      <Separator />
      <StatusCell title="Open Doctor" onPress={() => void runCommand('doctor.show')} className="status-bar__tools">
        <Icon of={Wrench} size={14} />
        {text}
      </StatusCell>
    </>
  );
}

function Notifications() {
  const { past, unread } = useStore(toastStore);
  const items = (): MenuItem[] => {
    readToasts();
    if (past.length === 0) return [{ id: 'none', label: 'No messages', disabled: true }];
    return [
      ...past.slice(0, 12).map((message) => ({
        id: String(message.id),
        label: message.title,
        detail: new Date(message.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
        danger: message.tone === 'err',
        onSelect: () => message.action?.run(),
      })),
      { id: 'line', separator: true as const },
      { id: 'clear', label: 'Clear messages', onSelect: clearToasts },
    ];
  };
  return (
    <Menu
      label="Messages"
      side="top"
      align="end"
      trigger={
        <button
          type="button"
          className="status-cell focus-inside"
          aria-label={unread > 0 ? `Messages, ${unread} new` : 'Messages'}
          title="Messages"
        >
          <Icon of={unread > 0 ? BellDot : Bell} size={14} />
        </button>
      }
      items={items}
    />
  );
}
