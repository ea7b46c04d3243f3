/** The Welcome page: first boot, start, what to read, and what this computer can do. Usable before the tools are known. */
import { CircleQuestionMark, Keyboard, Newspaper } from 'lucide-react';
import { useStore } from 'zustand';
import { runCommand } from '../../app/commands.ts';
import { settingsStore, updateSettings } from '../../app/settings.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Icon, type IconType } from '../../ui/icon.tsx';
import { ComputerColumn } from './computer-column.tsx';
import { Hero } from './hero.tsx';
import { LearnColumn } from './learn-column.tsx';
import { StartColumn } from './start-column.tsx';
import './welcome-page.css';

export default function WelcomePage() {
  const atStart = useStore(settingsStore, (state) => state.settings.showWelcomeAtStart);
  return (
    <div className="welcome">
      <div className="welcome__content">
        <h1 className="t-display">Welcome to Unikernel Studio</h1>
        <p className="welcome__lead">
          A unikernel is your program and just enough kernel to run it, in one image that boots.
        </p>
        <Hero />
        <div className="welcome__columns">
          <StartColumn />
          <LearnColumn />
          <ComputerColumn />
        </div>
        <div className="welcome__foot">
          <FootLink icon={Keyboard} label="Keyboard shortcuts" command="help.keys" />
          <FootLink icon={CircleQuestionMark} label="What is a unikernel?" command="help.unikernel" />
          <FootLink icon={Newspaper} label="What changed" command="help.changes" />
          <Checkbox
            className="welcome__at-start"
            label="Show this page at start"
            checked={atStart}
            onChange={(showWelcomeAtStart) => void updateSettings({ showWelcomeAtStart })}
          />
        </div>
      </div>
    </div>
  );
}

function FootLink({ icon, label, command }: { icon: IconType; label: string; command: string }) {
  return (
    <button type="button" className="welcome__foot-link" onClick={() => void runCommand(command)}>
      <Icon of={icon} />
      {label}
    </button>
  );
}
