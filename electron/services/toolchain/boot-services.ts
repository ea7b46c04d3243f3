/** The build, image and vm services as the boot test uses them: the real ones, for its own project and its own folders. */
import { createBuildService } from '../build/build-service.ts';
import { createImageService } from '../build/image-service.ts';
import type { ProcessService } from '../process/process-types.ts';
import type { ProjectLookup } from '../project/open-project.ts';
import type { StudioPaths } from '../settings/studio-paths.ts';
import type { SurroundingsOf } from '../sources/plan-context.ts';
import type { Kvm } from '../vm/kvm.ts';
import { createVmService, type VmNeeds } from '../vm/vm-service.ts';
import type { BootServices } from './boot-test.ts';

export interface BootServicesNeeds {
  readonly process: ProcessService;
  readonly projects: ProjectLookup;
  readonly paths: StudioPaths;
  readonly jobs: () => number;
  readonly accelerator: VmNeeds['accelerator'];
  readonly kvm: Kvm;
  readonly surroundings?: SurroundingsOf;
}

export function bootServices(needs: BootServicesNeeds): BootServices {
  const builds = createBuildService(needs);
  const images = createImageService(needs);
  const machines = createVmService(needs);
  return {
    build: (projectId) => builds.start({ projectId, goal: 'build' }),
    jobEvents: (id) => builds.events(id),
    async imageBytes(id) {
      const map = await images.map(id);
      return map.ok ? (map.value?.bytes ?? null) : null;
    },
    run: (id) => machines.start(id),
    vmEvents: (id) => machines.events(id),
    async dispose() {
      await Promise.all([builds.dispose(), machines.dispose()]);
    },
  };
}
