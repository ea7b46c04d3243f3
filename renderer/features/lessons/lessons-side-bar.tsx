/** The side bar of Lessons: what will be here, and what can be read meanwhile. */
import { GraduationCap } from 'lucide-react';
import { runCommand } from '../../app/commands.ts';
import { SideBarHeader } from '../../app/side-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

export default function LessonsSideBar() {
  return (
    <>
      <SideBarHeader title="Lessons" />
      <EmptyState
        icon={GraduationCap}
        title="Lessons come with a later version"
        text="Short steps beside the editor, each checked against what really happened. Until then, these pages explain what you boot."
        action={
          <>
            <Button onClick={() => void runCommand('help.unikernel')}>What is a unikernel?</Button>
            <Button kind="quiet" onClick={() => void runCommand('help.readKernel')}>
              Read the kernel
            </Button>
          </>
        }
      />
    </>
  );
}
