/** Plugs the list of machines into the window. */
import { Cpu } from 'lucide-react';
import { registerActivity } from '../../app/contributions.ts';

registerActivity({
  id: 'machines',
  label: 'Machines',
  icon: Cpu,
  order: 50,
  load: () => import('./machines-view.tsx'),
  width: 248,
});
