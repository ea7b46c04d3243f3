/** The side bar of Machines: what runs, what ran, and the command line behind it. */
import { Copy, Pause, Play, Plus, SlidersHorizontal, Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { VmCommand, VmSession } from '#core/contract/vm.ts';
import { machineStore } from '../../app/activity.ts';
import { client } from '../../app/client.ts';
import { commandText } from '../../app/command-text.ts';
import { runCommand } from '../../app/commands.ts';
import { activeInput } from '../../app/editor-groups.ts';
import { editorStore } from '../../app/editors.ts';
import { keysOf } from '../../app/keybindings.ts';
import { machineWord } from '../../app/machine-word.ts';
import { SideBarHeader, SideBarSection } from '../../app/side-bar.tsx';
import { toast, toastFailure } from '../../app/toasts.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { classNames } from '../../ui/class-names.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import { commandLines, machineFact, machineRows } from './machine-rows.ts';
import './machines-view.css';

export default function MachinesView() {
  const project = useStore(workspaceStore, (state) => state.project);
  const sessions = useStore(machineStore, (state) => state.sessions);
  const { own, others } = machineRows(sessions, project);
  const shownRoot = useStore(editorStore, ({ layout }) => {
    const input = activeInput(layout);
    return input?.kind === 'serial' ? input.id : null;
  });
  const selected = [own, ...others].find((session) => session?.root === shownRoot) ?? own ?? others[0] ?? null;
  return (
    <>
      <SideBarHeader
        title="Machines"
        actions={
          <>
            <IconButton
              label="Run settings"
              icon={SlidersHorizontal}
              disabled={project === null}
              reason="Open a project first."
              onClick={() => void runCommand('machine.settings')}
            />
            <IconButton
              label="Run the project"
              icon={Plus}
              keys={keysOf('machine.run')}
              disabled={project === null}
              reason="Open a project first."
              onClick={() => void runCommand('machine.run')}
            />
          </>
        }
      />
      <div className="machines">
        <SideBarSection title="This project">
          <ul className="machines__list" aria-label="Machines of this project">
            {own ? (
              <MachineRow session={own} own selected={own === selected} />
            ) : (
              <li className="machine-none">
                {project ? `${project.name} has not been run yet.` : 'No project is open.'}
              </li>
            )}
          </ul>
        </SideBarSection>
        <SideBarSection title="Other projects">
          <ul className="machines__list" aria-label="Machines of other projects">
            {others.map((session) => (
              <MachineRow key={session.id} session={session} own={false} selected={session === selected} />
            ))}
            {others.length === 0 ? (
              <li className="machine-none">Nothing else has run since the studio started.</li>
            ) : null}
          </ul>
        </SideBarSection>
      </div>
      {selected ? <CommandLine session={selected} /> : null}
    </>
  );
}

function MachineRow({ session, own, selected }: { session: VmSession; own: boolean; selected: boolean }) {
  const now = useNow(session.state.kind === 'running' ? 1_000 : 30_000);
  const place = useStore(machineStore, (state) => {
    const at = own ? state.problems.findLast((problem) => problem.at)?.at : undefined;
    return at ? `${at.file.split('/').at(-1)}:${at.line}` : null;
  });
  const { tone, paused } = machineWord(session, now);
  const { kind } = session.state;
  const fact = machineFact(session, now, place);
  return (
    <li className={classNames('machine-row', selected && 'machine-row--selected')}>
      <button
        type="button"
        className="machine-row__open focus-inside"
        aria-current={selected || undefined}
        onClick={() => void runCommand('serial.show', session.root, session.projectName)}
      >
        <StatusDot tone={tone} paused={paused ?? false} />
        <span className="machine-row__text">
          <span className="t-name t-cut">{session.projectName}</span>{' '}
          <span className={classNames('t-small t-cut t-num', tone === 'err' ? 't-err' : 't-second')}>{fact}</span>
        </span>
      </button>
      {kind === 'exited' ? null : (
        <span className="machine-row__actions">
          {kind === 'paused' ? (
            <IconButton
              label={`Resume ${session.projectName}`}
              icon={Play}
              onClick={() => void command(session, 'resume')}
            />
          ) : (
            <IconButton
              label={`Pause ${session.projectName}`}
              icon={Pause}
              onClick={() => void command(session, 'pause')}
            />
          )}
          <IconButton
            label={`Stop ${session.projectName}`}
            icon={Square}
            iconSize={12}
            filled
            onClick={() => void command(session, 'stop')}
          />
        </span>
      )}
    </li>
  );
}

async function command(session: VmSession, what: VmCommand): Promise<void> {
  const answer = await client().call('vm.command', { sessionId: session.id, command: what });
  if (!answer.ok) toastFailure(answer.error);
}

function CommandLine({ session }: { session: VmSession }) {
  const copy = async () => {
    await navigator.clipboard.writeText(commandText(session.argv));
    toast({ tone: 'ok', title: 'Copied the command line', tag: 'copied' });
  };
  return (
    <SideBarSection
      title="Command line"
      lined
      actions={<IconButton label="Copy the command line" icon={Copy} onClick={() => void copy()} />}
    >
      <pre className="command-line selectable">{commandLines(session.argv).join('\n')}</pre>
    </SideBarSection>
  );
}

function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
