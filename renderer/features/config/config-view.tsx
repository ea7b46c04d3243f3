/** The side bar of Config: the tree of options is not part of this version; says where they live and opens them. */
import { FileCog, SlidersHorizontal } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { client } from '../../app/client.ts';
import { SideBarHeader } from '../../app/side-bar.tsx';
import { openFile, workspaceStore } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type ConfigFiles, configFiles } from './config-files.ts';
import './config-view.css';

export default function ConfigView() {
  const project = useStore(workspaceStore, (state) => state.project);
  const [files, setFiles] = useState<ConfigFiles | null>(null);
  useEffect(() => {
    setFiles(null);
    if (!project) return;
    const stop = new AbortController();
    void client()
      .call('files.index', project.id, { signal: stop.signal })
      .then((answer) => !stop.signal.aborted && setFiles(configFiles(answer.ok ? answer.value.paths : [])));
    return () => stop.abort();
  }, [project]);
  return (
    <>
      <SideBarHeader title="Config" />
      <div className="config-view">{project ? <Where name={project.name} files={files} /> : <NoProject />}</div>
    </>
  );
}

function NoProject() {
  return (
    <EmptyState
      icon={SlidersHorizontal}
      title="No project is open"
      text="The options of a unikernel are found here once its project is open."
    />
  );
}

function Where({ name, files }: { name: string; files: ConfigFiles | null }) {
  if (files === null) return <div aria-busy="true" />;
  const { values, declarations } = files;
  if (values === null && declarations.length === 0) {
    return (
      <EmptyState
        icon={SlidersHorizontal}
        title={`${name} has no options`}
        text="A project with options keeps them in .config, and declares them in a Kconfig or Config.uk file."
      />
    );
  }
  return (
    <>
      <EmptyState
        icon={SlidersHorizontal}
        title={`The options of ${name} are in plain files`}
        text={
          values === null
            ? 'The first build writes the values to .config. Until then every option has its default.'
            : 'Change a value in .config and build: the build takes it from there. A tree of options is planned for a later version.'
        }
        action={
          <Button kind="primary" icon={FileCog} onClick={() => openFile(values ?? declarations[0]!)}>
            {`Open ${(values ?? declarations[0]!).split('/').at(-1)}`}
          </Button>
        }
      />
      {values !== null && declarations.length > 0 ? (
        <section className="config-files" aria-label="Where options are declared">
          <h3 className="t-small t-second">Declared, with their help, in</h3>
          <ul>
            {declarations.slice(0, 12).map((path) => (
              <li key={path}>
                <Button kind="link" onClick={() => openFile(path)}>
                  {path}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
