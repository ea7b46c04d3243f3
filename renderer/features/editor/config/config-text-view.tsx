/** The file of the configuration beside its tree: typed text moves the tree, the tree moves the text. */
import { FileQuestionMark } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { runCommand } from '../../../app/commands.ts';
import { openConfig, useSession } from '../../../app/config/config-activity.ts';
import type { ConfigSession } from '../../../app/config/config-session.ts';
import { untilStill } from '../../../app/idle.ts';
import { workspaceStore } from '../../../app/workspace.ts';
import { whyReadOnly } from '../../../app/write-access.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { ConfigTextSession } from './config-text-session.ts';
import './config-text-view.css';

export default function ConfigTextView() {
  const session = useSession();
  useEffect(() => {
    void openConfig();
  }, []);
  return session ? <Text key={session.id} session={session} /> : <div aria-busy="true" />;
}

function Text({ session }: { session: ConfigSession }) {
  const host = useRef<HTMLDivElement>(null);
  const readOnly = useStore(workspaceStore, (state) => whyReadOnly(state.project));
  const changed = useStore(session.store, ({ config }) => config?.changed ?? 0);
  const unsaved = useStore(session.store, ({ config }) => config?.unsaved ?? false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (failed) return undefined;
    let wanted = true;
    let shown: ConfigTextSession | null = null;
    // Monaco takes the page for a moment: a search that is being typed in the tree beside it goes first.
    const loaded = untilStill().then(() =>
      Promise.all([
        import('../monaco/load-monaco.ts').then(({ loadMonaco }) => loadMonaco()),
        import('./config-text-session.ts'),
      ]),
    );
    loaded.then(
      ([monaco, { ConfigTextSession: Shown }]) => {
        if (wanted && host.current) shown = new Shown(monaco, session, host.current, readOnly);
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
      shown?.dispose();
    };
  }, [session, readOnly, failed]);
  if (failed)
    return (
      <EmptyState
        icon={FileQuestionMark}
        title="The editor could not be loaded"
        text="The studio's host did not answer. What is set in the tree is kept all the same."
        action={<Button onClick={() => setFailed(false)}>Try again</Button>}
      />
    );
  return (
    <div className="config-text" data-config>
      <div ref={host} className="config-text__host" />
      <footer className="config-text__foot">
        <span role="status" aria-label="Unsaved changes">
          {unsaved ? countText(changed) : 'Saved'}
        </span>
        <Button kind="link" onClick={() => void runCommand('config.compareSaved')}>
          Compare with saved
        </Button>
      </footer>
    </div>
  );
}

function countText(changed: number): string {
  if (changed === 0) return 'The text is not saved';
  return changed === 1 ? '1 change is not saved' : `${changed.toLocaleString('en')} changes are not saved`;
}
