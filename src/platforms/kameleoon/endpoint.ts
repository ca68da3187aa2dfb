import { plainText } from '../field.ts';
import { type Fields, TagError } from '../tag.ts';

const host = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?::\d{1,5})?$/i;

/**
 * The host of Kameleoon's Data API, from the fields `region`, `top_level_domain` and `domain`. Throws a TagError where
 * they name none. Which top-level domain is a project's own is in its settings; without a region Kameleoon routes by
 * itself, on `.io` only.
 * Source: docs.kameleoon.com/api-reference/visit/send-visitor-events
 */
export function dataHost(fields: Fields): string {
  const region = plainText(fields, 'region') ?? 'auto';
  const domain = plainText(fields, 'domain');
  const topLevel = plainText(fields, 'top_level_domain');
  if (region === 'custom') {
    if (domain !== undefined && host.test(domain)) return domain.toLowerCase();
    throw new TagError('region custom needs a domain: the host alone, such as data.example.com');
  }
  if (domain !== undefined)
    throw new TagError('domain is set but region is not custom: set region custom, or leave it out');
  if (topLevel !== undefined && topLevel !== 'io' && topLevel !== 'eu')
    throw new TagError('top_level_domain is neither io nor eu');
  if (region === 'eu' || region === 'na') return `${region}-data.kameleoon.${topLevel ?? 'io'}`;
  if (region !== 'auto') throw new TagError('region is none of auto, eu, na and custom');
  if (topLevel === 'eu') throw new TagError('region auto has no host under eu: set region eu or na');
  return 'data.kameleoon.io';
}
