/** Says in a corner of the window what became of a run: that it booted, and that it crashed. */
import type { VmSession } from '#core/contract/vm.ts';
import { machineStore } from '../../app/activity.ts';
import { runCommand } from '../../app/commands.ts';
import { toast } from '../../app/toasts.ts';
import { formatDuration } from '../../ui/format-duration.ts';

export function announceRuns(): void {
  machineStore.subscribe(({ sessions }, before) => {
    if (sessions === before.sessions) return;
    const known = new Map(before.sessions.map((session) => [session.id, session]));
    for (const session of sessions) {
      const earlier = known.get(session.id);
      // A session that this window sees for the first time may have booted hours ago.
      if (earlier && earlier !== session) announce(earlier, session);
    }
  });
}

function announce(before: VmSession, now: VmSession): void {
  const show = { label: 'Show serial', run: () => void runCommand('serial.show', now.root, now.projectName) };
  const tag = `run:${now.root}`;
  if (before.bootMs === null && now.bootMs !== null && now.state.kind !== 'exited') {
    toast({ tone: 'ok', title: `${now.projectName} booted in ${formatDuration(now.bootMs)}`, action: show, tag });
  }
  if (before.state.kind === 'exited' || now.state.kind !== 'exited') return;
  const after = `after ${formatDuration(now.state.ranMs)}`;
  switch (now.state.reason) {
    case 'crash':
      return void toast({ tone: 'err', title: `${now.projectName} crashed ${after}`, action: show, tag });
    case 'hang':
      return void toast({ tone: 'err', title: `${now.projectName} hung and was ended ${after}`, action: show, tag });
    case 'error':
      return void toast({ tone: 'err', title: `QEMU could not run ${now.projectName}`, action: show, tag });
    case 'guest':
    case 'user':
  }
}
