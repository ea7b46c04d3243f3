/** 2. The image is no Hermit image, or its kernel knows neither the loader nor uhyve. */
import type { Diagnoser } from '../../family.ts';
import { explain } from './explain.ts';
import { loaderFeature } from './loader-feature.ts';

export const noEntryVersion: Diagnoser = {
  code: 'hermit.no-entry-version',
  diagnose: (input) =>
    explain(
      input,
      /Kernel does not specify hermit entry version|ParseKernelError\("(?!Kernel does not have note)[^"]*"\)/,
      {
        code: 'hermit.no-entry-version',
        phase: 'run',
        title: 'The loader does not take this image for a Hermit one',
        why: 'Either it is a program for another system, or its kernel was built with neither of the features `loader` and `uhyve`: then it does not say how it is entered.',
        fixes: loaderFeature,
      },
    ),
};
