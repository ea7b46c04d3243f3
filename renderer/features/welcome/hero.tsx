/** "Boot your first unikernel": one button, what it does, whether this computer is ready for it, and what will be seen. */
import { CircleCheck, Play, Sprout, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { appInfoStore, tildePath } from '../../app/app-info.ts';
import { client } from '../../app/client.ts';
import { runCommand } from '../../app/commands.ts';
import { familyStore } from '../../app/families.ts';
import { toolchainStore } from '../../app/toolchain.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { bootFirst, bootFirstStore, type FirstProject, firstName, firstProject } from './boot-first.ts';
import { sample } from './sample.ts';

interface Sources {
  readonly files: number;
  readonly lines: number;
}

/** What will be compiled, counted in the very files that will be made. */
function useSources(first: FirstProject | null, location: string | undefined): Sources | null {
  const [sources, setSources] = useState<Sources | null>(null);
  useEffect(() => {
    if (!first || !location) return;
    let current = true;
    const { family, template } = first;
    const arch = template.archs[0]!;
    void client()
      .call('project.preview', {
        family: family.id,
        template: template.id,
        language: template.language,
        arch,
        name: firstName,
        location,
      })
      .then((answer) => {
        if (!current || !answer.ok) return;
        // A folder named after another processor is not compiled for this one.
        const others = family.archs.filter((other) => other !== arch);
        const compiled = answer.value.filter(
          ({ path }) => /\.[cS]$/.test(path) && !path.split('/').some((part) => (others as string[]).includes(part)),
        );
        const lines = compiled.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
        setSources({ files: compiled.length, lines });
      });
    return () => {
      current = false;
    };
  }, [first, location]);
  return sources;
}

export function Hero() {
  const info = useStore(appInfoStore, (state) => state.info);
  const families = useStore(familyStore, (state) => state.families);
  const busy = useStore(bootFirstStore, (state) => state.busy);
  const [first, setFirst] = useState<FirstProject | null>(null);
  useEffect(() => setFirst(firstProject(families)), [families]);
  const sources = useSources(first, info?.projectsFolder);
  const steps = [
    ['Compile', sources ? `${sources.files} files` : ''],
    ['Link', 'one image'],
    ['Power on', 'QEMU'],
    ['Kernel', sources ? `${sources.lines.toLocaleString('en')} lines` : ''],
    ['Your main()', 'on serial'],
  ] as const;
  return (
    <section className="hero" aria-label="First boot">
      <div className="hero__act">
        <p className="hero__kind">
          <Icon of={Sprout} />
          First boot · one click
        </p>
        <h2 className="t-title">From C source to a booting machine, now</h2>
        <p className="hero__text">
          Creates <strong>{firstName}</strong> in <code>{info ? tildePath(info.projectsFolder, info.home) : '…'}</code>,
          compiles it with the gcc you have, and boots it in QEMU. Nothing is downloaded.
        </p>
        <div className="hero__button">
          <Button
            kind="primary"
            size={40}
            icon={Play}
            iconFilled
            loading={busy}
            data-autofocus
            onClick={() => void bootFirst()}
          >
            Boot your first unikernel
          </Button>
          <Ready family={first?.family.id ?? null} />
        </div>
      </div>
      <div className="hero__see">
        <p className="t-small t-third">What you will see</p>
        <ol className="hero__steps">
          {steps.map(([name, fact]) => (
            <li key={name} className="hero__step">
              <span className="hero__dot" aria-hidden="true" />
              <span className="hero__step-name">{name}</span>
              <span className="hero__step-fact">{fact}</span>
            </li>
          ))}
        </ol>
        <pre className="hero__serial t-log">
          {sample.map(({ text, yours }) => (
            <span key={text} className={yours ? 'hero__yours' : undefined}>
              {text}
              {'\n'}
            </span>
          ))}
        </pre>
      </div>
    </section>
  );
}

/** One line of room whatever is known: nothing moves when the report comes. */
function Ready({ family }: { family: string | null }) {
  const report = useStore(toolchainStore, (state) => state.report);
  const readiness = report?.families.find((other) => other.family === family);
  if (!readiness)
    return (
      <span className="hero__ready" role="status">
        <Spinner size={16} /> Looking for compiler and QEMU
      </span>
    );
  if (readiness.ready)
    return (
      <span className="hero__ready" role="status">
        <Icon of={CircleCheck} className="t-ok" /> Compiler and QEMU are ready
      </span>
    );
  const missing = readiness.missing === 1 ? '1 tool is missing' : `${readiness.missing} tools are missing`;
  return (
    <span className="hero__ready" role="status">
      <Icon of={TriangleAlert} className="t-warn" /> {missing}.
      <Button kind="link" onClick={() => void runCommand('doctor.show')}>
        Open Doctor
      </Button>
    </span>
  );
}
