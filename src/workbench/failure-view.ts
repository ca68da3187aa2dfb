import { hidden } from '../contracts/actual.ts';
import { shortened } from '../text/printable.ts';
import type { Difference } from './difference.ts';
import type { Failure, LocatedViolation, NearMiss, TagStatusFailure, UnmatchedRequestFailure } from './test-run.ts';
import { type Fact, violationView } from './violation-view.ts';
import { whereLine, whereWords } from './where-words.ts';

/** A failure in words: what a reporter lays out, in a terminal or on a page. */
export interface FailureView {
  /** What is wrong, in a line. */
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly parts: readonly FailurePart[];
  /** What to do about it, where that is not plain. */
  readonly help: string | undefined;
}

/** What a failure shows below its title. */
export type FailurePart =
  /** A value as the scenario has it. */
  | { readonly kind: 'value'; readonly label: string; readonly value: unknown }
  /** Each difference in full. */
  | { readonly kind: 'differences'; readonly differences: readonly Difference[] }
  /** A request that came close. */
  | {
      readonly kind: 'near_miss';
      readonly heading: string;
      /** `POST https://…` */
      readonly request: string | undefined;
      /** What its tag had to say, which may be why. */
      readonly console: readonly string[];
      readonly differences: readonly Difference[];
      /** Whether it comes closest: of the others the differences matter less. */
      readonly closest: boolean;
    }
  | { readonly kind: 'list'; readonly heading: string; readonly items: readonly string[] };

const mostListed = 10;

/** A failure as people read it. */
export function failureView(failure: Failure): FailureView {
  switch (failure.kind) {
    case 'tag_status':
      return tagStatusView(failure);
    case 'request_unmatched':
      return unmatchedView(failure);
    case 'request_count':
      return {
        title: `${clean(failure.what)}: ${failure.expected} expected, ${failure.actual === 0 ? 'none' : failure.actual} sent`,
        facts: [],
        parts: listed('sent', failure.requests.map(whereLine)),
        help: undefined,
      };
    case 'violation': {
      const { contract, place, message, facts } = violationView(failure);
      return { title: `${contract} ${place}: ${message}`, facts, parts: [], help: undefined };
    }
    case 'violation_missing':
      return {
        title: 'the violation that is expected did not come',
        facts: failure.found.length > 0 ? [] : [{ label: 'found', text: 'no violation at all' }],
        parts: [
          { kind: 'value', label: 'expected', value: failure.expected },
          ...listed('found', failure.found.map(violationLine)),
        ],
        help: undefined,
      };
    case 'response':
      return {
        title: 'the caller was answered otherwise than expected',
        facts: [],
        parts: [{ kind: 'differences', differences: failure.differences }],
        help: undefined,
      };
    case 'recording':
      return goldenView(failure);
    default:
      return failure satisfies never;
  }
}

const did: Readonly<Record<TagStatusFailure['expected'], string>> = {
  fired: 'fired',
  not_fired: 'did not fire',
  blocked: 'was blocked',
  paused: 'is paused',
  failed: 'failed',
};

const should: Readonly<Record<TagStatusFailure['expected'], string>> = {
  fired: 'fires',
  not_fired: 'does not fire',
  blocked: 'is blocked',
  paused: 'is paused',
  failed: 'fails',
};

function tagStatusView({ tag, event, expected, actual, reason, nearest }: TagStatusFailure): FailureView {
  const forEvent = event === '' ? '' : ` for ${clean(event)}`;
  const wanted: Fact = { label: 'expected', text: `that it ${should[expected]}${forEvent}` };
  if (actual === 'unknown') {
    return {
      title: `the container has no tag ${quoted(tag)}${nearest === undefined ? '' : `; did you mean ${quoted(nearest)}?`}`,
      facts: [wanted],
      parts: [],
      help: nearest === undefined ? 'write its name as it stands under tags: in the container file' : undefined,
    };
  }
  return {
    title: `${clean(tag)} ${did[actual]}${forEvent}`,
    facts: [wanted, ...(reason === '' ? [] : [{ label: 'because', text: clean(reason) }])],
    parts: [],
    help: undefined,
  };
}

