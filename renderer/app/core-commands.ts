/** The commands of the window itself: panes, tabs, the open project, build and run. Features add theirs. */
import { blocked, build, isBuilding, liveSession, run, stop } from './build-and-run.ts';
import { type Command, registerCommand } from './commands.ts';
import { contributionStore } from './contributions.ts';
import { focusedGroup, groupsOf, keyOf } from './editor-groups.ts';
import {
  closeTab,
  closeTabs,
  currentGroupId,
  editorStore,
  focusEditor,
  focusEditorGroup,
  openEditor,
  showTab,
  splitGroup,
} from './editors.ts';
import { layoutStore, showActivity, showPanel, togglePanel, toggleSideBar } from './layout.ts';
import { isDesktop } from './platform.ts';
import { openQuickPick } from './quick-pick.ts';
import { cycleRegions, focusIsIn, focusPanel, focusSideBar } from './regions.ts';
import { settingsStore, updateSettings } from './settings.ts';
import { toast } from './toasts.ts';
import { loadReport } from './toolchain.ts';
import { closeProject, setDriver, workspaceStore } from './workspace.ts';

const project = () => workspaceStore.getState().project;
const needsProject = () => (project() ? true : 'Open a project first.');
const canBuild = () => blocked(project()) ?? (isBuilding() ? 'A build is running. Stop it to start another.' : true);

/** Shows the panel's tab and gives it the focus; from inside it, goes back to the editor and closes it. */
function panelCommand(id: string, title: string, keys: string): Command {
  return {
    id: `view.${id}`,
    title,
    category: 'View',
    keys,
    run: () => {
      const { panelOpen, panelTab } = layoutStore.getState();
      if (panelOpen && panelTab === id && focusIsIn('panel')) {
        togglePanel(id);
        focusEditor();
      } else {
        showPanel(id);
        focusPanel();
      }
    },
  };
}

function activityCommand(id: string, title: string, keys?: string): Command {
  return {
    id: `view.${id}`,
    title,
    category: 'View',
    ...(keys ? { keys } : {}),
    run: () => {
      showActivity(id);
      const activity = contributionStore.getState().activities.find((other) => other.id === id);
      const input = activity?.editor?.();
      if (input) openEditor(input, { focus: false });
      if (activity?.focus) activity.focus();
      else focusSideBar();
    },
  };
}

/** The tab after or before the shown one, around the ends. */
function stepTab(step: 1 | -1): void {
  const group = focusedGroup(editorStore.getState().layout);
  const keys = group.tabs.map((tab) => keyOf(tab.input));
  if (keys.length === 0) return;
  const at = group.active === null ? 0 : keys.indexOf(group.active);
  showTab(group.id, keys[(at + step + keys.length) % keys.length]!);
  focusEditor();
}

function stepGroup(): void {
  const { layout } = editorStore.getState();
  const ids = groupsOf(layout.root).map(({ id }) => id);
  focusEditorGroup(ids[(ids.indexOf(layout.focused) + 1) % ids.length]!);
  focusEditor();
}

