/** The sources of the open project: where each is, its download, or a folder of one's own in its place. */
import { useStore } from 'zustand';
import { SourceList } from '../../app/source-list.tsx';
import { useSources } from '../../app/sources.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { adoptSource, closeSources, sourcesStore } from './sources-store.ts';

export function SourcesDialog() {
  const open = useStore(sourcesStore, (state) => state.open);
  const project = useStore(workspaceStore, (state) => state.project);
  const scope = open && project ? { kind: 'project' as const, projectId: project.id } : null;
  const rows = useSources(scope);
  if (!scope || !project) return null;
  return (
    <Dialog
      open
      onClose={closeSources}
      title="Sources"
      width={720}
      description={`Trees outside ${project.name} that it is built from. Versions are written into the project.`}
      foot={
        <Button kind="primary" onClick={closeSources}>
          Close
        </Button>
      }
    >
      {rows === null ? null : rows.length === 0 ? (
        <p className="t-second">It is built from nothing but its own files.</p>
      ) : (
        <SourceList scope={scope} rows={rows} onFolder={(row, folder) => void adoptSource(row, folder)} />
      )}
    </Dialog>
  );
}
