// `npm run bench`: the budgets of the product, each measured beside an anchor in the same run. `-- build flood` runs
// only these. It prints figures and ratios; it fails only where something could not be measured.
import { ensureBuild, ensurePackages, withSetup } from './setup.mjs';

const benches = {
  start: () => import('./bench/start.mjs'),
  memory: () => import('./bench/memory.mjs'),
  build: () => import('./bench/build.mjs'),
  boot: () => import('./bench/boot.mjs'),
  unikraft: () => import('./bench/unikraft.mjs'),
  l4re: () => import('./bench/l4re.mjs'),
  hermit: () => import('./bench/hermit.mjs'),
  kconfig: () => import('./bench/kconfig.mjs'),
  config: () => import('./bench/config-view.mjs'),
  flood: () => import('./bench/flood.mjs'),
};

await withSetup(async () => {
  ensurePackages();
  ensureBuild();
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  for (const name of wanted.length > 0 ? wanted : Object.keys(benches)) await (await benches[name]()).run();
});
