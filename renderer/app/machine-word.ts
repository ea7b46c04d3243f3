/** The word and the fact for the state of a machine or a build: the same on the status bar, in lists and in headers. */
import type { VmSession } from '#core/contract/vm.ts';
import type { DotTone } from '../ui/status-dot.tsx';
import type { JobState } from './job-state.ts';

export interface StateWord {
  readonly word: string;
  readonly fact: string;
  readonly tone: DotTone;
  readonly busy?: boolean;
  readonly paused?: boolean;
}

/** "0.6 s", "13.1 s", "2 min 5 s". */
export function secondsText(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

/** "00:00:21". */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const part = (value: number) => String(value).padStart(2, '0');
  return `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
}

/** Off, Booting, Running, Paused, Debugger, Exited N, Crashed. `now`: wall clock, for the time that it has been running. */
export function machineWord(session: VmSession | null, now: number): StateWord {
  if (!session) return { word: 'Off', fact: '', tone: 'off' };
  const { state } = session;
  switch (state.kind) {
    case 'booting':
      return { word: 'Booting', fact: '', tone: 'accent' };
    case 'running':
      return { word: 'Running', fact: clockText(Math.max(0, now - session.startedAt)), tone: 'ok' };
    case 'paused':
      return { word: 'Paused', fact: '', tone: 'off', paused: true };
    case 'debugger':
      return { word: 'Debugger', fact: state.reason, tone: 'warn' };
    case 'exited':
      if (state.reason === 'crash') return { word: 'Crashed', fact: '', tone: 'err' };
      if (state.reason === 'hang') return { word: 'Crashed', fact: 'it hung', tone: 'err' };
      if (state.reason === 'error') return { word: 'Off', fact: 'QEMU failed', tone: 'err' };
      if (state.reason === 'studio') return { word: 'Off', fact: 'ended with the studio', tone: 'off' };
      if (state.reason === 'user') return { word: 'Off', fact: 'stopped', tone: 'off' };
      return {
        word: state.code === null ? 'Exited' : `Exited ${state.code}`,
        fact: '',
        tone: state.code ? 'warn' : 'off',
      };
  }
}

/** Idle, Building, Built, Failed, Cancelled. */
export function buildWord(job: JobState): StateWord {
  switch (job.kind) {
    case 'none':
      return { word: 'Idle', fact: '', tone: 'off' };
    case 'running':
      return {
        word: 'Building',
        fact: job.total === null ? `${job.done} steps` : `${job.done} of ${job.total}`,
        tone: 'accent',
        busy: true,
      };
    case 'succeeded':
      if (job.goal === 'clean') return { word: 'Idle', fact: 'cleaned', tone: 'off' };
      return { word: 'Built', fact: job.ms === null ? '' : secondsText(job.ms), tone: 'ok' };
    case 'failed': {
      const where = job.failedStage ? `at ${job.failedStage.toLowerCase()}` : '';
      return {
        word: 'Failed',
        fact: [where, job.ms === null ? '' : secondsText(job.ms)].filter(Boolean).join(', '),
        tone: 'err',
      };
    }
    case 'cancelled':
      return { word: 'Cancelled', fact: job.total ? `at ${job.done} of ${job.total}` : '', tone: 'off' };
  }
}