function goldenView({ file, problem, message, differences }: Extract<Failure, { kind: 'recording' }>): FailureView {
  const title = {
    differs: `${clean(file)} says otherwise`,
    missing: `there is no golden recording ${clean(file)}`,
    unreadable: `${clean(file)} cannot be read`,
  };
  const help = {
    differs: 'where what came is right, sgtm test --update writes it anew',
    missing: 'sgtm test --update writes it; then read it',
    unreadable: 'mend the file, or remove it and let sgtm test --update write it anew',
  };
  // A message that says what to do already is the help; that it is missing is said.
  const helps = message.includes('--update');
  return {
    title: title[problem],
    facts: message === '' || helps ? [] : [{ label: 'because', text: clean(message) }],
    parts: differences.length === 0 ? [] : [{ kind: 'differences', differences }],
    help: helps && problem !== 'missing' ? clean(message) : help[problem],
  };
}

function unmatchedView({ expected, nearest }: UnmatchedRequestFailure): FailureView {
  const platform = expectedOf(expected, 'platform');
  // They come in order: those of the same platform first.
  const [closest] = nearest;
  const why =
    closest === undefined
      ? 'nothing was sent at all'
      : platform !== undefined && otherPlatform(closest) !== undefined
        ? `nothing was sent to ${clean(platform)}`
        : undefined;
  return {
    title: `no request${ofWhat(expected)} is as expected`,
    facts: why === undefined ? [] : [{ label: 'because', text: why }],
    parts: [{ kind: 'value', label: 'expected', value: expected }, ...nearest.map(nearMiss)],
    help: undefined,
  };
}

function nearMiss(miss: NearMiss, index: number): FailurePart {
  const { differences } = miss;
  const { what, request } = whereWords(miss.where);
  const place = index === 0 ? 'closest' : 'then';
  const plainly = (heading: string): FailurePart => ({
    kind: 'near_miss',
    heading,
    request: undefined,
    console: [],
    differences: [],
    closest: false,
  });
  // What else differs between two platforms' requests says nothing.
  const other = otherPlatform(miss);
  if (other !== undefined) return plainly(`${place}: ${what}, to ${clean(other)}`);
  const [only] = differences;
  // A rule of the whole, without a value, is a sentence about the request.
  if (differences.length === 1 && only?.path === '' && only.rule !== undefined && only.actual === undefined) {
    return plainly(`${place}: ${what} ${clean(only.rule)}`);
  }
  const far = `${differences.length} ${differences.length === 1 ? 'difference' : 'differences'}`;
  const heading = `${place}, ${far}: ${what}`;
  const console = (miss.console ?? []).slice(0, mostListed).map(clean);
  return { kind: 'near_miss', heading, request, console, differences, closest: index === 0 };
}

/** The platform a request went to, where another was expected. */
function otherPlatform({ differences }: NearMiss): string | undefined {
  const difference = differences.find(({ path }) => path === '/platform');
  return typeof difference?.actual === 'string' ? difference.actual : undefined;
}

/** ` to meta`, ` of Meta CAPI - Purchase`: what of an expected request tells it from others. */
function ofWhat(expected: unknown): string {
  const [tag, platform] = [expectedOf(expected, 'tag'), expectedOf(expected, 'platform')];
  if (tag !== undefined) return ` of ${clean(tag)}`;
  return platform === undefined ? '' : ` to ${clean(platform)}`;
}

function expectedOf(expected: unknown, key: 'tag' | 'platform'): string | undefined {
  if (typeof expected !== 'object' || expected === null) return undefined;
  const value = (expected as Readonly<Record<string, unknown>>)[key];
  return typeof value === 'string' ? value : undefined;
}

/** A violation in a line. */
export function violationLine(located: LocatedViolation): string {
  const { severity, contract, place, message } = violationView(located);
  return `${severity} ${contract} ${place}: ${message}, in ${whereWords(located.where).what}`;
}

function listed(heading: string, items: readonly string[]): readonly FailurePart[] {
  if (items.length === 0) return [];
  const left = items.length - mostListed;
  const shown = left > 0 ? [...items.slice(0, mostListed), `and ${left} more`] : items;
  return [{ kind: 'list', heading, items: shown }];
}

function quoted(text: string): string {
  return `"${clean(text)}"`;
}

function clean(text: string): string {
  return shortened(hidden(text), 500);
}
