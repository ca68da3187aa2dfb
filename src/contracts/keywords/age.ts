import { durationOf, inWords } from './duration.ts';
import type { CheckContext, Failure, Keyword } from './keyword.ts';

const unitMilliseconds: Readonly<Record<string, number>> = { seconds: 1_000, milliseconds: 1, microseconds: 0.001 };

/** `maxAge: "7d"`: a moment no longer ago than that, in the unit `timeUnit` names beside it (seconds by default). */
export const maxAge: Keyword = age('maxAge', (ago, most) => {
  if (ago <= most) return undefined;
  return `is ${beyond(ago, most)} old, and must be at most ${inWords(most)} old`;
});

/** `maxFuture: "60s"`: a moment no further ahead than that. */
export const maxFuture: Keyword = age('maxFuture', (ago, most) => {
  if (-ago <= most) return undefined;
  return `is ${beyond(-ago, most)} ahead of the clock, and must be at most ${inWords(most)} ahead`;
});

/** A second over seven days is more than seven days. */
function beyond(milliseconds: number, most: number): string {
  const words = inWords(milliseconds);
  return words === inWords(most) ? `more than ${words}` : words;
}

/** `timeUnit: "seconds" | "milliseconds" | "microseconds" | "rfc3339"`: how the moment beside it is written. */
export const timeUnit: Keyword = {
  keyword: 'timeUnit',
  takes: { enum: ['seconds', 'milliseconds', 'microseconds', 'rfc3339'] },
  type: 'any',
  compile: () => () => undefined,
};

function age(keyword: string, judge: (ago: number, most: number) => string | undefined): Keyword {
  return {
    keyword,
    takes: { type: 'string', pattern: '^\\d{1,6}[smhd]$' },
    type: 'stringOrNumber',
    compile(value, schema) {
      const most = durationOf(value as string) ?? 0;
      const unit = typeof schema['timeUnit'] === 'string' ? schema['timeUnit'] : 'seconds';
      return (data, context) => {
        const moment = millisecondsOf(data, unit);
        if (moment === undefined) return undefined;
        const message = judge(context.now - moment, most);
        return message === undefined ? undefined : [explain(message, data, unit, context)];
      };
    },
  };
}

/** Undefined where the value is no moment in that unit; its type is another keyword's to check. */
function millisecondsOf(data: unknown, unit: string): number | undefined {
  if (unit === 'rfc3339') {
    const moment = typeof data === 'string' ? Date.parse(data) : Number.NaN;
    return Number.isNaN(moment) ? undefined : moment;
  }
  const count = typeof data === 'string' && /^\d+$/.test(data) ? Number(data) : data;
  return typeof count === 'number' && Number.isFinite(count) ? count * (unitMilliseconds[unit] as number) : undefined;
}

const decade = 3_650 * 86_400_000;

/** A moment in the wrong unit is off by decades: say the unit rather than the age. */
function explain(message: string, data: unknown, unit: string, { now }: CheckContext): Failure {
  const meant = Object.keys(unitMilliseconds).find((other) => {
    const moment = other === unit ? undefined : millisecondsOf(data, other);
    return moment !== undefined && Math.abs(now - moment) < decade;
  });
  if (meant === undefined || unit === 'rfc3339') return { message };
  return { message: `is in ${meant}, and must be in ${unit}`, rule: 'timeUnit' };
}
