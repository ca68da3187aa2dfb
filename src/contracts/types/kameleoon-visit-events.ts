// Written by `npm run generate` from contracts/kameleoon/visit_events.schema.json: change that, not this file.

/**
 * Events of visitors: a list with json=true in the query, lines of text without.
 */
export type KameleoonVisitEvents = KameleoonVisitEventsEvent[] | string;

export interface KameleoonVisitEventsEvent {
  /**
   * make 16 hex digits for the event, such as the first of a digest of site code, visitor, goal and order, and keep them for its retries
   */
  nonce: string;
  /**
   * send CONVERSION
   */
  eventType: string;
  visitorCode?: string;
  mappingValue?: string;
  /**
   * send the number of the goal, from its settings, without quotes
   */
  goalId?: number;
  /**
   * send a number without quotes, with a decimal point
   */
  revenue?: number;
  negative?: boolean;
  metadata?: {
    [k: string]: string[];
  };
  userAgent?: string;
  [k: string]: unknown;
}
