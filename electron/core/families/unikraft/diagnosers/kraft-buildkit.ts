/** The Kraftfile's rootfs is a Dockerfile, and the program that builds Dockerfiles does not run. */
import { lineDiagnoser } from './explain-line.ts';

export const kraftBuildkit = lineDiagnoser({
  code: 'unikraft.kraft-buildkit',
  patterns: [/could not connect to BuildKit client/, /creating buildkit container: /],
  explain: () => ({
    title: 'BuildKit does not run, and the root file system is a Dockerfile',
    why: 'kraft hands a Dockerfile to BuildKit, which runs as a service or in a container. It looked for its socket and then tried to start one itself; both failed.',
    fixes: [
      {
        kind: 'command',
        title: 'Start it in a container',
        effect: 'needs Docker, and the right to use it',
        argv: ['docker', 'run', '--rm', '-d', '--name', 'buildkit', '--privileged', 'moby/buildkit:v0.20.0'],
      },
      {
        kind: 'dead-end',
        title: 'Then KRAFTKIT_BUILDKIT_HOST has to be `docker-container://buildkit` in the environment of the studio.',
      },
      { kind: 'dead-end', title: 'Without BuildKit: give `rootfs` a folder or a cpio archive instead.' },
    ],
  }),
});
