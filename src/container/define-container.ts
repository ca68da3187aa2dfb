import type { ContainerFile } from './container-file.ts';

/**
 * Types a container written in TypeScript: `export default defineContainer({ … })` in `sgtm.ts`. Gives back what it
 * is given; the file is checked when it is loaded.
 */
export function defineContainer(container: ContainerFile): ContainerFile {
  return container;
}
