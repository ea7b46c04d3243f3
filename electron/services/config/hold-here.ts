/** Holds a configuration in the caller's own thread: for a host that carries out one command and has nothing else to do. */
import type { ConfigCalls, ConfigEvent, ConfigTask } from './config-protocol.ts';
import type { ConfigHandle } from './config-thread.ts';

export function holdConfigHere(task: ConfigTask, onEvent: (event: ConfigEvent) => void): ConfigHandle {
  // Loaded when first needed: hosts with windows have it in their worker threads alone.
  const loading = Promise.all([import('./config-holder.ts'), import('./model-source.ts')]).then(
    ([{ ConfigHolder }, { modelSource }]) => new ConfigHolder(task, modelSource(task.source), onEvent),
  );
  const call = async (name: keyof ConfigCalls, args: readonly unknown[]) => {
    const holder = await loading;
    return (holder[name] as (...given: readonly unknown[]) => unknown).apply(holder, [...args]);
  };
  return new Proxy({} as ConfigHandle, {
    get: (_target, name) =>
      name === 'then'
        ? undefined
        : name === 'dispose'
          ? async () => undefined
          : (...args: readonly unknown[]) => call(name as keyof ConfigCalls, args),
  });
}
