/** Says in a corner of the window what became of a run: that it booted, and that it crashed. */
import type { SessionId } from '#core/base/id.ts';
import type { VmEvent, VmSession } from '#core/contract/vm.ts';
import { machineStore } from '../../app/activity.ts';
import { client } from '../../app/client.ts';
import { runCommand } from '../../app/commands.ts';
import { toast } from '../../app/toasts.ts';
import { openFile, workspaceStore } from '../../app/workspace.ts';
import { formatDuration } from '../../ui/format-duration.ts';

export function announceRuns(): void {
  machineStore.subscribe(({ sessions }, before) => {
    if (sessions === before.sessions) return;
    const known = new Map(before.sessions.map((session) => [session.id, session]));
    for (const session of sessions) {
      const earlier = known.get(session.id);
      // A session that this window sees for the first time may have booted hours ago.
      if (!earlier || earlier === session) continue;
      if (earlier.bootMs === null && session.bootMs !== null) void sayBooted(session, session.bootMs);
      if (earlier.state.kind !== 'exited' && session.state.kind === 'exited') void sayEnded(session, session.state);
    }
  });
}

const showSerial = (session: VmSession) => ({
  label: 'Show serial',
  run: () => void runCommand('serial.show', session.root, session.projectName),
});
const tagOf = (session: VmSession) => `run:${session.root}`;

async function sayBooted(session: VmSession, ms: number): Promise<void> {
  const booted = await eventOf(session.id, (event) => (event.kind === 'booted' ? event : null));
  // What ended badly in the meantime has said so itself.
  const now = machineStore.getState().sessions.find((other) => other.id === session.id);
  if (now?.state.kind === 'exited' && now.state.reason !== 'guest') return;
  toast({
    tone: 'ok',
    title: `${session.projectName} booted in ${formatDuration(ms)}`,
    ...(booted && { text: `Seen on serial: “${booted.text}”` }),
    action: showSerial(session),
    tag: tagOf(session),
  });
}

async function sayEnded(session: VmSession, state: VmSession['state'] & { kind: 'exited' }): Promise<void> {
  const title = {
    crash: `${session.projectName} crashed after ${formatDuration(state.ranMs)}`,
    hang: `${session.projectName} hung, and was ended after ${formatDuration(state.ranMs)}`,
    error: `QEMU could not run ${session.projectName}`,
    guest: null,
    user: null,
    studio: null,
  }[state.reason];
  if (title === null) return;
  const found = await eventOf(session.id, (event) =>
    event.kind === 'problem' && event.problem.severity === 'error' ? event.problem : null,
  );
  const at = found?.at;
  const here = workspaceStore.getState().project?.id === session.projectId;
  const open = at && here ? { label: `Open line ${at.line}`, run: () => openFile(at.file, at) } : null;
  const place = at ? `, in ${at.file.split('/').at(-1)} line ${at.line}` : '';
  toast({
    tone: 'err',
    title,
    ...(found && { text: `${found.title.replaceAll('`', '')}${place}` }),
    action: open ?? showSerial(session),
    tag: tagOf(session),
  });
}

/** The first event that `pick` takes; null where none comes soon. */
function eventOf<T>(id: SessionId, pick: (event: VmEvent) => T | null): Promise<T | null> {
  return new Promise((resolve) => {
    const done = (value: T | null) => {
      clearTimeout(timer);
      queueMicrotask(() => subscription.dispose());
      resolve(value);
    };
    const timer = setTimeout(() => done(null), 800);
    const subscription = client().subscribe('vm.events', id, {
      onEvent(event) {
        const picked = pick(event);
        if (picked !== null) done(picked);
      },
      onEnd: () => done(null),
    });
  });
}
