/** An editor tab of a file: its text, or what stands in the way of showing it. */
import { Binary, CircleX, FileWarning } from 'lucide-react';
import { runCommand } from '../../../app/commands.ts';
import type { EditorProps } from '../../../app/contributions.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatBytes } from '../../../ui/format-bytes.ts';
import { nameOf } from '../file-input.ts';
import { TextView } from './text-view.tsx';
import { useDocument } from './use-document.ts';
import './file-editor.css';

export default function FileEditor({ input, groupId }: EditorProps) {
  const path = input.id;
  const { open, state } = useDocument(path);
  const document = open?.documents.get(path);
  const again = () => void document?.load();
  switch (state.kind) {
    case 'loading':
      return <div className="file-editor__waiting" aria-busy="true" />;
    case 'failed':
      return (
        <EmptyState
          icon={CircleX}
          tone="err"
          title={state.failure.message}
          text={state.failure.hint}
          action={<Button onClick={again}>Try again</Button>}
        />
      );
    case 'binary':
      return (
        <EmptyState
          icon={Binary}
          title={`${nameOf(path)} is not text`}
          text={`${formatBytes(state.size)} of other bytes. The editor shows text in UTF-8 only, so that it can never damage a file that is something else.`}
          action={<Button onClick={() => void runCommand('explorer.reveal', path)}>Show in the explorer</Button>}
        />
      );
    case 'too-large':
      return (
        <EmptyState
          icon={FileWarning}
          title={`${nameOf(path)} is too large to edit: ${formatBytes(state.size)}`}
          text={`Files up to ${formatBytes(state.limit)} can be opened here. It was not read, and nothing of it changed.`}
          action={<Button onClick={() => void runCommand('explorer.reveal', path)}>Show in the explorer</Button>}
        />
      );
    case 'ready':
      return open && document?.text ? (
        <TextView key={path} open={open} document={document} state={state} input={input} groupId={groupId} />
      ) : null;
  }
}
