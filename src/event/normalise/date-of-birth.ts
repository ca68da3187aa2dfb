import type { IdentifierRule } from '../identity.ts';

/**
 * Date of birth as YYYYMMDD, from 1900 on. Takes year-month-day, and day and month in either order where only one can
 * be meant; `03/04/1990` may be two days and is left out.
 * Source: Meta, Conversions API, customer information parameters (`db`); Pinterest, API description v5 (`db`).
 */
export const dateOfBirth: IdentifierRule = {
  hash: true,
  normalise(raw) {
    const iso = yearFirst.exec(raw) ?? compact.exec(raw);
    if (iso !== null) return date(Number(iso[1]), Number(iso[3]), Number(iso[4]));
    const other = yearLast.exec(raw);
    if (other === null) return undefined;
    const year = Number(other[4]);
    const first = Number(other[1]);
    const second = Number(other[3]);
    const dayFirst = date(year, second, first);
    const monthFirst = date(year, first, second);
    if (dayFirst === undefined || monthFirst === undefined) return dayFirst ?? monthFirst;
    return dayFirst === monthFirst ? dayFirst : undefined;
  },
};

const compact = /^\s*(\d{4})()(\d\d)(\d\d)\s*$/;
const yearFirst = /^\s*(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?\s*$/;
const yearLast = /^\s*(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})\s*$/;

function date(year: number, month: number, day: number): string | undefined {
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return String(year * 10000 + month * 100 + day);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
