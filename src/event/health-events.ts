/** The relay's events that tell of a prescription or a consultation. */
export const healthEvents: ReadonlySet<string> = new Set(['rx_issued', 'consult_started', 'consult_completed']);
