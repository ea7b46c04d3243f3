/** Ports of this computer that lead into the guest: one row each, added and removed. */
import { ArrowRight, Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { RunForm } from './run-form.ts';

type Ports = RunForm['ports'];

export interface PortListProps {
  readonly ports: Ports;
  readonly errors: ReadonlyMap<number, string>;
  onChange(ports: Ports): void;
}

export function PortList({ ports, errors, onChange }: PortListProps) {
  const change = (id: number, part: Partial<Ports[number]>) =>
    onChange(ports.map((row) => (row.id === id ? { ...row, ...part } : row)));
  const add = () => onChange([...ports, { id: Math.max(-1, ...ports.map(({ id }) => id)) + 1, host: '', guest: '' }]);
  return (
    <fieldset className="run-settings__ports">
      <legend className="text-field__label">Forwarded ports</legend>
      {ports.map((row, index) => {
        const error = errors.get(row.id);
        return (
          <div key={row.id} className="run-settings__port">
            <TextField
              label={`Port of this computer, row ${index + 1}`}
              hideLabel
              inputMode="numeric"
              placeholder="this computer"
              value={row.host}
              aria-invalid={error ? true : undefined}
              onChange={(host) => change(row.id, { host })}
            />
            <Icon of={ArrowRight} size={14} />
            <TextField
              label={`Port of the guest, row ${index + 1}`}
              hideLabel
              inputMode="numeric"
              placeholder="guest"
              value={row.guest}
              aria-invalid={error ? true : undefined}
              onChange={(guest) => change(row.id, { guest })}
            />
            <IconButton
              label={`Remove row ${index + 1}`}
              icon={X}
              onClick={() => onChange(ports.filter(({ id }) => id !== row.id))}
            />
            {error ? (
              <p className="text-field__error" role="alert">
                {error}
              </p>
            ) : null}
          </div>
        );
      })}
      <div>
        <Button icon={Plus} onClick={add}>
          Add a port
        </Button>
      </div>
      <p className="text-field__hint">TCP, on 127.0.0.1: nobody else on the network reaches the guest.</p>
    </fieldset>
  );
}
