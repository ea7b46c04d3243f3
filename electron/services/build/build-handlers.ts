/** Answers the calls about builds and images, and gives the events of jobs. */
import { ok } from '#core/base/result.ts';
import type { Handlers } from '#core/contract/handlers.ts';
import type { BuildService } from './build-service.ts';
import type { ImageService } from './image-service.ts';

type Channel = Extract<keyof Handlers, `build.${string}` | `job.${string}` | `image.${string}`>;

export function buildHandlers(builds: BuildService, images: ImageService): Pick<Handlers, Channel> {
  return {
    'build.start': (goal) => builds.start(goal),
    'job.cancel': (jobId) => builds.cancel(jobId),
    'job.list': async (projectId) => ok([...(await builds.list(projectId))]),
    'job.events': (jobId) => builds.events(jobId),
    'image.map': (projectId) => images.map(projectId),
  };
}
