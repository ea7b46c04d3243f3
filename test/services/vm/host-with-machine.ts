/** A host to be killed: starts the machine of an already built toy project, prints session id and pid, and goes on. argv: studio's folder, project. */
import { createProcessService } from '../../../electron/services/process/process-service.ts';
import { studioPaths } from '../../../electron/services/settings/studio-paths.ts';
import { createVmService } from '../../../electron/services/vm/vm-service.ts';
import { toyLookup } from '../../toy-family/toy-project.ts';

const [home = '', root = ''] = process.argv.slice(2);
const paths = studioPaths({ HOME: home, UNIKERNEL_STUDIO_HOME: home });
const projects = toyLookup();
const service = createProcessService(paths);
const vm = createVmService({ process: service, projects, paths, accelerator: () => 'tcg' });
const started = await vm.start(projects.add('toy', root));
if (!started.ok) throw new Error(started.error.message);
const events = vm.events(started.value);
if (!events.ok) throw new Error(events.error.message);
events.value.onGrowth(() => {
  const running = events.value.after(0).some(({ event }) => event.kind === 'booted');
  if (running) console.log(started.value);
});