const commands: readonly Command[] = [
  {
    id: 'palette.show',
    title: 'Show all commands',
    category: 'Go',
    keys: ['Mod+Shift+P', 'F1'],
    run: () => openQuickPick('>'),
  },
  {
    id: 'quickOpen.show',
    title: 'Go to file',
    category: 'Go',
    keys: 'Mod+P',
    run: (text) => openQuickPick(typeof text === 'string' ? text : ''),
  },
  {
    id: 'palette.line',
    title: 'Go to line',
    category: 'Go',
    keys: 'Ctrl+G',
    enabled: needsProject,
    run: () => openQuickPick(':'),
  },

  activityCommand('explorer', 'Show the Explorer', 'Mod+Shift+E'),
  activityCommand('config', 'Show the Config'),
  activityCommand('machines', 'Show the Machines'),
  activityCommand('lessons', 'Show the Lessons'),
  panelCommand('problems', 'Show the problems', 'Mod+Shift+M'),
  panelCommand('build', 'Show the build', 'Mod+Shift+U'),
  panelCommand('serial', 'Show the serial console', 'Mod+Shift+Y'),
  panelCommand('terminal', 'Show the terminal', 'Ctrl+`'),
  {
    id: 'layout.toggleSideBar',
    title: 'Show or hide the side bar',
    category: 'View',
    keys: 'Mod+B',
    run: toggleSideBar,
  },
  {
    id: 'layout.togglePanel',
    title: 'Show or hide the panel',
    category: 'View',
    keys: 'Mod+J',
    run: () => togglePanel(),
  },
  {
    id: 'view.maximizePanel',
    title: 'Maximize or restore the panel',
    category: 'View',
    run: () => layoutStore.setState(({ panelMaximized }) => ({ panelOpen: true, panelMaximized: !panelMaximized })),
  },
  {
    id: 'view.nextRegion',
    title: 'Go to the next part of the window',
    category: 'View',
    keys: 'F6',
    run: () => cycleRegions(1),
  },
  {
    id: 'view.previousRegion',
    title: 'Go to the part before',
    category: 'View',
    keys: 'Shift+F6',
    run: () => cycleRegions(-1),
  },
  {
    id: 'view.theme',
    title: 'Switch between dark and light',
    category: 'View',
    run: () => updateSettings({ theme: document.documentElement.dataset.theme === 'light' ? 'dark' : 'light' }),
  },
  {
    id: 'view.density',
    title: 'Switch between comfortable and compact rows',
    category: 'View',
    run: () =>
      updateSettings({ density: settingsStore.getState().settings.density === 'compact' ? 'comfortable' : 'compact' }),
  },

  {
    id: 'editor.close',
    title: 'Close the editor',
    category: 'Editor',
    // A browser keeps Ctrl+W to itself.
    keys: isDesktop ? ['Mod+W', 'Ctrl+F4'] : ['Alt+W', 'Ctrl+F4', 'Mod+W'],
    run: async () => {
      const group = focusedGroup(editorStore.getState().layout);
      if (group.active !== null) await closeTab(group.id, group.active);
      focusEditor();
    },
  },
  {
    id: 'editor.closeAll',
    title: 'Close all editors',
    category: 'Editor',
    run: async () => {
      for (const group of groupsOf(editorStore.getState().layout.root))
        if (
          !(await closeTabs(
            group.id,
            group.tabs.map((tab) => keyOf(tab.input)),
          ))
        )
          return;
    },
  },
  {
    id: 'editor.split',
    title: 'Split the editor',
    category: 'Editor',
    keys: 'Mod+\\',
    run: () => splitGroup(currentGroupId(), 'row'),
  },
  {
    id: 'editor.splitDown',
    title: 'Split the editor down',
    category: 'Editor',
    run: () => splitGroup(currentGroupId(), 'column'),
  },
  {
    id: 'editor.next',
    title: 'Go to the next tab',
    category: 'Editor',
    keys: ['Ctrl+PageDown', 'Ctrl+Tab'],
    run: () => stepTab(1),
  },
  {
    id: 'editor.previous',
    title: 'Go to the tab before',
    category: 'Editor',
    keys: ['Ctrl+PageUp', 'Ctrl+Shift+Tab'],
    run: () => stepTab(-1),
  },
  { id: 'editor.nextGroup', title: 'Go to the next editor group', category: 'Editor', run: stepGroup },
  { id: 'editor.focus', title: 'Go to the editor', category: 'Editor', keys: 'Mod+1', run: focusEditor },

  {
    id: 'project.close',
    title: 'Close the project',
    category: 'Project',
    enabled: needsProject,
    run: async () => {
      await closeProject();
    },
  },
  {
    id: 'project.driver',
    title: 'Build by the other driver',
    category: 'Project',
    enabled: () => (workspaceStore.getState().project?.drivers?.length ?? 0) > 1,
    run: async () => {
      const { project } = workspaceStore.getState();
      const drivers = project?.drivers ?? [];
      const next = drivers[(drivers.findIndex(({ id }) => id === project?.driver) + 1) % drivers.length];
      if (!next) return;
      await setDriver(next.id);
      toast({ tone: 'info', title: `This project is built by ${next.name} now`, text: next.why });
    },
  },
  {
    id: 'build.start',
    title: 'Build',
    category: 'Project',
    keys: 'Mod+Shift+B',
    enabled: canBuild,
    run: async () => {
      await build('build');
    },
  },
  {
    id: 'build.rebuild',
    title: 'Build everything again',
    category: 'Project',
    enabled: canBuild,
    run: async () => {
      await build('rebuild');
    },
  },
  {
    id: 'build.clean',
    title: 'Remove what was built',
    category: 'Project',
    enabled: canBuild,
    run: async () => {
      await build('clean');
    },
  },
  {
    id: 'machine.run',
    title: 'Run',
    category: 'Project',
    keys: 'F5',
    enabled: () => {
      const can = canBuild();
      return can === true && liveSession() ? 'The machine is on. Stop it to run again.' : can;
    },
    run: async () => {
      await run();
    },
  },
  {
    id: 'machine.stop',
    title: 'Stop',
    category: 'Project',
    keys: 'Shift+F5',
    enabled: () => (isBuilding() || liveSession() ? true : 'Nothing is running.'),
    run: stop,
  },
  { id: 'tools.check', title: 'Check the tools again', category: 'Doctor', run: () => loadReport(true) },
];

export function registerCoreCommands(): void {
  for (const command of commands) registerCommand(command);
}
