/** The settings, each one in effect as soon as it is changed. */
import { Contrast, Keyboard, Monitor, Moon, Sun } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Settings } from '#core/contract/settings.ts';
import { appInfoStore, expandTilde, tildePath } from '../../app/app-info.ts';
import { runCommand } from '../../app/commands.ts';
import { pickFolder } from '../../app/folder-picker.ts';
import { settingsStore, updateSettings } from '../../app/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import './settings-page.css';

type Flag = { [K in keyof Settings]: Settings[K] extends boolean ? K : never }[keyof Settings];

export default function SettingsPage() {
  const settings = useStore(settingsStore, (state) => state.settings);
  const set = (patch: Partial<Settings>) => void updateSettings(patch);
  return (
    <div className="settings">
      <div className="settings__content">
        <h1 className="t-display">Settings</h1>
        <Section title="Appearance">
          <Row label="Theme" text="System follows the computer, also while the studio runs.">
            <Segmented
              label="Theme"
              value={settings.theme}
              onChange={(theme) => set({ theme })}
              options={[
                { value: 'system', label: 'System', icon: Monitor },
                { value: 'dark', label: 'Dark', icon: Moon },
                { value: 'light', label: 'Light', icon: Sun },
                { value: 'high-contrast', label: 'High contrast', icon: Contrast },
              ]}
            />
          </Row>
          <Row label="Density" text="Compact rows show more files and options at once.">
            <Segmented
              label="Density"
              value={settings.density}
              onChange={(density) => set({ density })}
              options={[
                { value: 'comfortable', label: 'Comfortable' },
                { value: 'compact', label: 'Compact' },
              ]}
            />
          </Row>
          <FlagRow
            flag="showWelcomeAtStart"
            label="Welcome page at start"
            text="Shown when no project was left open."
          />
        </Section>
        <Section title="Editor">
          <Row label="Font size" text="Pixels, 8 to 40.">
            <NumberField
              label="Font size"
              value={settings.editorFontSize}
              min={8}
              max={40}
              onChange={(editorFontSize) => set({ editorFontSize })}
            />
          </Row>
          <FlagRow flag="editorMinimap" label="Overview" text="A small picture of the whole file at the right edge." />
          <FlagRow flag="editorWordWrap" label="Wrap long lines" text="Off: long lines are scrolled." />
        </Section>
        <Section title="Projects and builds">
          <Row label="Projects folder" text="New projects are made in here unless you say otherwise.">
            <FolderField value={settings.projectsFolder} onChange={(projectsFolder) => set({ projectsFolder })} />
          </Row>
          <FlagRow flag="saveBeforeBuild" label="Save before building" text="Off: a build uses what is on disk." />
          <Row label="Parallel jobs" text="How many files are compiled at once; 0 means one for each processor.">
            <NumberField
              label="Parallel jobs"
              value={settings.buildJobs}
              min={0}
              max={256}
              onChange={(buildJobs) => set({ buildJobs })}
            />
          </Row>
        </Section>
        <Section title="Machines">
          <Row label="Accelerator" text="Automatic tries KVM and goes on without it where the guest does not start.">
            <SelectField
              label="Accelerator"
              hideLabel
              value={settings.accelerator}
              onChange={(accelerator) => set({ accelerator })}
              options={[
                { value: 'auto', label: 'Automatic' },
                { value: 'kvm', label: 'KVM only' },
                { value: 'tcg', label: 'Never KVM (TCG)' },
              ]}
            />
          </Row>
          <FlagRow
            flag="serialTimestamps"
            label="Times on the serial console"
            text="Since power on, beside each line."
          />
          <FlagRow flag="serialFollow" label="Follow the serial console" text="Scrolls with what the guest prints." />
        </Section>
        <Section title="Keyboard">
          <Row label="Key bindings" text="Those of Visual Studio Code; every one can be changed.">
            <Button icon={Keyboard} onClick={() => void runCommand('help.keys')}>
              Keyboard shortcuts
            </Button>
          </Row>
        </Section>
      </div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="settings__section" aria-label={title}>
      <h2 className="t-heading">{title}</h2>
      {children}
    </section>
  );
}

function Row({ label, text, children }: { label: string; text: string; children: ReactNode }) {
  return (
    <div className="settings__row">
      <div className="settings__about">
        <p className="t-name">{label}</p>
        <p className="t-small t-third">{text}</p>
      </div>
      <div className="settings__control">{children}</div>
    </div>
  );
}

function FlagRow({ flag, label, text }: { flag: Flag; label: string; text: string }) {
  const on = useStore(settingsStore, (state) => state.settings[flag]);
  return (
    <Row label={label} text={text}>
      <Switch label={label} hideLabel checked={on} onChange={(next) => void updateSettings({ [flag]: next })} />
    </Row>
  );
}

/** What is typed counts once it is a number in range; leaving the field brings the last good one back. */
function NumberField(props: { label: string; value: number; min: number; max: number; onChange(value: number): void }) {
  const { label, value, min, max, onChange } = props;
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const number = Number(typed);
  const good = typed.trim() !== '' && Number.isInteger(number) && number >= min && number <= max;
  return (
    <TextField
      className="settings__number"
      label={label}
      hideLabel
      inputMode="numeric"
      value={typed}
      error={good ? undefined : `A whole number from ${min} to ${max}.`}
      onChange={(text) => {
        setTyped(text);
        const next = Number(text);
        if (text.trim() !== '' && Number.isInteger(next) && next >= min && next <= max) onChange(next);
      }}
      onBlur={() => setTyped(String(value))}
    />
  );
}

function FolderField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const info = useStore(appInfoStore, (state) => state.info);
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const keep = () => {
    const path = expandTilde(typed.trim(), info?.home);
    if (path !== value) onChange(path);
  };
  const choose = async () => {
    const folder = await pickFolder({
      title: 'Projects folder',
      button: 'Choose',
      ...(value ? { start: value } : {}),
    });
    if (folder !== null) onChange(folder);
  };
  return (
    <TextField
      className="settings__folder"
      label="Projects folder"
      hideLabel
      mono
      placeholder={info ? tildePath(info.projectsFolder, info.home) : ''}
      value={tildePath(typed, info?.home)}
      onChange={setTyped}
      onBlur={keep}
      onKeyDown={(event) => event.key === 'Enter' && keep()}
      after={<Button onClick={() => void choose()}>Choose…</Button>}
    />
  );
}
