/** Buttons, inputs, choices, badges, states and progress. */
import { Check, CircleCheck, Columns2, Download, Lock, Play, Redo, Square, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Badge, CountBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox, CheckMark } from '../../ui/checkbox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar, StageProgress } from '../../ui/progress.tsx';
import { Radio } from '../../ui/radio.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { type DotTone, StatusDot } from '../../ui/status-dot.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { Part } from './part.tsx';

const states: readonly (readonly [DotTone | 'paused', string])[] = [
  ['off', 'Off'],
  ['accent', 'Booting'],
  ['ok', 'Running'],
  ['paused', 'Paused'],
  ['off', 'Exited 0'],
  ['err', 'Crashed'],
];

export function Controls() {
  const [text, setText] = useState('');
  const [name, setName] = useState('first-boot');
  const [on, setOn] = useState(true);
  const [radio, setRadio] = useState('a');
  const [theme, setTheme] = useState('dark');
  return (
    <div className="components__column">
      <Part title="Buttons, 32 px">
        <div className="components__buttons">
          <span className="t-small t-second">Primary</span>
          <Button kind="primary" icon={Play} iconFilled>
            Run
          </Button>
          <Button kind="primary" icon={Play} iconFilled loading>
            Run
          </Button>
          <Button kind="primary" icon={Play} iconFilled disabled>
            Run
          </Button>
          <span className="t-small t-second">Secondary</span>
          <Button>Build</Button>
          <Button loading>Build</Button>
          <Button disabled>Build</Button>
          <span className="t-small t-second">Quiet</span>
          <Button kind="quiet">Cancel</Button>
          <Button kind="quiet" loading>
            Cancel
          </Button>
          <Button kind="quiet" disabled>
            Cancel
          </Button>
          <span className="t-small t-second">Stop</span>
          <Button kind="stop" icon={Square} iconFilled>
            Stop
          </Button>
          <Button kind="stop" icon={Square} iconFilled loading>
            Stop
          </Button>
          <Button kind="stop" icon={Square} iconFilled disabled hint="Nothing is running">
            Stop
          </Button>
        </div>
        <div className="components__line">
          <Button kind="primary" size={40}>
            40 px, hero
          </Button>
          <Button size={24}>24 px, in rows</Button>
          <IconButton label="Split" icon={Columns2} />
          <IconButton label="Follow" icon={Download} pressed />
          <IconButton label="Redo" icon={Redo} disabled reason="Nothing was undone" />
        </div>
      </Part>
      <Part title="Inputs, 32 px">
        <div className="components__two">
          <SearchField label="Search options" value={text} onChange={setText} found="38 of 670" />
          <TextField label="Name" hideLabel value={name} onChange={setName} />
          <TextField
            label="Name with a fault"
            hideLabel
            value="my project"
            onChange={() => undefined}
            error="Unikraft’s make can’t build in a path with a space. Try “my-project”."
          />
          <TextField label="Off" hideLabel value="Not available" onChange={() => undefined} disabled />
          <SelectField
            label="Accelerator"
            value="auto"
            options={[{ value: 'auto', label: 'Automatic' }]}
            onChange={() => undefined}
          />
        </div>
        <div className="components__line">
          <Checkbox label="On" checked={on} onChange={setOn} />
          <Checkbox label="Off" checked={false} onChange={() => undefined} />
          <span className="components__mark">
            <CheckMark look="tinted" /> Selected
          </span>
          <span className="components__mark">
            <CheckMark look="blocked" /> Blocked
          </span>
        </div>
        <div className="components__line">
          <Radio name="components" label="Radio" checked={radio === 'a'} onSelect={() => setRadio('a')} />
          <Radio name="components" label="Other" checked={radio === 'b'} onSelect={() => setRadio('b')} />
          <Switch label="Switch" checked={on} onChange={setOn} />
          <Segmented
            label="Example theme"
            value={theme}
            onChange={setTheme}
            options={[
              { value: 'dark', label: 'Dark' },
              { value: 'light', label: 'Light' },
              { value: 'system', label: 'System' },
            ]}
          />
        </div>
      </Part>
      <Part title="Badges and states">
        <div className="components__line components__line--tight">
          <Badge>C</Badge>
          <Badge outlined>x86_64</Badge>
          <Badge tone="accent">fits your target</Badge>
          <Badge tone="ok" icon={Check}>
            Ready
          </Badge>
          <Badge tone="warn" icon={TriangleAlert}>
            1 tool missing
          </Badge>
          <Badge tone="err" icon={Lock}>
            Blocked
          </Badge>
          <CountBadge count={3} />
          <CountBadge count={1} tone="err" />
        </div>
        <div className="components__line t-small">
          {states.map(([tone, word]) => (
            <span key={word} className="components__mark">
              <StatusDot tone={tone === 'paused' ? 'off' : tone} paused={tone === 'paused'} /> {word}
            </span>
          ))}
        </div>
      </Part>
      <Part title="Progress">
        <StageProgress
          label="Example build"
          done={137}
          total={187}
          text="137 of 187 steps"
          stages={[
            { id: 'configure', weight: 2, state: 'done' },
            { id: 'compile', weight: 6, state: 'now', fraction: 0.73 },
            { id: 'link', weight: 1, state: 'to-come' },
          ]}
        />
        <div className="components__progress t-small">
          <ProgressBar label="Steps" value={137} max={187} />
          <span>137 of 187 steps</span>
          <ProgressBar label="Built" value={1} max={1} tone="ok" />
          <span>
            <CircleCheck size={12} aria-hidden="true" /> Built in 13.1 s
          </span>
          <ProgressBar label="Failed" value={164} max={187} tone="err" />
          <span className="t-err">Failed at link</span>
          <ProgressBar label="Unknown" value={0} max={null} />
          <span className="t-third">length not known</span>
        </div>
      </Part>
    </div>
  );
}
