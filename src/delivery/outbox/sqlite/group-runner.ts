import { OutboxFailedError, OutboxFullError } from '../outbox.ts';
import { type Calls, callsApart, type Job, type Outcome } from './calls.ts';
import { isDiskFailure, isFull, isUnreadable } from './sqlite-error.ts';
import { failureMessage, type Transactions } from './transactions.ts';

/**
 * Makes the calls of a group: those that write in one transaction and so with one fsync, the others after them.
 * Where one that writes cannot be made, all are undone and made one by one: each costs itself only.
 */
export function groupRunner(calls: Calls, transactions: Transactions): (jobs: readonly Job[]) => readonly Outcome[] {
  const together = (jobs: readonly Job[]): readonly Outcome[] => {
    try {
      return transactions.within(() => jobs.map((job) => unlessFull(() => make(calls, job))));
    } catch {
      // Said below, of the call it is about.
      return jobs.map((job) => attempt(() => transactions.within(() => make(calls, job))));
    }
  };
  return (jobs) => {
    const writing = jobs.filter((job) => !callsApart.has(job.call));
    const written = writing.length === 0 ? [] : together(writing);
    const outcomes = new Map(writing.map((job, index) => [job, written[index] as Outcome]));
    return jobs.map((job) => outcomes.get(job) ?? attempt(() => make(calls, job)));
  };
}

function make(calls: Calls, { call, args }: Job): unknown {
  return (calls[call] as (...args: readonly unknown[]) => unknown)(...args);
}

function attempt(call: () => unknown): Outcome {
  try {
    return { done: true, value: call() };
  } catch (error) {
    return refusal(error);
  }
}

/** A call that finds no room before it wrote anything leaves the others of its group as they are. */
function unlessFull(call: () => unknown): Outcome {
  try {
    return { done: true, value: call() };
  } catch (error) {
    if (error instanceof OutboxFullError) return refusal(error);
    throw error;
  }
}

function refusal(error: unknown): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof OutboxFullError) return { done: false, refusal: 'full', message };
  if (isFull(error)) return { done: false, refusal: 'full', message: `the outbox's disk is full (${message})` };
  if (error instanceof OutboxFailedError) return { done: false, refusal: 'failed', message };
  if (isDiskFailure(error)) return { done: false, refusal: 'failed', message: failureMessage(message) };
  if (isUnreadable(error)) return { done: false, refusal: 'failed', message: `${damaged} (${message}): ${remedy}` };
  return { done: false, refusal: 'other', message };
}

const damaged = "the outbox's file is damaged";
const remedy = 'keep it, and give a new path for what comes in';
