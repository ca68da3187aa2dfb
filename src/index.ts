/**
 * sgtm-workbench as a library: load a container, run requests through it, hold what comes of them against contracts.
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
export type { CheckedRequest, Contract, Contracts } from './contracts/contract.ts';
export { ContractError } from './contracts/contract-error.ts';
export { loadContracts, shippedContracts } from './contracts/load.ts';
export type * from './contracts/types/data-manager-events-ingest.ts';
export type * from './contracts/types/ga4-g-collect.ts';
export type * from './contracts/types/ga4-mp.ts';
export type * from './contracts/types/google-ads-conversion.ts';
export type * from './contracts/types/google-ads-upload-click-conversions.ts';
export type * from './contracts/types/google-ads-upload-conversion-adjustments.ts';
export type * from './contracts/types/kameleoon-visit-events.ts';
export type * from './contracts/types/meta-events.ts';
export type * from './contracts/types/pinterest-events.ts';
export type * from './contracts/types/snapchat-events.ts';
export type * from './contracts/types/tiktok-event-track.ts';
export type { Violation } from './contracts/violation.ts';
export { createEngine, type EngineOptions } from './engine/create-engine.ts';
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
export { type Breach, breachesOf } from './engine/refuse-broken.ts';
export type { HttpResponse, IncomingRequest } from './runtime/request.ts';
export { fixedRuntime, type Runtime, systemRuntime } from './runtime/runtime.ts';
export {
  createWorkbench,
  type SentRequest,
  type WaitOptions,
  type Workbench,
  type WorkbenchOptions,
} from './testing/create-workbench.ts';
