/** New project, open folder, and the projects opened lately with what was last seen of them. */
import { FolderDown, FolderOpen, FolderPlus, X } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { RecentProject } from '#core/contract/project.ts';
import { appInfoStore, tildePath } from '../../app/app-info.ts';
import { client } from '../../app/client.ts';
import { runCommand } from '../../app/commands.ts';
import { familyStore } from '../../app/families.ts';
import { isDesktop } from '../../app/platform.ts';
import { timeAgo } from '../../app/time-text.ts';
import { toastFailure } from '../../app/toasts.ts';
import { openProject, workspaceStore } from '../../app/workspace.ts';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { type DotTone, StatusDot } from '../../ui/status-dot.tsx';

const shownAtMost = 4;

const states: Record<NonNullable<RecentProject['last']>['state'], { word: string; tone: DotTone }> = {
  built: { word: 'Built', tone: 'ok' },
  booted: { word: 'Booted', tone: 'ok' },
  failed: { word: 'Failed', tone: 'err' },
  crashed: { word: 'Crashed', tone: 'err' },
  cancelled: { word: 'Cancelled', tone: 'off' },
};

export function StartColumn() {
  const [recent, setRecent] = useState<readonly RecentProject[] | null>(null);
  const load = useCallback(async () => {
    const answer = await client().call('project.recent', null);
    if (answer.ok) setRecent(answer.value);
  }, []);
  useEffect(() => void load(), [load]);
  const forget = async (root: string) => {
    const answer = await client().call('project.forget', root);
    if (answer.ok) await load();
    else toastFailure(answer.error);
  };
  return (
    <section aria-labelledby="welcome-start">
      <h2 id="welcome-start" className="welcome__head">
        Start
      </h2>
      <div className="start__buttons">
        <button type="button" className="start__button" onClick={() => void runCommand('project.new')}>
          <Icon of={FolderPlus} />
          New project
        </button>
        <button type="button" className="start__button" onClick={() => void runCommand('project.open')}>
          <Icon of={FolderOpen} />
          Open folder
        </button>
      </div>
      <h3 className="start__recent">Recent</h3>
      {recent?.length === 0 ? (
        <div className="start__empty">
          <Icon of={FolderDown} size={20} />
          <p>Projects you open are listed here</p>
          <p className="t-small t-third">
            {isDesktop ? 'You can also drop a folder here' : 'Make one, or open a folder that has one'}
          </p>
        </div>
      ) : (
        <ul className="start__list" aria-label="Recent projects">
          {recent?.slice(0, shownAtMost).map((entry) => (
            <RecentRow key={entry.root} entry={entry} onForget={() => void forget(entry.root)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RecentRow({ entry, onForget }: { entry: RecentProject; onForget(): void }) {
  const home = useStore(appInfoStore, (state) => state.info?.home);
  const families = useStore(familyStore, (state) => state.families);
  const opening = useStore(workspaceStore, (state) => state.opening === entry.root);
  const family = families.find(({ id }) => id === entry.family)?.name;
  const state = entry.last ? states[entry.last.state] : { word: 'Not built', tone: 'off' as const };
  const seen = entry.exists ? state : { word: 'Not found', tone: 'warn' as const };
  return (
    <li className="recent">
      <button
        type="button"
        className="recent__open focus-inside"
        disabled={!entry.exists}
        aria-busy={opening || undefined}
        onClick={() => void openProject(entry.root)}
      >
        <span className="recent__names">
          <span className="t-name t-cut">{entry.name}</span>
          <span className="recent__path t-cut">
            {[family, tildePath(entry.root, home)].filter(Boolean).join(' · ')}
          </span>
        </span>
        <span className="recent__facts">
          <span className={`recent__state recent__state--${seen.tone}`}>
            <StatusDot tone={seen.tone} /> {seen.word}
          </span>
          <span className="t-third">{timeAgo(entry.last?.at ?? entry.openedAt, Date.now())}</span>
        </span>
      </button>
      <IconButton
        className="recent__forget"
        label={`Remove ${entry.name} from the list`}
        icon={X}
        size={24}
        iconSize={14}
        onClick={onForget}
      />
    </li>
  );
}
