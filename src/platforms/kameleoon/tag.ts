import type { KameleoonVisitEvents, KameleoonVisitEventsEvent } from '../../contracts/types/kameleoon-visit-events.ts';
import { numberOf, textOf } from '../../event/event-data.ts';
import { sha256 } from '../../event/hash.ts';
import { visitorUserAgent } from '../../event/visitor.ts';
import { concat, encodeText, type Text } from '../../runtime/secret.ts';
import { accountOf } from '../account.ts';
import { field, plainText, requiredText } from '../field.ts';
import { isHeaderValue } from '../headers.ts';
import { type Payload, put } from '../payload.ts';
import { type Fields, type OutgoingRequest, TagError, type TagInput, type TagType } from '../tag.ts';
import { authenticate } from './authentication.ts';
import { dataHost } from './endpoint.ts';
import { metadataOf } from './metadata.ts';
import { revenueOf } from './revenue.ts';

/**
 * Kameleoon Data API: a conversion that joins the experiments its visitor saw. One event, one conversion.
 * Source: docs.kameleoon.com/api-reference/visit/send-visitor-events
 */
export const kameleoonTag: TagType = {
  type: 'kameleoon',
  description: 'Kameleoon Data API: offline and server-side conversions',
  account: accountOf('site_code'),
  fields: {
    site_code: field.text("The project's site code"),
    goal_id: field.number('Id of the goal: a positive whole number'),
    region: field.choice(['auto', 'eu', 'na', 'custom'], 'Where the project lives; auto where it says nothing'),
    top_level_domain: field.choice(['io', 'eu'], "The project's, from its settings; io where it says nothing"),
    domain: field.text('Host of the Data API where region is custom, such as data.example.com'),
    visitor_code: field.text('The code Kameleoon gave the visitor in the browser; at most 100 characters'),
    mapping_value: field.text('Cross-device id of the visitor, where there is no visitor code'),
    conversion_id: field.text('Id of the conversion, by which Kameleoon sees a repeated one'),
    revenue: field.number('Amount, in the currency of the event'),
    negative: field.boolean('Whether the revenue is taken back; so it is for refund'),
    currency: field.text("The project's currency: ISO 4217 code"),
    exchange_rates: field.map("How many of the project's currency one of another is, by its code"),
    metadata: field.map('Custom data indexes and their values'),
    nonce: field.text('Sixteen hex digits that tell this conversion from others, where yours must be kept'),
    user_agent: field.text("The visitor's user agent; the event's where it says nothing"),
    event_time: field.any('Cannot be sent: Kameleoon counts a conversion when it arrives, and the log says so'),
    timestamp: field.any('Cannot be sent: as event_time'),
    access_token: field.text('Token sent as it is'),
    client_id: field.text('Client id, to be exchanged for a token'),
    client_secret: field.text('Client secret, to be exchanged for a token'),
    api_key: field.text('API key'),
    api_key_header: field.text('Header the API key goes in; x-api-key where it says nothing'),
    headers: field.map("Headers of the environment's own"),
  },
  build,
};

function build(input: TagInput): readonly OutgoingRequest[] {
  const { fields } = input;
  const host = dataHost(fields);
  const siteCode = requiredText(fields, 'site_code');
  const goalId = goalOf(fields);
  const visitorCode = visitorCodeOf(input);
  const mappingValue = visitorCode === undefined ? mappingValueOf(input) : undefined;
  const { revenue, negative } = revenueOf(input);
  const metadata = metadataOf(fields);
  const { headers, authorization } = authenticate(input);
  tellOfArrivalTime(input);

  const conversion: Payload<KameleoonVisitEventsEvent> = {
    nonce: nonceOf(input, [String(siteCode), visitorCode ?? mappingValue ?? '', String(goalId)], negative === true),
    eventType: 'CONVERSION',
    goalId,
  };
  put(conversion, 'revenue', revenue);
  put(conversion, 'negative', negative);
  put(conversion, 'metadata', metadata);
  put(conversion, 'mappingValue', mappingValue);
  const body: Payload<KameleoonVisitEvents> = [conversion];

  const visitor: Text = visitorCode === undefined ? '' : concat('&visitorCode=', encodeURIComponent(visitorCode));
  const request: OutgoingRequest = {
    platform: 'kameleoon',
    method: 'POST',
    url: concat('https://', host, '/visit/events?siteCode=', encodeText(siteCode), visitor, '&json=true'),
    headers: { 'content-type': 'application/json', 'user-agent': userAgentOf(input), ...headers },
    body,
    contract: 'kameleoon/visit_events',
  };
  return [authorization === undefined ? request : { ...request, authorization }];
}

