/** Plugs the doctor into the window: the activity, its page, and the commands that lead there. */
import { HeartPulse } from 'lucide-react';
import { createStore } from 'zustand/vanilla';
import { registerCommand } from '../../app/commands.ts';
import { type ActivityBadge, registerActivity, registerEditorKind } from '../../app/contributions.ts';
import { openEditor } from '../../app/editors.ts';
import { showActivity } from '../../app/layout.ts';
import { runBootTest, toolchainStore } from '../../app/toolchain.ts';
import { doctorInput } from './doctor-input.ts';

const badge = createStore<ActivityBadge>(() => null);
toolchainStore.subscribe(({ report }) => {
  const missing = report?.tools.some((tool) => tool.state === 'missing' && tool.required) ?? false;
  const failed = report?.bootTest?.passed === false;
  badge.setState(missing || failed ? 'warn' : null, true);
});

registerActivity({
  id: 'doctor',
  label: 'Doctor',
  icon: HeartPulse,
  order: 60,
  load: () => import('./doctor-side.tsx'),
  badge,
  editor: doctorInput,
  width: 240,
});
registerEditorKind({
  kind: 'doctor',
  icon: () => HeartPulse,
  load: () => import('./doctor-page.tsx'),
  page: true,
});

registerCommand({
  id: 'doctor.show',
  title: 'Show the doctor',
  category: 'Doctor',
  run() {
    showActivity('doctor');
    openEditor(doctorInput());
  },
});
registerCommand({
  id: 'doctor.bootTest',
  title: 'Run the boot test',
  category: 'Doctor',
  run() {
    showActivity('doctor');
    openEditor(doctorInput());
    return runBootTest();
  },
});
