/** The form of the run settings, and under it the command line that comes of what is typed. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RunField, RunSettings } from '#core/contract/run-settings.ts';
import { commandText } from '../../app/command-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { PortList } from './port-list.tsx';
import { formOf, type RunForm, runOf } from './run-form.ts';
import { closeRunSettings, describeDraft, type OpenRunSettings, saveRunSettings } from './run-settings-store.ts';
import './run-settings.css';

/** The command line follows what is typed, this much later. */
const FOLLOW_MS = 150;

export default function RunSettingsDialog({ open }: { open: OpenRunSettings }) {
  const [form, setForm] = useState(() => formOf(open.settings.run));
  const [saving, setSaving] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const { run, errors, good } = runOf(form);
  const shown = useDescription(open, form);
  const { fields, defaults, initrds, monitors } = open.settings;
  const has = (field: RunField) => fields.includes(field);
  const change = (part: Partial<RunForm>) => setForm((old) => ({ ...old, ...part }));
  const save = async () => {
    setSaving(true);
    if (!(await saveRunSettings(open, run))) setSaving(false);
  };
  return (
    <Dialog
      open
      onClose={closeRunSettings}
      title="Run settings"
      width={640}
      description={`How the machine of ${open.project.name} is started from the next run on. They are written into the project.`}
      initialFocus={first}
      foot={
        <>
          <Button onClick={closeRunSettings}>Cancel</Button>
          <Button
            kind="primary"
            disabled={!good || saving}
            hint={good ? undefined : 'A field holds what it can’t take.'}
            onClick={() => void save()}
          >
            Save
          </Button>
        </>
      }
    >
      <form
        className="run-settings"
        onSubmit={(event) => {
          event.preventDefault();
          if (good && !saving) void save();
        }}
      >
        <div className="run-settings__pair">
          {has('memoryMiB') ? (
            <TextField
              ref={first}
              label="Memory, MiB"
              inputMode="numeric"
              placeholder={String(defaults.memoryMiB)}
              value={form.memory}
              hint={`Empty: ${defaults.memoryMiB} MiB.`}
              error={errors.memory}
              onChange={(memory) => change({ memory })}
            />
          ) : null}
          <SelectField
            label="Accelerator"
            value={form.accelerator}
            onChange={(accelerator) => change({ accelerator })}
            options={[
              { value: 'settings', label: 'As in the settings' },
              { value: 'auto', label: 'Automatic' },
              { value: 'kvm', label: 'KVM only' },
              { value: 'tcg', label: 'Never KVM (TCG)' },
            ]}
          />
        </div>
        {monitors.length > 0 ? (
          <SelectField
            label="Monitor"
            value={form.monitor === '' ? (monitors[0]?.id ?? '') : form.monitor}
            onChange={(id) => change({ monitor: id === monitors[0]?.id ? '' : id })}
            options={monitors.map(({ id, name, why }) => ({ value: id, label: `${name}: ${why}` }))}
          />
        ) : null}
        {has('args') ? (
          <TextField
            label="Arguments"
            mono
            value={form.args}
            hint="The guest’s command line, without the name of the program."
            onChange={(args) => change({ args })}
          />
        ) : null}
        {has('initrd') ? (
          <>
            <TextField
              label="Initial file system (initrd)"
              mono
              list="run-settings-initrds"
              value={form.initrd}
              hint="A file of the project, handed over at boot. Empty: none."
              onChange={(initrd) => change({ initrd })}
            />
            <datalist id="run-settings-initrds">
              {initrds.map((path) => (
                <option key={path} value={path} />
              ))}
            </datalist>
          </>
        ) : null}
        {has('network') ? (
          <SelectField
            label="Network"
            value={form.network}
            onChange={(network) => change({ network })}
            options={[
              { value: 'auto', label: automatic(defaults.network) },
              { value: 'on', label: 'With a network card' },
              { value: 'off', label: 'Without a network card' },
            ]}
          />
        ) : null}
        {has('ports') && form.network !== 'off' ? (
          <PortList ports={form.ports} errors={errors.ports} onChange={(ports) => change({ ports })} />
        ) : null}
        <Outcome settings={shown} />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

function automatic(network: boolean): string {
  return `As the options say (${network ? 'with' : 'without'} a card now); ports bring one`;
}

function Outcome({ settings }: { settings: RunSettings }): ReactNode {
  return (
    <section aria-label="Command line" className="run-settings__outcome">
      <h3 className="text-field__label">Command line</h3>
      <pre className="run-settings__argv selectable">{commandText(settings.argv)}</pre>
      <p className="text-field__hint">
        {settings.argv[0]?.startsWith('qemu-')
          ? 'The studio adds accelerator, serial console and monitor.'
          : 'Nothing is added: the guest’s console is this program’s own.'}
      </p>
      <div role="status">
        {settings.objections.map((text) => (
          <p key={text} className="run-settings__objection">
            {text}
          </p>
        ))}
      </div>
    </section>
  );
}

/** What the host says of the last draft that was right. */
function useDescription(open: OpenRunSettings, form: RunForm): RunSettings {
  const [shown, setShown] = useState(open.settings);
  useEffect(() => {
    const { run, good } = runOf(form);
    if (!good) return;
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await describeDraft(open, run);
      if (current && answer) setShown(answer);
    }, FOLLOW_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [open, form]);
  return shown;
}
