/** The file's text beside the pages of the configuration: shown with them, gone with them, and kept closed once closed. */

import { configActivityStore } from '../../app/config/config-activity.ts';
import type { EditorInput } from '../../app/editor-groups.ts';
import { currentEditor, editorStore, openEditor } from '../../app/editors.ts';
import { layoutStore, openCompanion } from '../../app/layout.ts';
import { CONFIG, textInput } from './config-input.ts';

/** The person has closed it; the command brings it back. */
let closed = false;
let ours = false;
/** What stood beside the editor before, and comes back. */
let displaced: EditorInput | null = null;

const isText = (input: EditorInput | null) => input?.kind === 'config-text';

function follow(): void {
  const { session } = configActivityStore.getState();
  const { companion, narrow } = layoutStore.getState();
  const kind = currentEditor()?.kind;
  if (kind === CONFIG && session && !closed && !isText(companion)) {
    ours = true;
    displaced = narrow ? null : companion;
    const input = textInput(session.source.file);
    layoutStore.setState({ companion: input });
    if (narrow) openEditor(input, { background: true, focus: false });
  } else if (!narrow && isText(companion) && (!kind?.startsWith(CONFIG) || !session)) {
    ours = true;
    layoutStore.setState({ companion: displaced });
    displaced = null;
  }
  ours = false;
}

export function showText(): void {
  const { session } = configActivityStore.getState();
  if (!session) return;
  closed = false;
  openCompanion(textInput(session.source.file));
}

export function startTextCompanion(): void {
  editorStore.subscribe(follow);
  configActivityStore.subscribe(follow);
  layoutStore.subscribe((now, before) => {
    if (isText(before.companion) && !isText(now.companion) && !ours) closed = true;
  });
}
