/** Terminals of the window: a person's shell, or one command that they agreed to. Each lives until it is closed. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { ProjectId, TerminalId } from '#core/base/id.ts';
import { type Failure, fail, ok, type Result } from '#core/base/result.ts';
import type { ByteSource } from '#core/contract/handlers.ts';
import type { TerminalInfo } from '#core/contract/terminal.ts';
import type { ProcessService, SpawnFailure } from '../process/process-types.ts';
import type { ProjectLookup } from '../project/open-project.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import { personShell, shellEnv } from './shell-env.ts';
import { TerminalSession } from './terminal-session.ts';

/** More than anybody can look at; a window in a loop must not fill the computer with shells. */
const MOST = 64;

export interface TerminalRequest {
  /** null: in the home folder. */
  readonly projectId: ProjectId | null;
  readonly size: { readonly cols: number; readonly rows: number };
  /** Missing: the person's shell. */
  readonly argv?: readonly string[] | undefined;
  readonly title?: string | undefined;
}

type NotOpen = Failure<'terminal-not-open'>;

export interface TerminalService {
  open(
    request: TerminalRequest,
  ): Promise<Result<TerminalInfo, SpawnFailure | Failure<'project-not-open' | 'not-trusted' | 'too-many'>>>;
  /** Also those that have ended and were not closed yet: their text can still be read. */
  list(): readonly TerminalInfo[];
  resize(id: TerminalId, size: TerminalRequest['size']): Result<null, NotOpen>;
  /** Ends what runs in it, and forgets its text. */
  close(id: TerminalId): Promise<Result<null, NotOpen>>;
  bytes(id: TerminalId): Result<ByteSource, NotOpen>;
  dispose(): Promise<void>;
}

export function createTerminalService(needs: {
  readonly process: ProcessService;
  readonly projects: ProjectLookup;
  readonly paths: StudioPaths;
}): TerminalService {
  const sessions = new Map<TerminalId, TerminalSession>();

  const find = (id: TerminalId): Result<TerminalSession, NotOpen> => {
    const session = sessions.get(id);
    if (session) return ok(session);
    return fail('terminal-not-open', 'This terminal was closed.', 'Open a new one.');
  };

  return {
    async open({ projectId, size, argv, title }) {
      const folder = folderOf(needs.projects, projectId, needs.paths.home);
      if (!folder.ok) return folder;
      if (sessions.size >= MOST) return fail('too-many', `${MOST} terminals are open.`, 'Close one of them.');
      const command = argv && argv.length > 0 ? argv : [personShell()];
      const pty = await needs.process.openPty({ argv: command, cwd: folder.value, env: shellEnv(), ...size });
      if (!pty.ok) return pty;
      const id = randomUUID() as TerminalId;
      const session = new TerminalSession({ id, projectId, title: title ?? basename(command[0] ?? '') }, pty.value);
      sessions.set(id, session);
      return ok(session.info);
    },

    list: () => [...sessions.values()].map((session) => session.info),

    resize(id, size) {
      const session = find(id);
      if (!session.ok) return session;
      session.value.resize(size.cols, size.rows);
      return ok(null);
    },

    async close(id) {
      const session = find(id);
      if (!session.ok) return session;
      sessions.delete(id);
      await session.value.close();
      return ok(null);
    },

    bytes(id) {
      const session = find(id);
      return session.ok ? ok(session.value.bytes) : session;
    },

    async dispose() {
      await Promise.all([...sessions.values()].map((session) => session.close()));
      sessions.clear();
    },
  };
}

function folderOf(
  projects: ProjectLookup,
  id: ProjectId | null,
  home: string,
): Result<string, Failure<'project-not-open' | 'not-trusted'>> {
  if (id === null) return ok(home);
  const project = projects.get(id);
  if (!project.ok) return project;
  const { name, root, trust } = project.value.info;
  if (trust === 'trusted') return ok(root);
  // A shell that starts in a stranger's folder may already run things of that folder (prompts that call git, direnv).
  const hint = 'Trust the folder first, or open a terminal without a project.';
  return fail('not-trusted', `A terminal cannot be opened in “${name}”, because nobody has trusted it.`, hint);
}
