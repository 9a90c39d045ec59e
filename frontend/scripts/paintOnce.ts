import type { Plugin } from "vite";

/**
 * The script of a page is small and draws at once: the browser waits for it before it paints, instead of painting an
 * empty card first and the form over it. A browser that does not know `blocking` paints twice. Vite drops the
 * attribute from the source, so it is written after it.
 */
export function paintOnce(): Plugin {
  return {
    name: "paint-once",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"'),
    },
  };
}
