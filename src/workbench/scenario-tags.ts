import type { Container } from '../container/compile.ts';
import type { Recording, TagStatus } from '../engine/recording.ts';
import { nearest } from '../text/nearest.ts';
import type { Expectations, ExpectedTag } from './scenario.ts';
import type { Failure, TagStatusFailure } from './test-run.ts';

/** What a tag did for an event. */
interface Deed {
  readonly event: string;
  readonly status: TagStatus;
  readonly reason: string;
}

/** Where tags did not do what is expected of them, over all events of all sends. */
export function judgeTags(
  { tags: expected, only, line }: Expectations,
  recordings: readonly Recording[],
  container: Container,
): readonly Failure[] {
  const deeds = deedsOf(recordings, container);
  const failures: Failure[] = expected.flatMap((one) => judge(one, deeds, recordings));
  const told = new Set(failures.map((failure) => (failure as TagStatusFailure).tag));
  const listed = (tag: string, status: TagStatus): boolean =>
    expected.some((one) => one.tag === tag && one.status === status);
  for (const [tag, all] of deeds) {
    if (told.has(tag)) continue;
    const failed = all.find((deed) => deed.status === 'failed');
    if (failed !== undefined && !listed(tag, 'failed')) failures.push(failure(line, tag, 'fired', failed));
    const fired = all.find((deed) => deed.status === 'fired');
    if (fired !== undefined && only !== undefined && !listed(tag, 'fired')) {
      failures.push(failure(only, tag, 'not_fired', fired));
    }
  }
  return failures;
}

function deedsOf(recordings: readonly Recording[], container: Container): ReadonlyMap<string, readonly Deed[]> {
  const deeds = new Map<string, Deed[]>(container.tags.map(({ name }) => [name, []]));
  for (const { data, tags } of recordings.flatMap(({ events }) => events)) {
    for (const { name, status, reason } of tags) {
      deeds.get(name)?.push({ event: String(data['event_name']), status, reason });
    }
  }
  return deeds;
}

function judge(
  { line, tag, status }: ExpectedTag,
  deeds: ReadonlyMap<string, readonly Deed[]>,
  recordings: readonly Recording[],
): readonly Failure[] {
  const all = deeds.get(tag);
  if (all === undefined) {
    const near = nearest(tag, deeds.keys());
    const reason = 'the container has no such tag';
    const unknown: Failure = { kind: 'tag_status', line, tag, event: '', expected: status, actual: 'unknown', reason };
    return [near === undefined ? unknown : { ...unknown, nearest: near }];
  }
  const otherwise = all.filter((deed) => deed.status !== status);
  const held = status === 'not_fired' ? otherwise.length === 0 : otherwise.length < all.length;
  if (held) return [];
  // Of several events the one that says most.
  const worst = ranking.map((one) => otherwise.find((deed) => deed.status === one)).find((deed) => deed !== undefined);
  return [failure(line, tag, status, worst ?? noEvent(recordings))];
}

const ranking: readonly TagStatus[] = ['failed', 'blocked', 'paused', 'fired', 'not_fired'];

function noEvent(recordings: readonly Recording[]): Deed {
  const why = recordings.map(({ reason }) => reason).find((reason) => reason !== undefined);
  return { event: '', status: 'not_fired', reason: `no event came in${why === undefined ? '' : `: ${why}`}` };
}

function failure(line: number, tag: string, expected: TagStatus, { event, status, reason }: Deed): Failure {
  return { kind: 'tag_status', line, tag, event, expected, actual: status, reason };
}
