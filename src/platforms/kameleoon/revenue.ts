import { numberOf, textOf } from '../../event/event-data.ts';
import { flag, number, object, plainText } from '../field.ts';
import { TagError, type TagInput } from '../tag.ts';
import { leadEvents, refundEvents, revenueEvents } from './event-names.ts';

/** What a conversion is worth. Revenue is never negative; `negative` says that it is taken back. */
export interface Revenue {
  /** In the project's currency; undefined where the conversion has none. */
  readonly revenue: number | undefined;
  /** Undefined where nothing says so: false, to Kameleoon. */
  readonly negative: boolean | undefined;
}

/**
 * Revenue and its sign: the fields `revenue` and `negative`, else the event's `value` where it is a purchase, a refund
 * or a lead, converted to the project's `currency`. Throws a TagError where the amount could only be wrong.
 * Source: docs.kameleoon.com/api-reference/visit/send-visitor-events
 */
export function revenueOf(input: TagInput): Revenue {
  const { event, fields } = input;
  const given = amount(input);
  const own = fields['negative'] === null ? false : flag(fields, 'negative');
  if (own === undefined && fields['negative'] !== undefined) throw new TagError('negative is neither true nor false');
  if (given !== undefined && given < 0 && own === false)
    throw new TagError(
      'the revenue is below zero, but negative is false: leave negative out, or give the amount itself',
    );
  const takesBack = own ?? (refundEvents.has(event.name) || (given !== undefined && given < 0));
  return {
    revenue: given === undefined ? undefined : inProjectCurrency(input, Math.abs(given)),
    negative: takesBack || (fields['negative'] !== undefined && fields['negative'] !== null) ? takesBack : undefined,
  };
}

function amount(input: TagInput): number | undefined {
  const { event, fields } = input;
  const own = fields['revenue'];
  if (own === null) return undefined;
  if (own !== undefined && own !== '') {
    const given = number(fields, 'revenue');
    if (given === undefined) input.log('revenue is not a number (such as 89.9): left out');
    return given;
  }
  const { value, lead_value } = event.data;
  const lead = leadEvents.has(event.name);
  const mapped = lead ? (lead_value ?? value) : value;
  if (mapped === undefined || mapped === null || mapped === '') return undefined;
  if (!lead && !revenueEvents.has(event.name)) {
    input.log(
      "the event's value is not sent: it is revenue only of purchases, refunds and leads; set revenue to send it",
    );
    return undefined;
  }
  const given = numberOf(mapped);
  if (given === undefined) input.log("the event's value is not a number: left out");
  return given;
}

const code = /^[A-Z]{3}$/;

/** The Data API knows no currency: what it is given is taken as the project's. */
function inProjectCurrency(input: TagInput, revenue: number): number {
  const { event, fields } = input;
  const project = plainText(fields, 'currency')?.trim().toUpperCase();
  const currency = textOf(event.data['currency'])?.trim().toUpperCase();
  if (project === undefined) {
    if (currency !== undefined)
      input.log(
        `${code.test(currency) ? currency : 'the currency'} is not sent: Kameleoon takes revenue in the project's currency; set currency to have it checked`,
      );
    return revenue;
  }
  if (!code.test(project)) throw new TagError('currency is not an ISO 4217 code, such as USD');
  if (currency === undefined || currency === project) return revenue;
  if (!code.test(currency))
    throw new TagError("the event's currency is not an ISO 4217 code, so its revenue could be wrong");
  const rate = number(object(fields, 'exchange_rates'), currency);
  if (rate === undefined || rate <= 0)
    throw new TagError(
      `the event is in ${currency}, the project in ${project}: give exchange_rates a rate for ${currency} (how many ${project} one is)`,
    );
  return Math.round(revenue * rate * 1e6) / 1e6;
}
