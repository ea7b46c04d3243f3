/** The value of the selected option, to be changed: a switch of n, m and y, the values of a choice, a number or a text. */
import { useRef, useState } from 'react';
import type { OptionDetails } from '#core/contract/config.ts';
import type { LoadedConfig } from '../../app/config/config-session.ts';
import { Radio } from '../../ui/radio.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { setOption } from './option-actions.ts';
import { useWantedFocus } from './use-wanted-focus.ts';
import { valueProblem } from './value-check.ts';

const names: Readonly<Record<string, string>> = { n: 'n', m: 'm', y: 'y' };

export interface ValueFieldProps {
  config: LoadedConfig;
  details: OptionDetails;
}

export function ValueField({ config, details }: ValueFieldProps) {
  const box = useRef<HTMLSpanElement>(null);
  useWantedFocus(
    'details',
    () => {
      const field = box.current?.querySelector<HTMLInputElement>('input:checked, input:not([type=radio]), input');
      (field ?? box.current?.closest<HTMLElement>('[tabindex="0"]'))?.focus();
      if (field?.type === 'text') field.select();
      return true;
    },
    details.option,
  );
  return (
    <span ref={box} className="value-field">
      <Control config={config} details={details} />
    </span>
  );
}

function Control({ config, details }: ValueFieldProps) {
  const index = config.tree.optionOf(details.option);
  const visible = index !== undefined && config.states.has(index, 'visible');
  const { type, value, option } = details;
  if (type === 'choice') return <Members details={details} visible={visible} />;
  if (type === 'bool' || type === 'tristate') {
    const state = index === undefined ? null : config.states.get(index);
    const can = state?.assignable ?? [];
    // What can't be changed is shown, not offered.
    if (can.filter((each) => each !== value).length === 0) return <code className="value-field__fixed">{value}</code>;
    const all = ['n', 'm', 'y'].filter((each) => can.includes(each) || each === value);
    return (
      <Segmented
        label="Value"
        value={value}
        options={all.map((each) => ({ value: each, label: names[each] ?? each }))}
        onChange={(to) => void setOption(option, to)}
      />
    );
  }
  if (!visible) return <code className="value-field__fixed">{value === '' ? 'none' : value}</code>;
  return <TypedValue key={`${option} ${value}`} details={details} />;
}

function Members({ details, visible }: { details: OptionDetails; visible: boolean }) {
  return (
    <fieldset className="value-field__members" aria-label="Value" disabled={!visible}>
      {details.members.map((member) => (
        <Radio
          key={member.option}
          name={details.option}
          label={member.prompt || member.option}
          checked={member.value === 'y'}
          disabled={!visible || !member.visible}
          onSelect={() => void setOption(details.option, member.option)}
        />
      ))}
    </fieldset>
  );
}

/** Taken over by Enter and when the field is left; Esc brings the present value back. */
function TypedValue({ details }: { details: OptionDetails }) {
  const { type, value, range, option } = details;
  const [text, setText] = useState(value);
  const [refusal, setRefusal] = useState<string | null>(null);
  /** On its way: Enter, and leaving the field before the answer is here, are one edit. */
  const sent = useRef<string | null>(null);
  const problem = text === value ? null : (valueProblem(type, text, range) ?? refusal);
  const take = async () => {
    if (text === value || text === sent.current || problem !== null) return;
    sent.current = text;
    const answer = await setOption(option, text);
    if (!answer.ok) setRefusal(answer.error.message);
  };
  return (
    <TextField
      label="Value"
      hideLabel
      mono
      value={text}
      className={`value-field__text value-field__text--${type}`}
      inputMode={type === 'int' ? 'numeric' : 'text'}
      error={problem ?? undefined}
      hint={range ? `from ${range.low} to ${range.high}` : undefined}
      onChange={(next) => {
        sent.current = null;
        setText(next);
        setRefusal(null);
      }}
      onBlur={() => void take()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void take();
        if (event.key !== 'Escape' || text === value) return;
        event.stopPropagation();
        setText(value);
      }}
    />
  );
}
