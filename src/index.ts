/**
 * sgtm-workbench as a library: load a container, run requests through it.
 *
 * @example
 * const container = await loadContainer('sgtm.yaml');
 * const recording = await createEngine(container, systemRuntime).handle(request);
 */
export type { Container } from './container/compile.ts';
export { ContainerError } from './container/container-error.ts';
export type { ContainerFile } from './container/container-file.ts';
export { defineContainer } from './container/define-container.ts';
export { loadContainer, parseContainer } from './container/load.ts';
export type { Violation } from './contracts/violation.ts';
export { createEngine } from './engine/create-engine.ts';
export type { Engine } from './engine/engine.ts';
export type {
  RecordedEvent,
  RecordedOutgoingRequest,
  RecordedRequest,
  RecordedResponse,
  RecordedTag,
  Recording,
  TagStatus,
} from './engine/recording.ts';
export type { HttpResponse, IncomingRequest } from './runtime/request.ts';
export { fixedRuntime, type Runtime, systemRuntime } from './runtime/runtime.ts';
