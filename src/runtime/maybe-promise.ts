/** A value, or the promise of one. Code that takes it stays synchronous until a promise turns up. */
export type MaybePromise<T> = T | Promise<T>;

/** Whether a value is a promise (anything with a `then` function). */
export function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** Goes on with a value at once, with a promise when it has settled. */
export function chain<T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}

/** All values at once where none is a promise, else the promise of all. */
export function all<T>(values: readonly MaybePromise<T>[]): MaybePromise<readonly T[]> {
  return values.some(isPromise) ? Promise.all(values) : (values as readonly T[]);
}
