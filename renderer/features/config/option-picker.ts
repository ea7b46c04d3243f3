/** Options (`#`) in the command field: found by name, prompt and help, best first, with the menus around them. */
import { Hash, SlidersHorizontal } from 'lucide-react';
import { openConfig } from '../../app/config/config-activity.ts';
import { openEditor } from '../../app/editors.ts';
import { showActivity } from '../../app/layout.ts';
import type { QuickItem, QuickPickProvider } from '../../app/quick-pick.ts';
import { configInput } from './config-input.ts';
import { focus, jumpTo, select } from './config-store.ts';

const LIMIT = 60;

/** Shows an option with its details; the tree has the focus. */
export async function showOption(id: string): Promise<boolean> {
  await openConfig();
  showActivity('config');
  openEditor(configInput(), { focus: false });
  const found = jumpTo(id);
  if (found) focus('tree');
  return found;
}

async function items(text: string, signal: AbortSignal): Promise<readonly QuickItem[]> {
  const session = await openConfig();
  if (!session) return [];
  const filter = { changed: false, notDefault: false, blocked: false, visible: false };
  const answer = await session.tell('config.search', { text: text.trim().slice(0, 200), filter, limit: LIMIT }, signal);
  if (!answer.ok) return [];
  return answer.value.hits.flatMap((hit): QuickItem[] => {
    const { node } = hit;
    if (node === null) return [];
    return [
      {
        id: String(node),
        label: hit.prompt || hit.name,
        matches: hit.promptRanges.flatMap(([start, end]) => Array.from({ length: end - start }, (_, at) => start + at)),
        detail: [hit.option && !hit.option.startsWith('choice:') ? hit.name : '', hit.path.join(' › ')]
          .filter(Boolean)
          .join('  ·  '),
        icon: hit.option ? SlidersHorizontal : Hash,
        run: () => {
          showActivity('config');
          openEditor(configInput(), { focus: false });
          select(node, { jump: true });
          focus('tree');
        },
      },
    ];
  });
}

export const optionPicker: QuickPickProvider = {
  prefix: '#',
  title: 'Go to an option',
  placeholder: 'Name, prompt or a word of the help',
  empty: 'No option has these words in its name, prompt or help.',
  items,
};
