/** The question "Trust this folder?": what trust means here, and the two answers. Esc decides nothing. */
import { Folder, ShieldAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { appInfoStore, tildePath } from '../../app/app-info.ts';
import { setTrust, workspaceStore } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { closeTrust, trustStore } from './trust-store.ts';
import './trust-dialog.css';

export function TrustDialog() {
  const open = useStore(trustStore, (state) => state.open);
  const project = useStore(workspaceStore, (state) => state.project);
  const home = useStore(appInfoStore, (state) => state.info?.home);
  const safe = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (open && !project) closeTrust();
  }, [open, project]);
  if (!open || !project) return null;
  const answer = async (decision: 'trusted' | 'read-only') => {
    setBusy(true);
    await setTrust(decision);
    setBusy(false);
    closeTrust();
  };
  return (
    <Dialog
      open
      onClose={closeTrust}
      title="Trust this folder?"
      icon={ShieldAlert}
      iconTone="warn"
      closable={false}
      initialFocus={safe}
      description={
        <>
          Building <strong>{project.name}</strong> runs the commands in its build files on this computer. Until you
          trust it, you can read the files and the options, and nothing is run.
        </>
      }
      foot={
        <>
          <Button ref={safe} disabled={busy} onClick={() => void answer('read-only')}>
            Read only
          </Button>
          <Button kind="primary" disabled={busy} onClick={() => void answer('trusted')}>
            Trust
          </Button>
        </>
      }
    >
      <p className="trust__folder">
        <Icon of={Folder} size={14} />
        <span>{tildePath(project.root, home)}</span>
      </p>
    </Dialog>
  );
}
