/** Events whose `value` is revenue. */
export const revenueEvents: ReadonlySet<string> = new Set(['purchase', 'purchase_completed', 'refund']);

/** Events whose `lead_value`, else `value`, is what the lead is worth. */
export const leadEvents: ReadonlySet<string> = new Set([
  'generate_lead',
  'lead',
  'sign_up',
  'signup',
  'complete_registration',
]);

/** Events that take revenue back. */
export const refundEvents: ReadonlySet<string> = new Set(['refund']);
