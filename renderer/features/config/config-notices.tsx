/** What a person has to know before anything else: conflict with the disk, unsaved edits that came back, read only, no shell. */
import { History, Lock, ShieldQuestionMark, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { runCommand } from '../../app/commands.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { Button } from '../../ui/button.tsx';
import { NoticeBar } from '../../ui/notice-bar.tsx';
import { revert } from './option-actions.ts';

export function ConfigNotices({ session, config }: { session: ConfigSession; config: LoadedConfig }) {
  const [seen, setSeen] = useState(false);
  const { file } = session.source;
  return (
    <>
      {config.conflict ? (
        <NoticeBar
          tone="warn"
          icon={TriangleAlert}
          text={`${file} changed on disk while you were editing. Nothing was overwritten.`}
        >
          <Button size={24} onClick={() => void runCommand('config.merge')}>
            Merge
          </Button>
        </NoticeBar>
      ) : null}
      {config.restored && config.unsaved && !seen ? (
        <NoticeBar tone="accent" icon={History} text="Unsaved changes of last time came back. They are not saved yet.">
          <Button size={24} kind="quiet" onClick={() => void revert()}>
            Revert to saved
          </Button>
          <Button size={24} onClick={() => setSeen(true)}>
            Keep
          </Button>
        </NoticeBar>
      ) : null}
      {config.shellOff ? (
        <NoticeBar
          tone="warn"
          icon={ShieldQuestionMark}
          text="You have not said that you trust this folder: its shell commands were not run, and values that depend on them are marked unknown."
        >
          <Button size={24} onClick={() => void runCommand('project.askTrust')}>
            Decide about trust
          </Button>
        </NoticeBar>
      ) : config.writable ? null : (
        <NoticeBar tone="accent" icon={Lock} text={`${file} cannot be written. Changes can be tried, not saved.`} />
      )}
    </>
  );
}
