/** The cells of the status bar while the configuration is looked at: how many options, and in which dialect. */
import { useStore } from 'zustand';
import { runCommand } from '../../app/commands.ts';
import { useConfig } from '../../app/config/config-activity.ts';
import { activeInput } from '../../app/editor-groups.ts';
import { editorStore, openEditor } from '../../app/editors.ts';
import { StatusCell } from '../../app/status-cell.tsx';
import { CONFIG, warningsInput } from './config-input.ts';

const dialects: Readonly<Record<string, string>> = {
  unikraft: 'Kconfig 5.2, Unikraft',
  'linux-6.1': 'Kconfig 6.1, Linux',
  'linux-6.12': 'Kconfig 6.12, Linux',
  zephyr: 'Kconfig, Zephyr',
  cargo: 'Cargo features',
};

export const dialectName = (dialect: string) => dialects[dialect] ?? dialect;

export function ConfigStatus() {
  const shown = useStore(editorStore, ({ layout }) => activeInput(layout)?.kind.startsWith(CONFIG) ?? false);
  const config = useConfig();
  if (!shown || !config) return null;
  const { all, visible } = config.counts;
  return (
    <>
      <StatusCell title="Search options" onPress={() => void runCommand('config.search')}>
        <span className="status-cell__fact t-num">
          {all.toLocaleString('en')} options, {visible.toLocaleString('en')} visible
        </span>
      </StatusCell>
      <StatusCell title="Show the warnings of the configuration" onPress={() => openEditor(warningsInput())}>
        <span className="status-cell__fact">{dialectName(config.dialect)}</span>
      </StatusCell>
    </>
  );
}
