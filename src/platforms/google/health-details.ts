/**
 * Names of parameters that, on an event about a person's health, tell what it was about: product, content and search
 * names, free text, and names that speak of a drug, a diagnosis or a treatment.
 */
const details: ReadonlySet<string> = new Set([
  'name',
  'title',
  'term',
  'coupon',
  'utm_term',
  'utm_content',
  'campaign_term',
  'campaign_content',
  'creative_name',
  'creative_slot',
  'link_url',
  'link_text',
  'reason',
  'rx',
  'rx_name',
]);

const telling =
  /^(item|content|search|promotion)_|product|sku|drug|medic|pharma|prescri|diagnos|condition|symptom|treatment|therapy|disease|illness|dosage|dose|strength|allerg|specialt|category|(^|_)(type|ndc|icd\d*|note|notes|comment|comments|description|text)$/i;

/** Whether a parameter of this name must stay out of an event about a person's health. */
export function isHealthDetail(name: string): boolean {
  return details.has(name) || telling.test(name);
}
