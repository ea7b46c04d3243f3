/** Step 4: every file that will be written, with its text. */
import { CircleX, File, FileCode } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { NewProject, PlannedFile } from '#core/contract/project.ts';
import { appInfoStore, tildePath } from '../../app/app-info.ts';
import { client } from '../../app/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Fact } from '../../ui/fact.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Icon } from '../../ui/icon.tsx';
import { List } from '../../ui/list.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';

const shownLines = 2000;

export function PreviewStep({ choice, entry }: { choice: NewProject; entry: string | null }) {
  const [files, setFiles] = useState<readonly PlannedFile[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [selected, setSelected] = useState<string | null>(entry);
  const home = useStore(appInfoStore, (state) => state.info?.home);
  const key = JSON.stringify(choice);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is the choice by value
  useEffect(() => {
    const abort = new AbortController();
    void client()
      .call('project.preview', choice, { signal: abort.signal })
      .then((answer) => {
        if (abort.signal.aborted) return;
        if (answer.ok) setFiles(answer.value);
        else setFailure([answer.error.message, answer.error.hint].filter(Boolean).join(' '));
      });
    return () => abort.abort();
  }, [key]);
  if (failure !== null)
    return <EmptyState icon={CircleX} tone="err" title="The files could not be planned" text={failure} />;
  const shown = files?.find((file) => file.path === selected) ?? files?.[0];
  const bytes = files?.reduce((sum, file) => sum + file.bytes, 0) ?? 0;
  return (
    <div className="preview-step">
      <p className="preview-step__sum">
        <span className="t-strong">{files ? `${files.length} files, ${formatBytes(bytes)}` : 'Planning'}</span>{' '}
        <span className="t-code t-third preview-step__root">
          {tildePath(`${choice.location.replace(/\/$/, '')}/${choice.name}`, home)}
        </span>
      </p>
      <div className="preview-step__panes">
        <List
          label="Files to be written"
          className="preview-step__files"
          items={files ?? []}
          keyOf={(file) => file.path}
          nameOf={(file) => file.path}
          factsOf={(file) => formatBytes(file.bytes)}
          rowHeight={24}
          selected={shown?.path ?? null}
          onSelect={setSelected}
          render={(file) => (
            <>
              <Icon of={/\.(c|h|S|cc|cpp|rs|zig)$/.test(file.path) ? FileCode : File} />
              <span className="t-cut preview-step__name">{file.path}</span>
              <Fact text={formatBytes(file.bytes)} />
            </>
          )}
        />
        <ScrollRegion className="preview-step__text" label={shown?.path ?? 'File'}>
          <pre className="t-log selectable">{shown ? cut(shown.text) : ''}</pre>
        </ScrollRegion>
      </div>
    </div>
  );
}

function cut(text: string): string {
  const lines = text.split('\n');
  if (lines.length <= shownLines) return text;
  return `${lines.slice(0, shownLines).join('\n')}\n… ${lines.length - shownLines} more lines`;
}
