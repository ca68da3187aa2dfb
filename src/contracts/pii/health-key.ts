/** Starts of words that name a drug, a diagnosis or a treatment. */
const hard =
  /^(?:drug|medic(?:ation|ine|ament|al)|prescri|diagnos|symptom|dosage|dose|ndc$|icd(?:\d+\w*)?$|treatment|therap|disease|illness|ailment|allerg|indication|condition|rxcui|rxnorm|meds$|strength|specialt)/;

/** Words that end the names of free text. */
const freeText: ReadonlySet<string> = new Set(
  (
    'note notes comment comments message messages description descriptions text remark remarks memo reason reasons ' +
    'details summary subject question questions answer answers feedback review instructions complaint'
  ).split(' '),
);

/** What is sold or searched for, which at a pharmacy names the drug. */
const goods: ReadonlySet<string> = new Set(
  (
    'content_name content_category content_id content_ids contents items products product skus sku search_string ' +
    'search_term page_title title dt tiba rx item'
  ).split(' '),
);
const ofGoods = /^(?:item|product)_|^(?:content|rx)_(?:name|category|description|title|drug|code|details)$|^pr\d+$/;

/**
 * Whether a name, given in its words, speaks of what an event about a person's health was about: a drug, a diagnosis, a
 * treatment, what was sold, what somebody wrote.
 */
export function healthKey(words: readonly string[]): boolean {
  const last = words.at(-1) ?? '';
  if (freeText.has(last)) return true;
  if (words.some((word) => hard.test(word)) && !words.includes('terms')) return true;
  const bare = (parameters.has(words[0] ?? '') ? words.slice(1) : words).join('_');
  return goods.has(bare) || ofGoods.test(bare);
}

/** What gtag puts before the names of an event's own parameters: `ep.drug_name`. */
const parameters: ReadonlySet<string> = new Set(['ep', 'epn', 'up', 'upn']);
