/** The menus, as data. Items run commands of the window by id; what the window can do is not known here. */
import type { MenuItemConstructorOptions } from 'electron';
import type { WindowCommand } from './window-channel.ts';

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  readonly productName: string;
  /** Shows the developer tools: for work on the studio itself. */
  readonly developer: boolean;
  run(command: WindowCommand): void;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

export function menuTemplate(options: MenuOptions): Item[] {
  const { platform, developer, productName } = options;
  const isMac = platform === 'darwin';
  // The window handles its keys itself, since they can be changed there: elsewhere than on macOS, where the menu bar
  // always comes first, an accelerator here is a label only.
  const item = (label: string, id: string, accelerator?: string): Item => ({
    label,
    click: () => options.run({ id }),
    ...(accelerator ? { accelerator, registerAccelerator: isMac } : {}),
  });
  const settings = item('Settings…', 'settings.open', 'CmdOrCtrl+,');
  const about: Item = { role: 'about', label: `About ${productName}` };
  return [
    ...(isMac
      ? [
          {
            label: productName,
            submenu: [
              about,
              separator,
              settings,
              separator,
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              separator,
              { role: 'quit' },
            ] satisfies Item[],
          },
        ]
      : []),
    {
      label: '&File',
      submenu: [
        item('New Project…', 'project.new', 'CmdOrCtrl+Shift+N'),
        item('Open Folder…', 'project.open', 'CmdOrCtrl+O'),
        separator,
        item('Save', 'file.save', 'CmdOrCtrl+S'),
        item('Save All', 'file.saveAll', 'CmdOrCtrl+Alt+S'),
        separator,
        item('Close Editor', 'editor.close', 'CmdOrCtrl+W'),
        item('Close Project', 'project.close'),
        ...(isMac ? [] : [separator, settings, separator, { role: 'quit' } satisfies Item]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        separator,
        item('Find in Files', 'view.search', 'CmdOrCtrl+Shift+F'),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Command Palette…', 'palette.show', 'CmdOrCtrl+Shift+P'),
        item('Go to File…', 'quickOpen.show', 'CmdOrCtrl+P'),
        separator,
        item('Side Bar', 'layout.toggleSideBar', 'CmdOrCtrl+B'),
        item('Panel', 'layout.togglePanel', 'CmdOrCtrl+J'),
        separator,
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { role: 'togglefullscreen' },
        ...(developer ? [separator, { role: 'reload' } satisfies Item, { role: 'toggleDevTools' } satisfies Item] : []),
      ],
    },
    {
      label: '&Run',
      submenu: [
        item('Build', 'build.start', 'CmdOrCtrl+Shift+B'),
        item('Run', 'machine.run', 'F5'),
        item('Stop', 'machine.stop', 'Shift+F5'),
        separator,
        item('Next Problem', 'problems.next', 'F8'),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } satisfies Item] : []),
    {
      role: 'help',
      label: '&Help',
      submenu: [
        item('Welcome', 'welcome.show'),
        item('Doctor', 'doctor.show'),
        item('Keyboard Shortcuts', 'help.keys'),
        ...(isMac ? [] : [separator, about]),
      ],
    },
  ];
}

/** The menu of a place where text can be edited or was selected; the window draws all others itself. */
export function editMenuTemplate(place: { readonly isEditable: boolean; readonly selectionText: string }): Item[] {
  if (place.isEditable) return [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, separator, { role: 'selectAll' }];
  return place.selectionText === '' ? [] : [{ role: 'copy' }];
}
