/** The pane at the right of the editor: the .config beside the tree, the image map beside the console. */
import { Columns2 } from 'lucide-react';
import { useStore } from 'zustand';
import { EditorTabs } from '../../ui/editor-tabs.tsx';
import { contributionStore } from '../contributions.ts';
import { type EditorInput, keyOf } from '../editor-groups.ts';
import { closeCompanion } from '../layout.ts';
import { Lazy } from '../lazy.tsx';

export function Companion({ input }: { input: EditorInput }) {
  const kind = useStore(contributionStore, (state) => state.editors.get(input.kind));
  if (!kind) return null;
  const Actions = kind.actions;
  const key = keyOf(input);
  return (
    <section className="side-bar" aria-label={input.title} data-region="companion">
      <EditorTabs
        label="Companion"
        tabs={[
          {
            id: key,
            title: input.title,
            detail: input.detail,
            note: kind.note,
            icon: kind.icon(input) ?? Columns2,
            tone: kind.tone?.(input),
          },
        ]}
        selected={key}
        onSelect={() => undefined}
        onClose={closeCompanion}
        panelId="companion-content"
        actions={Actions ? <Actions input={input} groupId="companion" active /> : undefined}
      />
      <div id="companion-content" role="tabpanel" aria-label={input.title} className="editor-group__content">
        <Lazy key={key} load={kind.load} props={{ input, groupId: 'companion', active: true }} name={input.title} />
      </div>
    </section>
  );
}
