/** Lessons are not in this version: their place in the window says so and leads to what there is to read. */
import { BookOpen, CircleQuestionMark, FileCode, Info, Newspaper } from 'lucide-react';
import { registerCommand } from '../../app/commands.ts';
import { registerActivity, registerEditorKind } from '../../app/contributions.ts';
import { openEditor } from '../../app/editors.ts';

registerActivity({
  id: 'lessons',
  label: 'Lessons',
  icon: BookOpen,
  order: 40,
  load: () => import('./lessons-side-bar.tsx'),
});

const icons = {
  unikernel: CircleQuestionMark,
  kernel: FileCode,
  window: BookOpen,
  changes: Newspaper,
  about: Info,
} as const;
type GuideId = keyof typeof icons;

registerEditorKind({
  kind: 'guide',
  icon: ({ id }) => icons[id as GuideId] ?? BookOpen,
  load: () => import('./guide-page.tsx'),
  restore: false,
});

const guides: readonly { id: GuideId; command: string; title: string; tab: string }[] = [
  { id: 'unikernel', command: 'help.unikernel', title: 'What is a unikernel?', tab: 'What is a unikernel?' },
  { id: 'kernel', command: 'help.readKernel', title: 'Read the kernel you will boot', tab: 'The Bare kernel' },
  { id: 'window', command: 'help.window', title: 'Find your way around', tab: 'The window' },
  { id: 'changes', command: 'help.changes', title: 'What changed', tab: 'What changed' },
  { id: 'about', command: 'help.about', title: 'About Unikernel Studio', tab: 'About' },
];

for (const { id, command, title, tab } of guides)
  registerCommand({
    id: command,
    title,
    category: 'Help',
    run: () => openEditor({ kind: 'guide', id, title: tab }),
  });
