/** Whether drawing by WebGL pays: software renderers are several times slower than the DOM at drawing a terminal. */

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

export function isSoftwareRenderer(renderer: string): boolean {
  return SOFTWARE.test(renderer);
}

let answer: boolean | null = null;

/** Asked once for a page: false where there is no WebGL 2, or where a processor does its work. */
export function hasGpu(): boolean {
  answer ??= probe();
  return answer;
}

function probe(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  if (!context) return false;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = info ? String(context.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '';
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return renderer !== '' && !isSoftwareRenderer(renderer);
}
