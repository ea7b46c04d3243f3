/** The title bar: mark, project and target, the command field, and the toolbar of the open project. */
import {
  ChevronDown,
  Cpu,
  FolderOpen,
  FolderPlus,
  FolderX,
  Hammer,
  Play,
  Search,
  SlidersHorizontal,
  Square,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Project, RecentProject } from '#core/contract/project.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Toolbar } from '../../ui/toolbar.tsx';
import { buildStore, machineStore, newestSession } from '../activity.ts';
import { blocked, notStarted } from '../build-and-run.ts';
import { client } from '../client.ts';
import { commandStore, runCommand } from '../commands.ts';
import { familyStore } from '../families.ts';
import { keysOf } from '../keybindings.ts';
import { Mark } from '../mark.tsx';
import { openQuickPick } from '../quick-pick.ts';
import { settingsStore } from '../settings.ts';
import { openProject, setArch, setDriver, setTarget, targetName, workspaceStore } from '../workspace.ts';
import './title-bar.css';

export function TitleBar() {
  const project = useStore(workspaceStore, (state) => state.project);
  // The keys that are shown follow the settings and the commands.
  useStore(settingsStore, (state) => state.settings.keybindings);
  useStore(commandStore, (state) => state.commands);
  return (
    <header className="title-bar" data-region="title">
      <div className="title-bar__left">
        <span className="title-bar__mark">
          <Mark />
        </span>
        {project ? <h1 className="sr-only">{project.name}</h1> : null}
        {project ? <ProjectMenus project={project} /> : <span className="title-bar__name">Unikernel Studio</span>}
      </div>
      <button type="button" className="command-field" onClick={() => openQuickPick('')}>
        <Icon of={Search} />
        <span className="command-field__text">Search files, options and commands</span>
        <Kbd keys={keysOf('quickOpen.show') ?? ''} />
      </button>
      <div className="title-bar__right">{project ? <ProjectToolbar project={project} /> : null}</div>
    </header>
  );
}

function ProjectMenus({ project }: { project: Project }) {
  const families = useStore(familyStore, (state) => state.families);
  const recent = useRecent(project.root);
  const family = families.find(({ id }) => id === project.family);
  const target = `${family ? `${family.name} · ` : ''}${targetName(project)}`;
  const projectItems = (): MenuItem[] => [
    ...recent.map((entry) => ({
      id: entry.root,
      label: entry.name,
      icon: FolderOpen,
      disabled: !entry.exists,
      onSelect: () => void openProject(entry.root),
    })),
    ...(recent.length > 0 ? [{ id: 'line', separator: true as const }] : []),
    {
      id: 'new',
      label: 'New project…',
      icon: FolderPlus,
      keys: keysOf('project.new'),
      onSelect: () => void runCommand('project.new'),
    },
    {
      id: 'open',
      label: 'Open folder…',
      icon: FolderOpen,
      keys: keysOf('project.open'),
      onSelect: () => void runCommand('project.open'),
    },
    { id: 'close', label: 'Close project', icon: FolderX, onSelect: () => void runCommand('project.close') },
  ];
  return (
    <>
      <Menu
        label="Project"
        trigger={
          <button
            type="button"
            className="title-bar__menu title-bar__menu--project"
            aria-label={`Project ${project.name}`}
          >
            <span className="t-cut">{project.name}</span>
            <Icon of={ChevronDown} size={14} />
          </button>
        }
        items={projectItems}
      />
      <span className="title-bar__slash" aria-hidden="true">
        /
      </span>
      {project.family === null ? (
        <span className="title-bar__plain t-cut">no unikernel project</span>
      ) : (
        <TargetMenu project={project} target={target} />
      )}
    </>
  );
}

function TargetMenu({ project, target }: { project: Project; target: string }) {
  return (
    <Menu
      label="Target"
      trigger={
        <button type="button" className="title-bar__menu" aria-label={`Target ${target}`}>
          <Icon of={Cpu} />
          <span className="t-cut">{target}</span>
          <Icon of={ChevronDown} size={14} />
        </button>
      }
      items={() => [
        ...targetItems(project),
        ...driverItems(project),
        { id: 'run', separator: true },
        {
          id: 'run-settings',
          label: 'Run settings…',
          icon: SlidersHorizontal,
          onSelect: () => void runCommand('machine.settings'),
        },
      ]}
    />
  );
}

function targetItems({ targets, target, archs, arch }: Project): readonly MenuItem[] {
  if (targets)
    return targets.map(({ id, name, boots }) => ({
      id,
      label: name,
      ...(boots ? {} : { detail: 'image only' }),
      checked: id === target,
      onSelect: () => void setTarget(id),
    }));
  return archs.map((one) => ({
    id: one,
    label: `QEMU ${one}`,
    checked: one === arch,
    onSelect: () => void setArch(one),
  }));
}

function driverItems({ drivers = [], driver }: Project): readonly MenuItem[] {
  if (drivers.length < 2) return [];
  return [
    { id: 'drivers', separator: true },
    { id: 'drivers-heading', heading: 'Built by' },
    ...drivers.map(({ id, name }) => ({
      id: `driver-${id}`,
      label: name,
      checked: id === driver,
      onSelect: () => void setDriver(id),
    })),
  ];
}

function useRecent(except: string): readonly RecentProject[] {
  const [recent, setRecent] = useState<readonly RecentProject[]>([]);
  useEffect(() => {
    let current = true;
    void client()
      .call('project.recent', null)
      .then((answer) => {
        if (current && answer.ok) setRecent(answer.value.filter(({ root }) => root !== except).slice(0, 6));
      });
    return () => {
      current = false;
    };
  }, [except]);
  return recent;
}

function ProjectToolbar({ project }: { project: Project }) {
  const building = useStore(buildStore, (state) => state.job.kind === 'running');
  const session = useStore(machineStore, (state) => newestSession(state.sessions, project));
  const live = session !== null && session.state.kind !== 'exited';
  const reason = blocked(project);
  const buildHint = reason ?? (building ? 'A build is running. Stop it to start another.' : undefined);
  const runHint = buildHint ?? notStarted(project) ?? (live ? 'The machine is on. Stop it to run again.' : undefined);
  return (
    <Toolbar label="Project" className="title-bar__toolbar">
      <Button
        icon={Hammer}
        disabled={buildHint !== undefined}
        hint={buildHint ?? 'Build the project'}
        keys={keysOf('build.start')}
        onClick={() => void runCommand('build.start')}
      >
        Build
      </Button>
      <Button
        kind="primary"
        icon={Play}
        iconFilled
        disabled={runHint !== undefined}
        hint={runHint ?? 'Build and boot it'}
        keys={keysOf('machine.run')}
        onClick={() => void runCommand('machine.run')}
      >
        Run
      </Button>
      <Button
        kind={building || live ? 'stop' : 'secondary'}
        icon={Square}
        iconFilled
        disabled={!building && !live}
        hint={building ? 'Cancel the build' : live ? 'Stop the machine' : 'Nothing is running'}
        keys={keysOf('machine.stop')}
        onClick={() => void runCommand('machine.stop')}
      >
        Stop
      </Button>
    </Toolbar>
  );
}
