/** The head of a console: the state of its machine, the facts of the run, and the buttons that act on it. */
import { CirclePause, CircleX, Pause, Play, RotateCcw, Square, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { VmCommand, VmSession } from '#core/contract/vm.ts';
import { client } from '../../app/client.ts';
import { runCommand } from '../../app/commands.ts';
import { machineWord } from '../../app/machine-word.ts';
import { toastFailure } from '../../app/toasts.ts';
import { workspaceStore } from '../../app/workspace.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { formatClock, formatDuration } from '../../ui/format-duration.ts';
import { StatusDot } from '../../ui/status-dot.tsx';

export function SerialHeader({ session, onClose }: { session: VmSession; onClose(): void }) {
  const here = useStore(workspaceStore, (state) => state.project?.id === session.projectId);
  const { state } = session;
  const ended = state.kind === 'exited';
  return (
    <header className="serial-head">
      <StateBadge session={session} />
      <dl className="serial-facts">
        <Fact name={ended ? 'Ran for' : 'Uptime'}>
          {ended ? ranText(state.ranMs) : <Uptime since={session.startedAt} />}
        </Fact>
        <Fact name="Accelerator">{session.accelerator.toUpperCase()}</Fact>
        <Fact name="Memory">{`${session.memoryMiB} MiB`}</Fact>
        <Fact name="CPUs">{session.cpus}</Fact>
      </dl>
      <div className="serial-head__actions">
        {ended ? (
          <>
            <Button
              size={24}
              icon={RotateCcw}
              disabled={!here}
              {...(!here && { hint: `Open ${session.projectName} to run it again.` })}
              onClick={() => void runCommand('machine.run')}
            >
              Run again
            </Button>
            <Button size={24} kind="quiet" icon={X} onClick={onClose}>
              Close
            </Button>
          </>
        ) : (
          <>
            {state.kind === 'paused' ? (
              <Button size={24} icon={Play} onClick={() => void command(session, 'resume')}>
                Resume
              </Button>
            ) : (
              <Button size={24} icon={Pause} onClick={() => void command(session, 'pause')}>
                Pause
              </Button>
            )}
            <Button size={24} icon={RotateCcw} onClick={() => void command(session, 'reset')}>
              Reset
            </Button>
            <Button size={24} kind="stop" icon={Square} iconFilled onClick={() => void command(session, 'stop')}>
              Stop
            </Button>
          </>
        )}
      </div>
    </header>
  );
}

function ranText(ms: number): string {
  return ms < 9_500 ? formatDuration(ms) : formatClock(Math.round(ms / 1000) * 1000);
}

async function command(session: VmSession, what: VmCommand): Promise<void> {
  const answer = await client().call('vm.command', { sessionId: session.id, command: what });
  if (!answer.ok) toastFailure(answer.error);
}

function StateBadge({ session }: { session: VmSession }) {
  const { word, tone, paused } = machineWord(session, 0);
  const tones: Readonly<Record<typeof tone, Tone>> = {
    off: 'plain',
    accent: 'accent',
    ok: 'ok',
    warn: 'warn',
    err: 'err',
  };
  if (tone === 'err') {
    return (
      <Badge tone="err" icon={CircleX} className="serial-state">
        {word}
      </Badge>
    );
  }
  return (
    <Badge tone={tones[tone]} {...(paused && { icon: CirclePause })} className="serial-state">
      {paused ? null : <StatusDot tone={tone} />}
      {word}
    </Badge>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="serial-fact">
      <dt>{name}</dt>
      <dd className="t-num">{children}</dd>
    </div>
  );
}

function Uptime({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return formatClock(now - since);
}
