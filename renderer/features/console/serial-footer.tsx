/** The foot of a console: follow, times of arrival, copy, save, clear. */
import { ArrowDownToLine, Clock, Copy, Download, Eraser } from 'lucide-react';
import { useStore } from 'zustand';
import type { VmSession } from '#core/contract/vm.ts';
import { client } from '../../app/client.ts';
import { settingsStore, updateSettings } from '../../app/settings.ts';
import { toast, toastFailure } from '../../app/toasts.ts';
import { Button } from '../../ui/button.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import type { SerialScreen } from './serial-screen.ts';

export function SerialFooter({ session, screen }: { session: VmSession; screen: SerialScreen }) {
  const following = useStore(screen.store, (state) => state.following);
  const timestamps = useStore(settingsStore, (state) => state.settings.serialTimestamps);
  return (
    <footer className="serial-foot">
      <Button
        size={24}
        kind="quiet"
        className="serial-toggle"
        icon={ArrowDownToLine}
        aria-pressed={following}
        onClick={() => {
          screen.setFollowing(!following);
          void updateSettings({ serialFollow: !following });
        }}
      >
        Follow
      </Button>
      <Button
        size={24}
        kind="quiet"
        className="serial-toggle"
        icon={Clock}
        aria-pressed={timestamps}
        onClick={() => void updateSettings({ serialTimestamps: !timestamps })}
      >
        Timestamps
      </Button>
      <span className="serial-foot__gap" />
      <Button size={24} kind="quiet" icon={Copy} onClick={() => void copyAll(screen)}>
        Copy all
      </Button>
      <Button size={24} kind="quiet" icon={Download} onClick={() => void save(session)}>
        Save…
      </Button>
      <Button size={24} kind="quiet" icon={Eraser} onClick={() => screen.clear()}>
        Clear
      </Button>
    </footer>
  );
}

async function copyAll(screen: SerialScreen): Promise<void> {
  const text = screen.allText();
  await navigator.clipboard.writeText(text);
  const lines = text === '' ? 0 : text.split('\n').length;
  toast({ tone: 'ok', title: `Copied ${lines} ${lines === 1 ? 'line' : 'lines'} of serial text`, tag: 'copied' });
}

/** The bytes as they came, escape sequences too: from the host's log, which also has what the view has dropped. */
async function save(session: VmSession): Promise<void> {
  const answer = await client().call('vm.serialLog', session.id);
  if (!answer.ok) return toastFailure(answer.error);
  const { text, bytes, truncated } = answer.value;
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${fileName(session.projectName)}-serial-${stamp(session.startedAt)}.txt`;
  link.click();
  // The download has its own hold on the data by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  if (truncated) {
    toast({
      tone: 'warn',
      title: `Saved the newest part of ${formatBytes(bytes)} of serial text`,
      text: 'The older part is longer than a download from here can be.',
    });
  }
}

function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._-]+/gu, '-') || 'machine';
}

function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
}
