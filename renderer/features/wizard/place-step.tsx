/** Step 3: the name and the folder, judged by the host as they are typed. */
import { Folder, FolderOpen } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { appInfoStore, expandTilde, tildePath } from '../../app/app-info.ts';
import { pickFolder } from '../../app/folder-picker.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { PlaceCheck } from './use-place-check.ts';
import { wizardStore } from './wizard-store.ts';

export function PlaceStep({ check }: { check: PlaceCheck }) {
  const { name, location } = useStore(wizardStore);
  const home = useStore(appInfoStore, (state) => state.info?.home);
  const field = useRef<HTMLInputElement>(null);
  // With the step itself, and once: what is typed as soon as the step is there takes the place of the proposed name.
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const { problem } = check;
  const error = (of: 'name' | 'location') =>
    problem?.field === of && (of === 'location' || name !== '') ? (
      <>
        {problem.message}{' '}
        {problem.suggestion === null ? null : (
          <Button kind="link" onClick={() => wizardStore.setState({ [of]: problem.suggestion })}>
            Use “{problem.suggestion}”
          </Button>
        )}
      </>
    ) : undefined;
  const choose = async () => {
    const folder = await pickFolder({
      title: 'Where the project is made',
      button: 'Choose',
      start: expandTilde(location, home),
    });
    if (folder !== null) wizardStore.setState({ location: folder });
  };
  const root = `${tildePath(expandTilde(location.trim(), home), home).replace(/\/$/, '')}/${name.trim()}`;
  return (
    <div className="place-step">
      <TextField
        ref={field}
        label="Name"
        value={name}
        onChange={(text) => wizardStore.setState({ name: text })}
        hint="The folder, the image and the window are named after it."
        error={name.trim() === '' ? 'A project needs a name.' : error('name')}
      />
      <TextField
        label="Location"
        mono
        value={tildePath(location, home)}
        onChange={(text) => wizardStore.setState({ location: text })}
        hint="The project is made in a new folder of its own in there."
        error={error('location')}
        after={
          <Button icon={FolderOpen} onClick={() => void choose()}>
            Choose…
          </Button>
        }
      />
      <div className="place-step__result">
        <Icon of={Folder} size={20} />
        <div>
          <p className="t-small t-third">Will be made</p>
          <p className="t-code place-step__path">{root}</p>
        </div>
      </div>
    </div>
  );
}
