/** The side bar of the chosen activity. */
import type { Activity } from '../contributions.ts';
import { Lazy } from '../lazy.tsx';

export function SideBarView({ activity }: { activity: Activity }) {
  return (
    <section className="side-bar" id="side-bar" aria-label={activity.label} data-region="sidebar">
      <Lazy load={activity.load} props={{}} name={activity.label} />
    </section>
  );
}
