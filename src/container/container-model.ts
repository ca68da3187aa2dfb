import type { PiiPolicy } from '../contracts/pii/pii-guard.ts';
import type { AccessModel } from './access.ts';

/** A part of a container with a type: a client, a variable, a transformation, a tag. */
export type Typed = { readonly type: string } & Readonly<Record<string, unknown>>;

/** A condition as the file has it. */
export type ConditionModel = {
  readonly variable: string;
  readonly negate?: boolean;
  readonly ignore_case?: boolean;
} & Readonly<Record<string, unknown>>;

/** A container file that has been checked: every name it refers to is there. */
export interface ContainerModel {
  readonly name: string;
  readonly id: string | undefined;
  readonly version: string | undefined;
  readonly environment: string | undefined;
  readonly defaultRegion: string | undefined;
  readonly piiGuard: PiiPolicy;
  readonly access: AccessModel | undefined;
  readonly clients: ReadonlyMap<string, Typed>;
  readonly variables: ReadonlyMap<string, Typed>;
  readonly triggers: ReadonlyMap<string, { readonly when?: readonly ConditionModel[] }>;
  readonly transformations: ReadonlyMap<string, Typed>;
  readonly tags: ReadonlyMap<string, Typed>;
}
