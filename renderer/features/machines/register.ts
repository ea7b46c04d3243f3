/** Plugs the list of machines into the window. */
import { Cpu } from 'lucide-react';
import { createStore } from 'zustand/vanilla';
import { machineStore } from '../../app/activity.ts';
import { type ActivityBadge, registerActivity } from '../../app/contributions.ts';

/** A machine that crashed asks for attention until it is run again. */
const badge = createStore<ActivityBadge>(() => null);
machineStore.subscribe(({ sessions }) => {
  const [newest] = sessions;
  const crashed = newest?.state.kind === 'exited' && ['crash', 'hang'].includes(newest.state.reason);
  badge.setState(crashed ? 'warn' : null, true);
});

registerActivity({
  id: 'machines',
  label: 'Machines',
  icon: Cpu,
  order: 50,
  load: () => import('./machines-view.tsx'),
  badge,
  width: 248,
});
