/** What there is to read now. Lessons are not in this version, and the list says so. */
import { BookOpen, CircleQuestionMark, FileCode, GraduationCap, Keyboard, Newspaper } from 'lucide-react';
import { useStore } from 'zustand';
import { commandStore, runCommand } from '../../app/commands.ts';
import { Icon, type IconType } from '../../ui/icon.tsx';

interface Reading {
  readonly icon: IconType;
  readonly title: string;
  readonly text: string;
  readonly command: string;
}

const readings: readonly Reading[] = [
  {
    icon: CircleQuestionMark,
    title: 'What is a unikernel?',
    text: 'One program, one kernel, one image',
    command: 'help.unikernel',
  },
  {
    icon: FileCode,
    title: 'Read the kernel you will boot',
    text: 'Bare, C and assembly: where to begin',
    command: 'help.readKernel',
  },
  {
    icon: BookOpen,
    title: 'Find your way around',
    text: 'The parts of the window and what they are for',
    command: 'help.window',
  },
  { icon: Keyboard, title: 'Keyboard shortcuts', text: 'See them, change them', command: 'help.keys' },
  { icon: Newspaper, title: 'What changed', text: 'This version and the ones before', command: 'help.changes' },
];

export function LearnColumn() {
  const commands = useStore(commandStore, (state) => state.commands);
  return (
    <section aria-labelledby="welcome-learn">
      <h2 id="welcome-learn" className="welcome__head">
        Learn
      </h2>
      <ul className="learn__list">
        {readings
          .filter(({ command }) => commands.has(command))
          .map(({ icon, title, text, command }) => (
            <li key={command}>
              <button type="button" className="learn__row focus-inside" onClick={() => void runCommand(command)}>
                <Icon of={icon} size={20} />
                <span className="learn__names">
                  <span className="t-name t-cut">{title}</span>
                  <span className="t-small t-third t-cut">{text}</span>
                </span>
              </button>
            </li>
          ))}
        <li className="learn__row learn__row--off">
          <Icon of={GraduationCap} size={20} />
          <span className="learn__names">
            <span className="t-name">Lessons, step by step</span>
            <span className="t-small t-third">Each step checked by what happened</span>
          </span>
          <span className="t-small t-third learn__later">Not in this version</span>
        </li>
      </ul>
    </section>
  );
}
