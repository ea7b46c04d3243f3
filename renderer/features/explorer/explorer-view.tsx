/** The explorer's side bar: files, the outline of the file at hand, the last image. */
import { ChevronsDownUp, FilePlus, FolderOpen, FolderPlus } from 'lucide-react';
import { useStore } from 'zustand';
import { hasCommand, runCommand } from '../../app/commands.ts';
import { SideBarHeader, SideBarSection } from '../../app/side-bar.tsx';
import { workspaceStore } from '../../app/workspace.ts';
import { needsTrust, whyReadOnly } from '../../app/write-access.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { startNew } from './file-actions.ts';
import { collapseAll, targetFolder } from './file-tree-store.ts';
import { FilesSection } from './files-section.tsx';
import { LastImageSection } from './last-image-section.tsx';
import { OutlineSection } from './outline-section.tsx';

export default function ExplorerView() {
  const project = useStore(workspaceStore, (state) => state.project);
  if (!project) {
    return (
      <>
        <SideBarHeader title="Explorer" />
        <EmptyState
          icon={FolderOpen}
          title="No folder is open"
          text="The files of a project appear here."
          action={
            hasCommand('project.open') ? (
              <Button onClick={() => void runCommand('project.open')}>Open folder</Button>
            ) : undefined
          }
        />
      </>
    );
  }
  const reason = needsTrust(project) ? null : whyReadOnly(project);
  return (
    <>
      <SideBarHeader
        title="Explorer"
        actions={
          <>
            <IconButton
              label="New file"
              icon={FilePlus}
              disabled={reason !== null}
              reason={reason ?? undefined}
              onClick={() => void startNew('new-file', targetFolder())}
            />
            <IconButton
              label="New folder"
              icon={FolderPlus}
              disabled={reason !== null}
              reason={reason ?? undefined}
              onClick={() => void startNew('new-folder', targetFolder())}
            />
            <IconButton label="Collapse all folders" icon={ChevronsDownUp} onClick={collapseAll} />
          </>
        }
      />
      <SideBarSection title={project.name} grow>
        <FilesSection key={project.id} />
      </SideBarSection>
      <OutlineSection />
      <LastImageSection />
    </>
  );
}