const positive = /^[1-9]\d*$/;

function goalOf(fields: Fields): number {
  const given = requiredText(fields, 'goal_id').toString().trim();
  const goal = Number(given);
  if (positive.test(given) && Number.isSafeInteger(goal)) return goal;
  throw new TagError("goal_id is not a goal's id: a positive whole number, from the goal's settings");
}

function visitorCodeOf({ event, fields }: TagInput): string | undefined {
  const own = fields['visitor_code'];
  const code =
    own === null
      ? undefined
      : (plainText(fields, 'visitor_code') ??
        event.id(
          ['kameleoon_visitor_code', 'kameleoonVisitorCode', 'visitor_code', 'visitor_id'],
          [],
          ['kameleoonVisitorCode'],
        ));
  if (code !== undefined && code.length > 100)
    throw new TagError('visitor_code has more than 100 characters: it is not one Kameleoon gave');
  return code?.toWellFormed();
}

function mappingValueOf({ event, fields }: TagInput): string {
  const own = fields['mapping_value'];
  const mapped =
    own === null
      ? undefined
      : (plainText(fields, 'mapping_value') ?? event.id(['kameleoon_mapping_value', 'mapping_value']));
  if (mapped !== undefined) return mapped;
  throw new TagError(
    'no visitor_code and no mapping_value: have the browser pass the kameleoonVisitorCode cookie to the backend and the backend send it as visitor_code, or set mapping_value to the cross-device id Kameleoon knows the visitor by',
  );
}

const sixteenHex = /^[0-9a-fA-F]{16}$/;

/**
 * What tells this conversion from every other, the same on every retry: digits of a digest of who, where and which. A
 * `conversion_id` stands for the event, so that a conversion sent again under another event id is the same one; what
 * takes revenue back is another than what brought it.
 */
function nonceOf({ event, fields }: TagInput, who: readonly string[], negative: boolean): string {
  const own = plainText(fields, 'nonce');
  if (own !== undefined) {
    if (sixteenHex.test(own)) return own.toLowerCase();
    throw new TagError('nonce is not sixteen hex digits: leave it out to have it made');
  }
  const conversion =
    fields['conversion_id'] === null
      ? undefined
      : (plainText(fields, 'conversion_id') ?? textOf(event.data['conversion_id']));
  const which = conversion === undefined ? ['event', textOf(event.data['event_id']) ?? ''] : ['conversion', conversion];
  return sha256([...who, ...which, negative ? 'negative' : ''].join('\0')).slice(0, 16);
}

/** Names of bots and of HTTP libraries, which Kameleoon refuses as bots. */
const bot = /bot\/|crawler|spider|axios|curl|wget|undici|\bnode\b|node-fetch|python|okhttp|go-http|^java\/|postman/i;

/** The visitor's user agent, for Kameleoon refuses bots by it and drops their events with a 403. */
function userAgentOf(input: TagInput): string {
  const { event, fields } = input;
  const own = fields['user_agent'] === null ? undefined : plainText(fields, 'user_agent');
  const agent = own ?? (fields['user_agent'] === null ? undefined : visitorUserAgent(event.data));
  if (agent === undefined || !isHeaderValue(agent)) {
    input.log(
      "the visitor's user agent is not known, so the request goes out as sgtm-workbench, which Kameleoon may refuse as a bot: send user_agent",
    );
    return 'sgtm-workbench';
  }
  if (bot.test(agent))
    input.log(
      'the user agent is one of a bot or an HTTP library, which Kameleoon may refuse: send the one of the visitor',
    );
  return agent;
}

/** A conversion has no time of its own: Kameleoon counts it when it arrives, in the visit open then. */
function tellOfArrivalTime(input: TagInput): void {
  const { event, fields, receivedAt } = input;
  const micros = numberOf(event.data['timestamp_micros']);
  const late = micros !== undefined && receivedAt - micros / 1000 > 60_000;
  const configured = fields['event_time'] ?? fields['timestamp'];
  if (late || (configured !== undefined && configured !== ''))
    input.log(
      'the time of the event is not sent: Kameleoon counts a conversion when it arrives, in the visit open then',
    );
}
