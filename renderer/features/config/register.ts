/** Plugs the Config activity into the window. */
import { SlidersHorizontal } from 'lucide-react';
import { registerActivity } from '../../app/contributions.ts';

registerActivity({
  id: 'config',
  label: 'Config',
  icon: SlidersHorizontal,
  order: 30,
  load: () => import('./config-view.tsx'),
  width: 336,
});
