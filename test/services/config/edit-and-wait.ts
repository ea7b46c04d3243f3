/** A host whose window has edited a configuration and not saved it, to be killed: says `edited`, then waits. */
import { pathToFileURL } from 'node:url';
import { studioPaths } from '../../../electron/services/settings/studio-paths.ts';
import { createStudio } from '../../../electron/services/studio.ts';

const [home = '', project = '', workers = '', option = '', to = ''] = process.argv.slice(2);
const studio = await createStudio({
  ...{ paths: studioPaths({ HOME: home, UNIKERNEL_STUDIO_HOME: home }), resources: home, version: '0', host: 'web' },
  workers: pathToFileURL(workers),
});
const opened = await studio.projects.open(project);
if (!opened.ok) throw new Error(opened.error.message);
const id = await studio.configs.open(opened.value.id, 'main');
if (!id.ok) throw new Error(id.error.message);
const config = studio.configs.get(id.value);
if (!config.ok) throw new Error(config.error.message);
const made = await config.value.held().apply([{ option, to }]);
if (!made.ok) throw new Error(made.error.message);
process.stdout.write('edited\n');
setInterval(() => undefined, 1000);
