// Written by `npm run generate` from contracts/kameleoon/visit_events.schema.json: change that, not this file.

/**
 * Events of visitors: a list with json=true in the query, lines of text without.
 */
export type KameleoonVisitEvents = KameleoonVisitEventsEvent[] | string;
export type KameleoonVisitEventsVisitorCode = string;

export interface KameleoonVisitEventsEvent {
  nonce: string;
  eventType: string;
  visitorCode?: KameleoonVisitEventsVisitorCode;
  mappingValue?: string;
  goalId?: number;
  revenue?: number;
  negative?: boolean;
  metadata?: {
    [k: string]: string[];
  };
  userAgent?: string;
  [k: string]: unknown;
}
