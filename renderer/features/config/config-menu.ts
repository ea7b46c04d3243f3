/** What can be done with the whole configuration, behind the three dots. */
import { CircleAlert, Download, FileDiff, FilePlus2, FolderInput, Redo2, RotateCcw, Save, Undo2 } from 'lucide-react';
import { canRun, commandStore, runCommand } from '../../app/commands.ts';
import { keysOf } from '../../app/keybindings.ts';
import type { IconType } from '../../ui/icon.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { configViewStore } from './config-store.ts';
import { setQuery } from './option-search.ts';

function item(id: string, label: string, icon: IconType): MenuItem {
  const command = commandStore.getState().commands.get(id);
  return {
    id,
    label,
    icon,
    keys: keysOf(id),
    disabled: !command || canRun(command) !== true,
    onSelect: () => void runCommand(id),
  };
}

export function configMenu(): readonly MenuItem[] {
  const { onlyVisible } = configViewStore.getState();
  return [
    {
      id: 'only-visible',
      label: 'Only options that can be set now',
      checked: onlyVisible,
      onSelect: () => setQuery({ onlyVisible: !onlyVisible }),
    },
    { id: 'line-1', separator: true },
    item('config.undo', 'Undo', Undo2),
    item('config.redo', 'Redo', Redo2),
    item('config.save', 'Save', Save),
    item('config.revert', 'Revert to the saved file', RotateCcw),
    item('config.resetAll', 'Reset everything to its default', RotateCcw),
    { id: 'line-2', separator: true },
    item('config.compareSaved', 'Compare with the saved file', FileDiff),
    item('config.compareDefault', 'Compare with the defaults', FileDiff),
    item('config.compareFile', 'Compare with another file', FileDiff),
    { id: 'line-3', separator: true },
    item('config.saveMinimal', 'Save a minimal config', FilePlus2),
    item('config.import', 'Import a config file', FolderInput),
    item('config.export', 'Export the config', Download),
    { id: 'line-4', separator: true },
    item('config.warnings', 'Show the warnings', CircleAlert),
    item('config.showText', 'Show the text beside the tree', FileDiff),
  ];
}
