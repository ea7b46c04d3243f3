/** The side bar of Config: search, filters, the tree of options, and what its marks mean. */
import { CircleX, Ellipsis, FoldVertical, SearchX, ShieldQuestionMark, SlidersHorizontal } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { runCommand } from '../../app/commands.ts';
import { configActivityStore, openConfig, useSession } from '../../app/config/config-activity.ts';
import type { ConfigSession, LoadedConfig } from '../../app/config/config-session.ts';
import { SideBarHeader } from '../../app/side-bar.tsx';
import { workspaceStore } from '../../app/workspace.ts';
import { Button } from '../../ui/button.tsx';
import { CheckMark } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { configMenu } from './config-menu.ts';
import { collapseAll, configViewStore } from './config-store.ts';
import { FilterChips } from './filter-chips.tsx';
import { spokenStore } from './option-actions.ts';
import { OptionSearchBox } from './option-search-box.tsx';
import { OptionsTree } from './options-tree.tsx';
import './config-view.css';

export default function ConfigView() {
  const project = useStore(workspaceStore, (state) => state.project);
  const session = useSession();
  useEffect(() => {
    if (project) void openConfig();
  }, [project]);
  return (
    <>
      <SideBarHeader
        title="Config"
        actions={
          session ? (
            <>
              <IconButton label="Collapse all menus" icon={FoldVertical} onClick={collapseAll} />
              <Menu
                trigger={
                  <button
                    type="button"
                    className="icon-button icon-button--28"
                    aria-label="More about the configuration"
                  >
                    <Ellipsis size={16} aria-hidden="true" />
                  </button>
                }
                align="end"
                items={configMenu}
              />
            </>
          ) : null
        }
      />
      {project ? (
        session ? (
          <Open key={session.id} session={session} />
        ) : (
          <Missing name={project.name} />
        )
      ) : (
        <NoProject />
      )}
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

function Missing({ name }: { name: string }) {
  const { sources, failure } = useStore(configActivityStore);
  if (failure)
    return (
      <EmptyState
        icon={CircleX}
        tone="err"
        title={failure.message}
        text={failure.hint}
        action={<Button onClick={() => void openConfig()}>Try again</Button>}
      />
    );
  if (sources === null || sources.length > 0) return <div className="config-view" aria-busy="true" />;
  return (
    <EmptyState
      icon={SlidersHorizontal}
      title={`${name} has no options`}
      text="A project with options keeps them in .config and declares them in a Kconfig or Config.uk file, or it is a crate with features."
    />
  );
}

function Sources({ session }: { session: ConfigSession }) {
  const sources = useStore(configActivityStore, (state) => state.sources) ?? [];
  if (sources.length < 2) return null;
  return (
    <div className="config-view__sources">
      <SelectField
        label="Configuration of"
        hideLabel
        value={session.source.id}
        options={sources.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(id) => void openConfig(id)}
      />
    </div>
  );
}

function Open({ session }: { session: ConfigSession }) {
  const { config, failure } = useStore(session.store);
  const spoken = useStore(spokenStore, (state) => state.text);
  if (failure && !config)
    return (
      <EmptyState
        icon={CircleX}
        tone="err"
        title={failure.message}
        text={failure.hint}
        action={<Button onClick={() => session.retry()}>Try again</Button>}
      />
    );
  return (
    <div className="config-view" aria-busy={config === null}>
      <Sources session={session} />
      {config ? (
        <>
          <OptionSearchBox config={config} />
          <FilterChips config={config} />
          {config.shellOff ? <ShellOff /> : null}
          <Options config={config} />
          <Legend />
        </>
      ) : null}
      <p className="sr-only" role="status" aria-label="Last change">
        {spoken}
      </p>
    </div>
  );
}

function Options({ config }: { config: LoadedConfig }) {
  const found = useStore(configViewStore, (view) => view.found);
  if (found?.total === 0) {
    return (
      <EmptyState
        icon={SearchX}
        title="No option fits"
        text="Names, prompts and help texts were searched. Fewer words or another filter find more."
      />
    );
  }
  return <OptionsTree config={config} />;
}

function ShellOff() {
  return (
    <div className="config-view__trust" role="note">
      <ShieldQuestionMark size={14} aria-hidden="true" />
      <p>
        Nothing of this folder was run. What its shell commands would answer is marked unknown.{' '}
        <Button kind="link" onClick={() => void runCommand('project.askTrust')}>
          Decide about trust
        </Button>
      </p>
    </div>
  );
}

function Legend() {
  return (
    <div className="config-legend" role="note" aria-label="What the marks mean">
      <span>
        <CheckMark look="tinted" /> Selected by another
      </span>
      <span>
        <CheckMark look="blocked" /> Blocked
      </span>
      <span>
        <span className="option-changed" aria-hidden="true" /> Changed
      </span>
    </div>
  );
}
