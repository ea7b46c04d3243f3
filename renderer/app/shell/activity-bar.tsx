/** The activity bar: a vertical tab list that chooses the side bar, and Settings at its foot. */
import { Settings } from 'lucide-react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { onTablistKey } from '../../ui/tablist-keys.ts';
import { runCommand } from '../commands.ts';
import { type Activity, type ActivityBadge, contributionStore } from '../contributions.ts';
import { openEditor } from '../editors.ts';
import { layoutStore, toggleActivity } from '../layout.ts';
import './activity-bar.css';

const noBadge = createStore<ActivityBadge>(() => null);
const badgeNames = { accent: 'changed', warn: 'needs attention' };

export function ActivityBar() {
  const activities = useStore(contributionStore, (state) => state.activities);
  const shown = useStore(layoutStore, (state) => state.activity);
  const stop = shown ?? activities[0]?.id;
  return (
    <nav className="activity-bar" aria-label="Activity bar" data-region="activities">
      <div
        role="tablist"
        aria-label="Activities"
        aria-orientation="vertical"
        className="activity-bar__tabs"
        onKeyDown={(event) => onTablistKey(event, 'vertical')}
      >
        {activities.map((activity) => (
          <ActivityTab
            key={activity.id}
            activity={activity}
            shown={activity.id === shown}
            isStop={activity.id === stop}
          />
        ))}
      </div>
      <button type="button" className="activity-cell focus-inside" onClick={() => void runCommand('settings.open')}>
        <Icon of={Settings} size={20} />
        <span className="activity-cell__label">Settings</span>
      </button>
    </nav>
  );
}

function ActivityTab({ activity, shown, isStop }: { activity: Activity; shown: boolean; isStop: boolean }) {
  const badge = useStore(activity.badge ?? noBadge);
  const press = () => {
    const input = shown ? null : activity.editor?.();
    toggleActivity(activity.id);
    if (input) openEditor(input, { focus: false });
  };
  return (
    <button
      type="button"
      role="tab"
      aria-label={activity.label}
      aria-description={badge ? badgeNames[badge] : undefined}
      aria-selected={shown}
      aria-controls={shown ? 'side-bar' : undefined}
      tabIndex={isStop ? 0 : -1}
      className={classNames('activity-cell', 'focus-inside', shown && 'activity-cell--active')}
      onClick={press}
    >
      <span className="activity-cell__icon">
        <Icon of={activity.icon} size={20} />
        {badge ? <span className={`activity-cell__dot activity-cell__dot--${badge}`} /> : null}
      </span>
      <span className="activity-cell__label">{activity.label}</span>
    </button>
  );
}
