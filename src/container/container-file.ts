// Written by `npm run generate` from the container schema: change that, not this file.

export type Json =
  | string
  | number
  | boolean
  | null
  | Json[]
  | {
      [k: string]: Json;
    };

/**
 * A container file: sgtm.yaml, sgtm.json, sgtm.ts.
 */
export interface ContainerFile {
  /**
   * The container
   */
  name: string;
  /**
   * Container ID, such as GTM-XXXX
   */
  id?: string;
  /**
   * Container version
   */
  version?: string | number | boolean;
  /**
   * Environment name
   */
  environment?: string;
  /**
   * Country of phone numbers whose event names none, ISO 3166-1 alpha-2
   */
  default_region?: string;
  /**
   * What comes of personal data in an outgoing request: warn, fail (default), or block its delivery too
   */
  pii_guard?: 'warn' | 'fail' | 'block';
  /**
   * Who may send events, and how much; everybody by default
   */
  access?: {
    /**
     * Measurement id: the secret its requests must carry as api_secret; any one of a list, so that they can be changed
     */
    api_secrets?: {
      [k: string]: string | [string, ...string[]];
    };
    /**
     * Refuses requests for ids not listed and those that name none, gtag hits too
     */
    require_api_secret?: boolean;
    /**
     * Addresses and CIDR ranges that may send events; all by default
     *
     * @minItems 1
     */
    allow?: [string, ...string[]];
    /**
     * How much one address may send; IPv6 counts by network (/64)
     */
    rate_limit?: {
      /**
       * What one address may send on average
       */
      requests_per_second: number;
      /**
       * What it may send at once after a pause; as much as in a second by default
       */
      burst?: number;
    };
  };
  /**
   * Clients by name: they turn requests into events
   */
  clients?: {
    [k: string]: {
      /**
       * GA4 Measurement Protocol and gtag requests
       */
      type: 'ga4';
      /**
       * Paths it claims; /mp/collect and /g/collect by default
       */
      paths?: string[];
      /**
       * Higher is asked first; 0 by default
       */
      priority?: number;
      /**
       * Incoming event name: the name it goes on under
       */
      event_names?: {
        [k: string]: string;
      };
      /**
       * Whether a Measurement Protocol request's own address and user agent are the visitor's: auto (only a browser's), always, never
       */
      visitor_from_request?: 'auto' | 'always' | 'never';
    };
  };
  /**
   * Variables by name, referred to as {{Name}}
   */
  variables?: {
    [k: string]:
      | {
          /**
           * A value of the event, by its key path
           */
          type: 'event_data';
          /**
           * Key path, such as user_data.address.0.city
           */
          path: string;
          /**
           * What it holds where nothing is found; may hold {{Variables}}
           */
          default?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
        }
      | {
          /**
           * The value beside the first key that equals the input
           */
          type: 'lookup_table';
          /**
           * What to look up: a {{Variable}}
           */
          input: string;
          /**
           * Key: value. Values may hold {{Variables}} and ${SECRETS}
           */
          map: {
            [k: string]: Json;
          };
          /**
           * What it holds where nothing is found; may hold {{Variables}}
           */
          default?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
        }
      | {
          /**
           * The value of the first row whose pattern matches the input
           */
          type: 'regex_table';
          /**
           * What to match: a {{Variable}}
           */
          input: string;
          /**
           * Tried in order
           */
          rows: {
            /**
             * RE2 pattern
             */
            matches: string;
            /**
             * May hold {{Variables}}
             */
            value:
              | string
              | number
              | boolean
              | null
              | Json[]
              | {
                  [k: string]: Json;
                };
          }[];
          /**
           * Upper and lower case are the same
           */
          ignore_case?: boolean;
          /**
           * The pattern must match the whole input
           */
          full_match?: boolean;
          /**
           * What it holds where nothing is found; may hold {{Variables}}
           */
          default?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
        }
      | {
          /**
           * Always the same value
           */
          type: 'constant';
          /**
           * Any value; may hold ${SECRETS}
           */
          value:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
        }
      | {
          /**
           * A header of the incoming request
           */
          type: 'request_header';
          /**
           * Header name, any case
           */
          name: string;
          /**
           * What it holds where nothing is found; may hold {{Variables}}
           */
          default?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
        }
      | {
          /**
           * A parameter of the incoming request's query
           */
          type: 'query_parameter';
          /**
           * Parameter name
           */
          name: string;
          /**
           * What it holds where nothing is found; may hold {{Variables}}
           */
          default?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
        }
      | {
          /**
           * A cookie of the incoming request, decoded
           */
          type: 'cookie';
          /**
           * Cookie name
           */
          name: string;
          /**
           * What it holds where nothing is found; may hold {{Variables}}
           */
          default?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
        }
      | {
          /**
           * The incoming request's path
           */
          type: 'request_path';
        }
      | {
          /**
           * The incoming request's method
           */
          type: 'request_method';
        }
      | {
          /**
           * A whole number drawn anew for each event
           */
          type: 'random_number';
          /**
           * Smallest, 0 by default
           */
          min?: number;
          /**
           * Largest, 2147483647 by default
           */
          max?: number;
        };
  };
  /**
   * Triggers by name
   */
  triggers?: {
    /**
     * When tags fire: all conditions must hold; without conditions, on every event
     */
    [k: string]: {
      /**
       * All must hold
       */
      when?: Condition[];
    };
  };
  /**
   * Transformations by name
   */
  transformations?: {
    [k: string]:
      | {
          /**
           * Tags see only these parameters
           */
          type: 'allow';
          /**
           * Key paths to keep
           */
          parameters: string[];
          /**
           * Tags it applies to; all by default
           */
          tags?: string[];
          /**
           * Tags it does not apply to
           */
          except_tags?: string[];
          /**
           * Types of tags it applies to
           */
          tag_types?: string[];
          /**
           * All must hold
           */
          when?: Condition[];
          /**
           * Higher is applied first; 0 by default
           */
          priority?: number;
        }
      | {
          /**
           * Tags do not see these parameters
           */
          type: 'exclude';
          /**
           * Key paths to remove
           */
          parameters: string[];
          /**
           * Tags it applies to; all by default
           */
          tags?: string[];
          /**
           * Tags it does not apply to
           */
          except_tags?: string[];
          /**
           * Types of tags it applies to
           */
          tag_types?: string[];
          /**
           * All must hold
           */
          when?: Condition[];
          /**
           * Higher is applied first; 0 by default
           */
          priority?: number;
        }
      | {
          /**
           * Tags see these parameters with these values
           */
          type: 'augment';
          /**
           * Key path: value, which may hold {{Variables}}
           */
          parameters: {
            [k: string]: Json;
          };
          /**
           * Tags it applies to; all by default
           */
          tags?: string[];
          /**
           * Tags it does not apply to
           */
          except_tags?: string[];
          /**
           * Types of tags it applies to
           */
          tag_types?: string[];
          /**
           * All must hold
           */
          when?: Condition[];
          /**
           * Higher is applied first; 0 by default
           */
          priority?: number;
        };
  };
  /**
   * Tags by name
   */
  tags?: {
    [k: string]:
      | {
          /**
           * Google Analytics: GA4, by the Measurement Protocol or as gtag sends it
           */
          type: 'ga4';
          /**
           * Measurement id (G-…); default: the one the event came with
           */
          measurement_id?: string | number | boolean | null;
          /**
           * Measurement Protocol API secret of that data stream
           */
          api_secret?: string | number | boolean | null;
          /**
           * Firebase app id, for an app stream instead of a web stream
           */
          firebase_app_id?: string | number | boolean | null;
          /**
           * mp (Measurement Protocol) or gtag; default: mp where api_secret is set
           */
          protocol?: ('mp' | 'gtag') | string | null;
          /**
           * eu collects at region1.google-analytics.com
           */
          region?: ('global' | 'eu') | string | null;
          /**
           * mp: send to the validation endpoint, which stores nothing; gtag: mark the event for DebugView
           */
          debug?: boolean | string | null;
          /**
           * Event name; default: the event’s own
           */
          event_name?: string | number | boolean | null;
          /**
           * Parameters laid over the event’s own; null removes one
           */
          event_parameters?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Which of the event’s own parameters go: all (default), none, or a list of names
           */
          include_parameters?: Json[] | string | null;
          /**
           * Parameters that do not go
           */
          exclude_parameters?: Json[] | string | null;
          /**
           * User properties laid over the event’s; null removes one
           */
          user_properties?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Which of the event’s user properties go: all (default), none, or a list of names
           */
          include_user_properties?: Json[] | string | null;
          /**
           * User properties that do not go
           */
          exclude_user_properties?: Json[] | string | null;
          /**
           * Client id; default: the event’s
           */
          client_id?: string | number | boolean | null;
          /**
           * App instance id, for an app stream; default: the event’s
           */
          app_instance_id?: string | number | boolean | null;
          /**
           * User id; default: the event’s
           */
          user_id?: string | number | boolean | null;
          /**
           * When it happened, Unix microseconds; default: the event’s, if it has one
           */
          timestamp_micros?: number | string | null;
          /**
           * User-provided data laid over the event’s; normalised and hashed as it is
           */
          user_data?:
            | {
                /**
                 * Email address, raw or hashed; one or a list
                 */
                sha256_email_address?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_email_address
                 */
                email_address?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_email_address
                 */
                em?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_email_address
                 */
                email?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * Phone number, raw or hashed; one or a list
                 */
                sha256_phone_number?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_phone_number
                 */
                phone_number?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_phone_number
                 */
                ph?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_phone_number
                 */
                phone?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * Address or a list of them: first_name, last_name, street, city, region, postal_code, country
                 */
                address?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
              }
            | string
            | null;
          /**
           * Consent laid over the event’s
           */
          consent?:
            | {
                /**
                 * GRANTED or DENIED
                 */
                ad_user_data?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * GRANTED or DENIED
                 */
                ad_personalization?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * GRANTED or DENIED; gtag only
                 */
                ad_storage?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * GRANTED or DENIED; gtag only
                 */
                analytics_storage?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
              }
            | string
            | null;
          /**
           * [LDU] limits data use: personalised advertising is denied
           */
          data_processing_options?: Json[] | string | null;
          /**
           * Deprecated by Google: say consent.ad_personalization
           */
          non_personalized_ads?: boolean | string | null;
          /**
           * Where the user is: city, region_id, country_id, subcontinent_id, continent_id
           */
          user_location?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * IP address geography is read from; default: the event’s
           */
          ip_override?: string | number | boolean | null;
          /**
           * Do not give the visitor’s IP address away
           */
          redact_visitor_ip?: boolean | string | null;
          /**
           * The user’s device: category, language, screen_resolution, operating_system, model, brand, browser, …
           */
          device?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * User agent; default: the event’s
           */
          user_agent?: string | number | boolean | null;
          /**
           * How strictly GA4 validates
           */
          validation_behavior?: ('RELAXED' | 'ENFORCE_RECOMMENDATIONS') | string | null;
          /**
           * Firing triggers: any of them
           */
          triggers?: string[];
          /**
           * Where one of them matches, the tag does not fire
           */
          blocking_triggers?: string[];
          /**
           * Higher fires first; 0 by default
           */
          priority?: number;
          /**
           * Tag to run before this one
           */
          setup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not fire this tag where the setup tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * Tag to run after this one
           */
          cleanup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not run it where this tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)
           */
          firing_option?: 'once_per_event' | 'unlimited' | 'once_per_load';
          /**
           * Never fires
           */
          paused?: boolean;
          /**
           * When it may fire
           */
          schedule?: {
            /**
             * Not before
             */
            start?: string;
            /**
             * Not from here on
             */
            end?: string;
          };
          /**
           * Fires only where all of these are granted
           */
          consent_required?: ('ad_storage' | 'analytics_storage' | 'ad_user_data' | 'ad_personalization')[];
        }
      | {
          /**
           * Meta Conversions API: sends the event to a pixel or dataset
           */
          type: 'meta';
          /**
           * The pixel or dataset to send to: digits
           */
          pixel_id?: string | number | boolean | null;
          /**
           * Of Events Manager > Settings > Conversions API; a ${SECRET}
           */
          access_token?: string | number | boolean | null;
          /**
           * The Graph API version, such as v25.0 (the default)
           */
          api_version?: string | number | boolean | null;
          /**
           * HMAC-SHA256 of the access token with the app secret, for apps that require it
           */
          appsecret_proof?: string | number | boolean | null;
          /**
           * Of Events Manager > Test Events; remove it in production
           */
          test_event_code?: string | number | boolean | null;
          /**
           * Names the sender: at most 22 characters
           */
          partner_agent?: string | number | boolean | null;
          /**
           * Names a set of offline events
           */
          upload_tag?: string | number | boolean | null;
          /**
           * Id of a set of offline events
           */
          upload_id?: string | number | boolean | null;
          /**
           * Where a set of offline events came from
           */
          upload_source?: string | number | boolean | null;
          /**
           * Namespace of external ids
           */
          namespace_id?: string | number | boolean | null;
          /**
           * A standard event or a custom name; by default from the GA4 name
           */
          event_name?: string | number | boolean | null;
          /**
           * Unix seconds; by default the time of the event
           */
          event_time?: number | string | null;
          /**
           * Deduplicates with the pixel's eventID; by default the event's event_id
           */
          event_id?: string | number | boolean | null;
          /**
           * Where it happened; website by default
           */
          action_source?:
            | (
                | 'website'
                | 'app'
                | 'phone_call'
                | 'chat'
                | 'email'
                | 'physical_store'
                | 'system_generated'
                | 'business_messaging'
                | 'other'
              )
            | string
            | null;
          /**
           * The page; by default page_location. Meta requires it for website
           */
          event_source_url?: string | number | boolean | null;
          /**
           * The page before; by default page_referrer
           */
          referrer_url?: string | number | boolean | null;
          /**
           * Use the event for attribution only
           */
          opt_out?: boolean | string | null;
          /**
           * LDU for Limited Data Use, an empty list for none
           */
          data_processing_options?: Json[] | string | null;
          /**
           * 1 for the United States, 0 to let Meta find out
           */
          data_processing_options_country?: number | string | null;
          /**
           * 1000 for California and so on, 0 to let Meta find out
           */
          data_processing_options_state?: number | string | null;
          /**
           * Such as new_customer_to_business
           */
          customer_segmentation?: string | number | boolean | null;
          /**
           * Where action_source is business_messaging: messenger, whatsapp or instagram
           */
          messaging_channel?: string | number | boolean | null;
          /**
           * Name of the advanced measurement table
           */
          advanced_measurement_table?: string | number | boolean | null;
          /**
           * The event that a delayed one belongs to
           */
          original_event_data?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Where the event is AppendAttribution
           */
          attribution_data?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * The app and its device; Meta requires it where action_source is app
           */
          app_data?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Customer information: replaces what the event says, key by key
           */
          user_data?:
            | {
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (em)
                 */
                em?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (ph)
                 */
                ph?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (fn)
                 */
                fn?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (ln)
                 */
                ln?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (ge)
                 */
                ge?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (db)
                 */
                db?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (ct)
                 */
                ct?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (st)
                 */
                st?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (zp)
                 */
                zp?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (country)
                 */
                country?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (external_id)
                 */
                external_id?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (f5first)
                 */
                f5first?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (f5last)
                 */
                f5last?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (fi)
                 */
                fi?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (dobd)
                 */
                dobd?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (dobm)
                 */
                dobm?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One value or a list, normalised and hashed; a SHA-256 is kept (doby)
                 */
                doby?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * Sent as it is, never hashed (fbc)
                 */
                fbc?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (fbp)
                 */
                fbp?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (subscription_id)
                 */
                subscription_id?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (fb_login_id)
                 */
                fb_login_id?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (anon_id)
                 */
                anon_id?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (madid)
                 */
                madid?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (page_id)
                 */
                page_id?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (page_scoped_user_id)
                 */
                page_scoped_user_id?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (ctwa_clid)
                 */
                ctwa_clid?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (ig_account_id)
                 */
                ig_account_id?: string | number | boolean | null;
                /**
                 * Sent as it is, never hashed (ig_sid)
                 */
                ig_sid?: string | number | boolean | null;
                /**
                 * The lead id a Meta lead ad gave: 15 to 17 digits
                 */
                lead_id?: string | number | boolean | null;
                /**
                 * The visitor's IP address
                 */
                client_ip_address?: string | number | boolean | null;
                /**
                 * The visitor's user agent
                 */
                client_user_agent?: string | number | boolean | null;
              }
            | string
            | null;
          /**
           * Replaces what the event says, key by key; any other key is a custom property
           */
          custom_data?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Firing triggers: any of them
           */
          triggers?: string[];
          /**
           * Where one of them matches, the tag does not fire
           */
          blocking_triggers?: string[];
          /**
           * Higher fires first; 0 by default
           */
          priority?: number;
          /**
           * Tag to run before this one
           */
          setup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not fire this tag where the setup tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * Tag to run after this one
           */
          cleanup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not run it where this tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)
           */
          firing_option?: 'once_per_event' | 'unlimited' | 'once_per_load';
          /**
           * Never fires
           */
          paused?: boolean;
          /**
           * When it may fire
           */
          schedule?: {
            /**
             * Not before
             */
            start?: string;
            /**
             * Not from here on
             */
            end?: string;
          };
          /**
           * Fires only where all of these are granted
           */
          consent_required?: ('ad_storage' | 'analytics_storage' | 'ad_user_data' | 'ad_personalization')[];
        }
      | {
          /**
           * TikTok Events API: sends the event to a pixel, an app, or an offline or CRM event set
           */
          type: 'tiktok';
          /**
           * The Pixel Code; for other sources the App ID or the Event Set ID
           */
          pixel_id?: string | number | boolean | null;
          /**
           * TikTok's own name for pixel_id
           */
          event_source_id?: string | number | boolean | null;
          /**
           * Of Events Manager > Settings > Events API; a ${SECRET}
           */
          access_token?: string | number | boolean | null;
          /**
           * Where it happened; web by default
           */
          event_source?: ('web' | 'app' | 'offline' | 'crm') | string | null;
          /**
           * Of Events Manager > Test Events; remove it in production
           */
          test_event_code?: string | number | boolean | null;
          /**
           * Names the sender
           */
          partner_name?: string | number | boolean | null;
          /**
           * A standard event or a custom name; by default from the GA4 name
           */
          event?: string | number | boolean | null;
          /**
           * Unix seconds; by default the time of the event
           */
          event_time?: number | string | null;
          /**
           * Deduplicates with the pixel's event_id; by default the event's event_id
           */
          event_id?: string | number | boolean | null;
          /**
           * Limited data use, for people in the United States
           */
          limited_data_use?: boolean | string | null;
          /**
           * Customer information: replaces what the event says, key by key
           */
          user?:
            | {
                /**
                 * One or several; normalised and hashed, a SHA-256 is kept
                 */
                email?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One or several; brought to E.164 and hashed, a SHA-256 is kept
                 */
                phone?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * One or several; hashed, a SHA-256 is kept
                 */
                external_id?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * Normalised and hashed, a SHA-256 is kept
                 */
                first_name?: string | number | boolean | null;
                /**
                 * Normalised and hashed, a SHA-256 is kept
                 */
                last_name?: string | number | boolean | null;
                /**
                 * Normalised and hashed, a SHA-256 is kept
                 */
                zip_code?: string | number | boolean | null;
                /**
                 * Not hashed
                 */
                city?: string | number | boolean | null;
                /**
                 * Not hashed
                 */
                state?: string | number | boolean | null;
                /**
                 * Not hashed
                 */
                country?: string | number | boolean | null;
                /**
                 * The click id, never cut
                 */
                ttclid?: string | number | boolean | null;
                /**
                 * The value of the cookie _ttp
                 */
                ttp?: string | number | boolean | null;
                /**
                 * The visitor's IP address
                 */
                ip?: string | number | boolean | null;
                /**
                 * The visitor's user agent
                 */
                user_agent?: string | number | boolean | null;
                /**
                 * A BCP 47 language tag, such as en-US
                 */
                locale?: string | number | boolean | null;
                /**
                 * Advertising id of iOS, raw or hashed
                 */
                idfa?: string | number | boolean | null;
                /**
                 * Advertising id of Android, raw or hashed
                 */
                gaid?: string | number | boolean | null;
                /**
                 * The vendor's id of iOS
                 */
                idfv?: string | number | boolean | null;
                /**
                 * AUTHORIZED, DENIED, NOT_DETERMINED, RESTRICTED or NOT_APPLICABLE
                 */
                att_status?: string | number | boolean | null;
              }
            | string
            | null;
          /**
           * What happened: replaces what the event says, key by key
           */
          properties?:
            | {
                /**
                 * What the event is worth, in currency
                 */
                value?: number | string | null;
                /**
                 * ISO 4217
                 */
                currency?: string | number | boolean | null;
                /**
                 * product or product_group
                 */
                content_type?: string | number | boolean | null;
                /**
                 * Objects of content_id, content_name, content_category, brand, price and quantity
                 */
                contents?: Json[] | string | null;
                /**
                 * Product ids
                 */
                content_ids?: Json[] | string | null;
                /**
                 * Units
                 */
                num_items?: number | string | null;
                /**
                 * What was searched for
                 */
                search_string?: string | number | boolean | null;
                /**
                 * Free text
                 */
                description?: string | number | boolean | null;
                /**
                 * The order
                 */
                order_id?: string | number | boolean | null;
                /**
                 * The shop
                 */
                shop_id?: string | number | boolean | null;
                /**
                 * new or returning
                 */
                customer_type?: string | number | boolean | null;
                /**
                 * Predicted lifetime value
                 */
                predicted_ltv?: number | string | null;
                /**
                 * How it is delivered
                 */
                delivery_category?: string | number | boolean | null;
              }
            | string
            | null;
          /**
           * The page; TikTok requires its url for web
           */
          page?:
            | {
                /**
                 * The page; by default page_location
                 */
                url?: string | number | boolean | null;
                /**
                 * The page before
                 */
                referrer?: string | number | boolean | null;
              }
            | string
            | null;
          /**
           * The app; TikTok requires its app_id for app
           */
          app?:
            | {
                /**
                 * Of the store
                 */
                app_id?: string | number | boolean | null;
                /**
                 * Its name
                 */
                app_name?: string | number | boolean | null;
                /**
                 * Its version
                 */
                app_version?: string | number | boolean | null;
              }
            | string
            | null;
          /**
           * The ad, as a measurement partner knows it
           */
          ad?:
            | {
                /**
                 * The click id of an app campaign
                 */
                callback?: string | number | boolean | null;
                /**
                 * The campaign
                 */
                campaign_id?: string | number | boolean | null;
                /**
                 * The ad
                 */
                ad_id?: string | number | boolean | null;
                /**
                 * The creative
                 */
                creative_id?: string | number | boolean | null;
                /**
                 * Whether it retargets
                 */
                is_retargeting?: boolean | string | null;
                /**
                 * Whether the event is attributed
                 */
                attributed?: boolean | string | null;
                /**
                 * How it was attributed
                 */
                attribution_type?: string | number | boolean | null;
                /**
                 * Who attributed it
                 */
                attribution_provider?: string | number | boolean | null;
                /**
                 * From 0 to 1
                 */
                attribution_share?: number | string | null;
              }
            | string
            | null;
          /**
           * The lead; TikTok requires its lead_id for crm
           */
          lead?:
            | {
                /**
                 * The lead
                 */
                lead_id?: string | number | boolean | null;
                /**
                 * The CRM it came from
                 */
                lead_event_source?: string | number | boolean | null;
              }
            | string
            | null;
          /**
           * Firing triggers: any of them
           */
          triggers?: string[];
          /**
           * Where one of them matches, the tag does not fire
           */
          blocking_triggers?: string[];
          /**
           * Higher fires first; 0 by default
           */
          priority?: number;
          /**
           * Tag to run before this one
           */
          setup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not fire this tag where the setup tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * Tag to run after this one
           */
          cleanup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not run it where this tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)
           */
          firing_option?: 'once_per_event' | 'unlimited' | 'once_per_load';
          /**
           * Never fires
           */
          paused?: boolean;
          /**
           * When it may fire
           */
          schedule?: {
            /**
             * Not before
             */
            start?: string;
            /**
             * Not from here on
             */
            end?: string;
          };
          /**
           * Fires only where all of these are granted
           */
          consent_required?: ('ad_storage' | 'analytics_storage' | 'ad_user_data' | 'ad_personalization')[];
        }
      | {
          /**
           * Google Ads Conversion Tracking
           */
          type: 'google_ads';
          /**
           * Conversion id: digits; AW- in front of them is taken off
           */
          conversion_id?: string | number | boolean | null;
          /**
           * Label of the conversion action
           */
          conversion_label?: string | number | boolean | null;
          /**
           * What the conversion is worth; default: value of the event
           */
          conversion_value?: string | number | boolean | null;
          /**
           * ISO 4217; default: currency of the event
           */
          currency_code?: string | number | boolean | null;
          /**
           * By which Google counts a conversion once; default: transaction_id, else event_id of the event
           */
          order_id?: string | number | boolean | null;
          /**
           * new or returning; default: customer_type or new_customer of the event
           */
          customer_type?: string | number | boolean | null;
          /**
           * Default: customer_lifetime_value of the event
           */
          customer_lifetime_value?: string | number | boolean | null;
          /**
           * Click id; default: from the event, the page’s query, or the conversion linker’s cookie
           */
          gclid?: string | number | boolean | null;
          /**
           * Where the click id came from, a small number
           */
          gclaw_src?: string | number | boolean | null;
          /**
           * App click id; default: as gclid
           */
          gbraid?: string | number | boolean | null;
          /**
           * iOS web click id; default: as gclid
           */
          wbraid?: string | number | boolean | null;
          /**
           * Display click id; default: as gclid
           */
          dclid?: string | number | boolean | null;
          /**
           * The conversion linker’s id of the browser; default: from its cookie
           */
          auid?: string | number | boolean | null;
          /**
           * Whether the conversion linker’s cookies are read; default: true
           */
          enable_conversion_linker?: boolean | string | null;
          /**
           * Whether user-provided data goes, hashed; default: true
           */
          enhanced_conversions?: boolean | string | null;
          /**
           * User-provided data laid over the event’s; normalised and hashed as it is
           */
          user_data?:
            | {
                /**
                 * Email address, raw or hashed; one or a list
                 */
                sha256_email_address?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_email_address
                 */
                email_address?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_email_address
                 */
                em?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_email_address
                 */
                email?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * Phone number, raw or hashed; one or a list
                 */
                sha256_phone_number?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_phone_number
                 */
                phone_number?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_phone_number
                 */
                ph?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_phone_number
                 */
                phone?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * Address or a list of them: first_name, last_name, street, city, region, postal_code, country
                 */
                address?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
              }
            | string
            | null;
          /**
           * Whether items go as cart data
           */
          enable_product_reporting?: boolean | string | null;
          /**
           * Merchant Center id
           */
          merchant_id?: string | number | boolean | null;
          /**
           * Country of the Merchant Center feed
           */
          feed_country?: string | number | boolean | null;
          /**
           * Language of the Merchant Center feed
           */
          feed_language?: string | number | boolean | null;
          /**
           * Discount on the whole order; default: discount of the event
           */
          discount?: string | number | boolean | null;
          /**
           * Restricted data processing; default: where data_processing_options say LDU
           */
          restricted_data_processing?: boolean | string | null;
          /**
           * [LDU] limits data use; default: those of the event
           */
          data_processing_options?: Json[] | string | null;
          /**
           * Consent laid over the event’s
           */
          consent?:
            | {
                /**
                 * granted or denied
                 */
                ad_storage?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * granted or denied
                 */
                analytics_storage?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * granted or denied
                 */
                ad_user_data?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * granted or denied
                 */
                ad_personalization?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
              }
            | string
            | null;
          /**
           * User agent; default: the event’s
           */
          user_agent?: string | number | boolean | null;
          /**
           * Do not give the visitor’s IP address away
           */
          redact_visitor_ip?: boolean | string | null;
          /**
           * Query parameters by Google’s own names, laid over all of the above; null removes one
           */
          parameters?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Firing triggers: any of them
           */
          triggers?: string[];
          /**
           * Where one of them matches, the tag does not fire
           */
          blocking_triggers?: string[];
          /**
           * Higher fires first; 0 by default
           */
          priority?: number;
          /**
           * Tag to run before this one
           */
          setup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not fire this tag where the setup tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * Tag to run after this one
           */
          cleanup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not run it where this tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)
           */
          firing_option?: 'once_per_event' | 'unlimited' | 'once_per_load';
          /**
           * Never fires
           */
          paused?: boolean;
          /**
           * When it may fire
           */
          schedule?: {
            /**
             * Not before
             */
            start?: string;
            /**
             * Not from here on
             */
            end?: string;
          };
          /**
           * Fires only where all of these are granted
           */
          consent_required?: ('ad_storage' | 'analytics_storage' | 'ad_user_data' | 'ad_personalization')[];
        }
      | {
          /**
           * Google Data Manager API: events for Google Ads, Floodlight and Google Analytics
           */
          type: 'data_manager';
          /**
           * Account the event goes to; hyphens are taken out
           */
          operating_account_id?: string | number | boolean | null;
          /**
           * Its type; default: GOOGLE_ADS
           */
          operating_account_type?:
            | (
                | 'GOOGLE_ADS'
                | 'DISPLAY_VIDEO_PARTNER'
                | 'DISPLAY_VIDEO_ADVERTISER'
                | 'DATA_PARTNER'
                | 'GOOGLE_ANALYTICS_PROPERTY'
                | 'GOOGLE_AD_MANAGER_AUDIENCE_LINK'
                | 'FLOODLIGHT_CONFIG'
              )
            | string
            | null;
          /**
           * Account the credentials belong to, where it is another: a manager account
           */
          login_account_id?: string | number | boolean | null;
          /**
           * Its type; default: GOOGLE_ADS
           */
          login_account_type?:
            | (
                | 'GOOGLE_ADS'
                | 'DISPLAY_VIDEO_PARTNER'
                | 'DISPLAY_VIDEO_ADVERTISER'
                | 'DATA_PARTNER'
                | 'GOOGLE_ANALYTICS_PROPERTY'
                | 'GOOGLE_AD_MANAGER_AUDIENCE_LINK'
                | 'FLOODLIGHT_CONFIG'
              )
            | string
            | null;
          /**
           * Account that links a data partner to the operating account
           */
          linked_account_id?: string | number | boolean | null;
          /**
           * Its type; default: GOOGLE_ADS
           */
          linked_account_type?:
            | (
                | 'GOOGLE_ADS'
                | 'DISPLAY_VIDEO_PARTNER'
                | 'DISPLAY_VIDEO_ADVERTISER'
                | 'DATA_PARTNER'
                | 'GOOGLE_ANALYTICS_PROPERTY'
                | 'GOOGLE_AD_MANAGER_AUDIENCE_LINK'
                | 'FLOODLIGHT_CONFIG'
              )
            | string
            | null;
          /**
           * Conversion action id, GA4 measurement id or Floodlight activity id
           */
          product_destination_id?: string | number | boolean | null;
          /**
           * A label of the destination
           */
          destination_reference?: string | number | boolean | null;
          /**
           * Full list of destinations, instead of the above
           */
          destinations?: Json[] | string | null;
          /**
           * OAuth 2 bearer token
           */
          access_token?: string | number | boolean | null;
          /**
           * Service account’s JSON key, exchanged for a token at delivery
           */
          service_account?: string | number | boolean | null;
          /**
           * Google Cloud project the request counts against
           */
          quota_project?: string | number | boolean | null;
          /**
           * How hashes are written; default: HEX
           */
          encoding?: ('HEX' | 'BASE64') | string | null;
          /**
           * Have the API check the request and store nothing
           */
          validate_only?: boolean | string | null;
          /**
           * When it happened, RFC 3339; default: the time of the event
           */
          event_timestamp?: string | number | boolean | null;
          /**
           * When it was last changed, RFC 3339
           */
          last_updated_timestamp?: string | number | boolean | null;
          /**
           * By which Google counts it once; default: transaction_id, else event_id of the event
           */
          transaction_id?: string | number | boolean | null;
          /**
           * Where it happened; default: WEB
           */
          event_source?: ('WEB' | 'APP' | 'IN_STORE' | 'PHONE' | 'MESSAGE' | 'OTHER') | string | null;
          /**
           * gclid, gbraid, wbraid, dclid, session_attributes, mobile_device_id, …, laid over the event’s
           */
          ad_identifiers?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * User-provided data laid over the event’s; normalised and hashed as it is
           */
          user_data?:
            | {
                /**
                 * Email address, raw or hashed; one or a list
                 */
                sha256_email_address?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_email_address
                 */
                email_address?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_email_address
                 */
                em?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_email_address
                 */
                email?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * Phone number, raw or hashed; one or a list
                 */
                sha256_phone_number?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_phone_number
                 */
                phone_number?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_phone_number
                 */
                ph?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * As sha256_phone_number
                 */
                phone?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * Address or a list of them: first_name, last_name, street, city, region, postal_code, country
                 */
                address?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
              }
            | string
            | null;
          /**
           * Another’s user data, with the keys of user_data; only for accounts Google lets
           */
          third_party_user_data?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * ISO 4217; default: currency of the event
           */
          currency?: string | number | boolean | null;
          /**
           * Default: value of the event
           */
          conversion_value?: string | number | boolean | null;
          /**
           * Floodlight: how many conversions it stands for
           */
          conversion_count?: string | number | boolean | null;
          /**
           * Consent laid over the event’s
           */
          consent?:
            | {
                /**
                 * granted or denied
                 */
                ad_user_data?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * granted or denied
                 */
                ad_personalization?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
                /**
                 * granted or denied; decides whether the event’s click ids go
                 */
                ad_storage?:
                  | string
                  | number
                  | boolean
                  | null
                  | Json[]
                  | {
                      [k: string]: Json;
                    };
              }
            | string
            | null;
          /**
           * [LDU] limits data use: personalised advertising is denied; default: those of the event
           */
          data_processing_options?: Json[] | string | null;
          /**
           * merchant_id, merchant_feed_label, merchant_feed_language_code, transaction_discount, coupon_codes, items
           */
          cart_data?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * user_agent, ip_address, category, language_code, operating_system, …, laid over the event’s
           */
          event_device_info?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Whether the visitor’s IP address goes; never for the EEA, the UK and Switzerland
           */
          send_ip_address?: boolean | string | null;
          /**
           * Custom conversion variables: name: value, or the API’s list
           */
          custom_variables?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
          /**
           * new, returning or reengaged; default: customer_type or new_customer of the event
           */
          customer_type?: string | number | boolean | null;
          /**
           * LOW, MEDIUM or HIGH
           */
          customer_value_bucket?: string | number | boolean | null;
          /**
           * customer_type, customer_value_bucket, additional_user_properties, laid over the mapped ones
           */
          user_properties?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Google Analytics: event name; default: the event’s own
           */
          event_name?: string | number | boolean | null;
          /**
           * Google Analytics: client id; default: the event’s
           */
          client_id?: string | number | boolean | null;
          /**
           * Google Analytics: app instance id; default: the event’s
           */
          app_instance_id?: string | number | boolean | null;
          /**
           * Google Analytics: user id; default: the event’s
           */
          user_id?: string | number | boolean | null;
          /**
           * Google Analytics: parameters laid over the event’s own; null removes one
           */
          additional_event_parameters?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Google Analytics: which of the event’s parameters go: all (default), none, or a list
           */
          include_parameters?: Json[] | string | null;
          /**
           * Google Analytics: parameters that do not go
           */
          exclude_parameters?: Json[] | string | null;
          /**
           * store_id, city, subdivision_code, region_code, …
           */
          event_location?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Which of the destinations the event goes to; default: all
           */
          destination_references?: Json[] | string | null;
          /**
           * Fields the API tries out: field, value
           */
          experimental_fields?: Json[] | string | null;
          /**
           * Firing triggers: any of them
           */
          triggers?: string[];
          /**
           * Where one of them matches, the tag does not fire
           */
          blocking_triggers?: string[];
          /**
           * Higher fires first; 0 by default
           */
          priority?: number;
          /**
           * Tag to run before this one
           */
          setup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not fire this tag where the setup tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * Tag to run after this one
           */
          cleanup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not run it where this tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)
           */
          firing_option?: 'once_per_event' | 'unlimited' | 'once_per_load';
          /**
           * Never fires
           */
          paused?: boolean;
          /**
           * When it may fire
           */
          schedule?: {
            /**
             * Not before
             */
            start?: string;
            /**
             * Not from here on
             */
            end?: string;
          };
          /**
           * Fires only where all of these are granted
           */
          consent_required?: ('ad_storage' | 'analytics_storage' | 'ad_user_data' | 'ad_personalization')[];
        }
      | {
          /**
           * Kameleoon Data API: offline and server-side conversions
           */
          type: 'kameleoon';
          /**
           * The project's site code
           */
          site_code?: string | number | boolean | null;
          /**
           * Id of the goal: a positive whole number
           */
          goal_id?: number | string | null;
          /**
           * Where the project lives; auto where it says nothing
           */
          region?: ('auto' | 'eu' | 'na' | 'custom') | string | null;
          /**
           * The project's, from its settings; io where it says nothing
           */
          top_level_domain?: ('io' | 'eu') | string | null;
          /**
           * Host of the Data API where region is custom, such as data.example.com
           */
          domain?: string | number | boolean | null;
          /**
           * The code Kameleoon gave the visitor in the browser; at most 100 characters
           */
          visitor_code?: string | number | boolean | null;
          /**
           * Cross-device id of the visitor, where there is no visitor code
           */
          mapping_value?: string | number | boolean | null;
          /**
           * Id of the conversion, by which Kameleoon sees a repeated one
           */
          conversion_id?: string | number | boolean | null;
          /**
           * Amount, in the currency of the event
           */
          revenue?: number | string | null;
          /**
           * Whether the revenue is taken back; so it is for refund
           */
          negative?: boolean | string | null;
          /**
           * The project's currency: ISO 4217 code
           */
          currency?: string | number | boolean | null;
          /**
           * How many of the project's currency one of another is, by its code
           */
          exchange_rates?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Custom data indexes and their values
           */
          metadata?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Sixteen hex digits that tell this conversion from others, where yours must be kept
           */
          nonce?: string | number | boolean | null;
          /**
           * The visitor's user agent; the event's where it says nothing
           */
          user_agent?: string | number | boolean | null;
          /**
           * Cannot be sent: Kameleoon counts a conversion when it arrives, and the log says so
           */
          event_time?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
          /**
           * Cannot be sent: as event_time
           */
          timestamp?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
          /**
           * Token sent as it is
           */
          access_token?: string | number | boolean | null;
          /**
           * Client id, to be exchanged for a token
           */
          client_id?: string | number | boolean | null;
          /**
           * Client secret, to be exchanged for a token
           */
          client_secret?: string | number | boolean | null;
          /**
           * API key
           */
          api_key?: string | number | boolean | null;
          /**
           * Header the API key goes in; x-api-key where it says nothing
           */
          api_key_header?: string | number | boolean | null;
          /**
           * Headers of the environment's own
           */
          headers?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Firing triggers: any of them
           */
          triggers?: string[];
          /**
           * Where one of them matches, the tag does not fire
           */
          blocking_triggers?: string[];
          /**
           * Higher fires first; 0 by default
           */
          priority?: number;
          /**
           * Tag to run before this one
           */
          setup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not fire this tag where the setup tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * Tag to run after this one
           */
          cleanup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not run it where this tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)
           */
          firing_option?: 'once_per_event' | 'unlimited' | 'once_per_load';
          /**
           * Never fires
           */
          paused?: boolean;
          /**
           * When it may fire
           */
          schedule?: {
            /**
             * Not before
             */
            start?: string;
            /**
             * Not from here on
             */
            end?: string;
          };
          /**
           * Fires only where all of these are granted
           */
          consent_required?: ('ad_storage' | 'analytics_storage' | 'ad_user_data' | 'ad_personalization')[];
        }
      | {
          /**
           * Snapchat Conversions API v3
           */
          type: 'snapchat';
          /**
           * Pixel id (a UUID), for web and offline events
           */
          pixel_id?: string | number | boolean | null;
          /**
           * Snap App ID, for events whose action_source is MOBILE_APP
           */
          snap_app_id?: string | number | boolean | null;
          /**
           * Conversions API token of the pixel or app
           */
          access_token?: string | number | boolean | null;
          /**
           * Send to /events/validate, which checks the event and keeps nothing
           */
          validate?: boolean | string | null;
          /**
           * Snapchat's name for the event, such as PURCHASE or CUSTOM_EVENT_1
           */
          event_name?: string | number | boolean | null;
          /**
           * When it happened, Unix seconds
           */
          event_time?: number | string | null;
          /**
           * Deduplication id: the pixel's client_dedup_id
           */
          event_id?: string | number | boolean | null;
          /**
           * Where it happened; WEB where it says nothing
           */
          action_source?: ('WEB' | 'MOBILE_APP' | 'OFFLINE') | string | null;
          /**
           * The page it happened on
           */
          event_source_url?: string | number | boolean | null;
          /**
           * LDU for limited data use; an empty list for none
           */
          data_processing_options?: Json[] | string | null;
          /**
           * 1 for the USA, 0 to let Snapchat decide
           */
          data_processing_options_country?: number | string | null;
          /**
           * 1000 for California, 0 to let Snapchat decide
           */
          data_processing_options_state?: number | string | null;
          /**
           * Partner name, lower case
           */
          integration?: string | number | boolean | null;
          /**
           * Code that shows the event among the test events
           */
          test_event_code?: string | number | boolean | null;
          /**
           * Version of the integration
           */
          version?: string | number | boolean | null;
          /**
           * The person: values replace the mapped ones, null removes one
           */
          user_data?:
            | {
                /**
                 * Email addresses, raw or SHA-256
                 */
                em?: Json[] | string | null;
                /**
                 * Phone numbers, raw or SHA-256
                 */
                ph?: Json[] | string | null;
                /**
                 * First name, raw or SHA-256
                 */
                fn?: Json[] | string | null;
                /**
                 * Last name, raw or SHA-256
                 */
                ln?: Json[] | string | null;
                /**
                 * Gender, raw or SHA-256
                 */
                ge?: Json[] | string | null;
                /**
                 * City, raw or SHA-256
                 */
                ct?: Json[] | string | null;
                /**
                 * State, raw or SHA-256
                 */
                st?: Json[] | string | null;
                /**
                 * Postal code, raw or SHA-256
                 */
                zp?: Json[] | string | null;
                /**
                 * Country, raw or SHA-256
                 */
                country?: Json[] | string | null;
                /**
                 * Date of birth, raw or SHA-256
                 */
                db?: Json[] | string | null;
                /**
                 * The advertiser's own ids of the person, raw or SHA-256
                 */
                external_id?: Json[] | string | null;
                /**
                 * The visitor's IPv4 or IPv6 address, never hashed
                 */
                client_ip_address?: string | number | boolean | null;
                /**
                 * The visitor's user agent
                 */
                client_user_agent?: string | number | boolean | null;
                /**
                 * Snapchat click id: the ScCid parameter of the landing page
                 */
                sc_click_id?: string | number | boolean | null;
                /**
                 * The pixel's _scid cookie
                 */
                sc_cookie1?: string | number | boolean | null;
                /**
                 * Mobile advertising id (IDFA or AAID)
                 */
                madid?: string | number | boolean | null;
                /**
                 * Apple's id for vendors
                 */
                idfv?: string | number | boolean | null;
                /**
                 * Anonymous id
                 */
                anon_id?: string | number | boolean | null;
                /**
                 * Snapchat lead id
                 */
                lead_id?: string | number | boolean | null;
                /**
                 * Subscription id
                 */
                subscription_id?: string | number | boolean | null;
                /**
                 * Download id
                 */
                download_id?: string | number | boolean | null;
              }
            | string
            | null;
          /**
           * What it was about: values replace the mapped ones, null removes one
           */
          custom_data?:
            | {
                /**
                 * Total, in units of the currency; required for PURCHASE
                 */
                value?: number | string | null;
                /**
                 * ISO 4217 code; required with a value
                 */
                currency?: string | number | boolean | null;
                /**
                 * Ids of what it was about
                 */
                content_ids?: Json[] | string | null;
                /**
                 * Lines: id, quantity, item_price, brand, delivery_category
                 */
                contents?: Json[] | string | null;
                /**
                 * Category of what it was about, or several
                 */
                content_category?: Json[] | string | null;
                /**
                 * Name of what it was about
                 */
                content_name?: string | number | boolean | null;
                /**
                 * product or product_group
                 */
                content_type?: string | number | boolean | null;
                /**
                 * Brands of what it was about
                 */
                brands?: Json[] | string | null;
                /**
                 * Units over all lines
                 */
                num_items?: number | string | null;
                /**
                 * Order number
                 */
                order_id?: string | number | boolean | null;
                /**
                 * What was searched for
                 */
                search_string?: string | number | boolean | null;
                /**
                 * How the person signed up
                 */
                sign_up_method?: string | number | boolean | null;
                /**
                 * Predicted lifetime value, in units of the currency
                 */
                predicted_ltv?: number | string | null;
                /**
                 * Where the visitor came from
                 */
                referrer_url?: string | number | boolean | null;
                /**
                 * An id of your own
                 */
                custom_id?: string | number | boolean | null;
                /**
                 * Travel: check-in date
                 */
                checkin_date?: string | number | boolean | null;
                /**
                 * Travel: first day
                 */
                travel_start?: string | number | boolean | null;
                /**
                 * Travel: last day
                 */
                travel_end?: string | number | boolean | null;
                /**
                 * Travel: destinations suggested
                 */
                suggested_destinations?: Json[] | string | null;
                /**
                 * Travel: IATA code of the destination
                 */
                destination_airport?: string | number | boolean | null;
                /**
                 * Travel: IATA code of the origin
                 */
                origin_airport?: string | number | boolean | null;
                /**
                 * Travel: city of the destination
                 */
                city?: string | number | boolean | null;
                /**
                 * Travel: region of the destination
                 */
                region?: string | number | boolean | null;
                /**
                 * Travel: country of the destination
                 */
                country?: string | number | boolean | null;
                /**
                 * Travel: neighbourhood of the destination
                 */
                neighborhood?: string | number | boolean | null;
                /**
                 * Travel: postal code of the destination
                 */
                postal_code?: string | number | boolean | null;
                /**
                 * Travel: outbound departure
                 */
                departing_departure_date?: string | number | boolean | null;
                /**
                 * Travel: outbound arrival
                 */
                departing_arrival_date?: string | number | boolean | null;
                /**
                 * Travel: return departure
                 */
                returning_departure_date?: string | number | boolean | null;
                /**
                 * Travel: return arrival
                 */
                returning_arrival_date?: string | number | boolean | null;
                /**
                 * Travel: adults
                 */
                num_adults?: number | string | null;
                /**
                 * Travel: children
                 */
                num_children?: number | string | null;
                /**
                 * Travel: infants
                 */
                num_infants?: number | string | null;
                /**
                 * Travel: score of the hotel
                 */
                hotel_score?: number | string | null;
                /**
                 * Travel: neighbourhoods preferred
                 */
                preferred_neighborhoods?: Json[] | string | null;
                /**
                 * Travel: star ratings preferred
                 */
                preferred_star_ratings?: Json[] | string | null;
                /**
                 * Travel: hotels suggested
                 */
                suggested_hotels?: Json[] | string | null;
              }
            | string
            | null;
          /**
           * The app, for events whose action_source is MOBILE_APP
           */
          app_data?:
            | {
                /**
                 * App Store id or Android package
                 */
                app_id?: string | number | boolean | null;
                /**
                 * Whether the person allowed tracking
                 */
                advertiser_tracking_enabled?: boolean | string | null;
                /**
                 * Whether tracking is on in the app
                 */
                application_tracking_enabled?: boolean | string | null;
                /**
                 * The sixteen texts that describe the device; unknown ones empty
                 */
                extinfo?: Json[] | string | null;
              }
            | string
            | null;
          /**
           * Firing triggers: any of them
           */
          triggers?: string[];
          /**
           * Where one of them matches, the tag does not fire
           */
          blocking_triggers?: string[];
          /**
           * Higher fires first; 0 by default
           */
          priority?: number;
          /**
           * Tag to run before this one
           */
          setup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not fire this tag where the setup tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * Tag to run after this one
           */
          cleanup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not run it where this tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)
           */
          firing_option?: 'once_per_event' | 'unlimited' | 'once_per_load';
          /**
           * Never fires
           */
          paused?: boolean;
          /**
           * When it may fire
           */
          schedule?: {
            /**
             * Not before
             */
            start?: string;
            /**
             * Not from here on
             */
            end?: string;
          };
          /**
           * Fires only where all of these are granted
           */
          consent_required?: ('ad_storage' | 'analytics_storage' | 'ad_user_data' | 'ad_personalization')[];
        }
      | {
          /**
           * Pinterest Conversions API v5
           */
          type: 'pinterest';
          /**
           * Ad account id: digits, in quotes
           */
          ad_account_id?: string | number | boolean | null;
          /**
           * Conversion token
           */
          access_token?: string | number | boolean | null;
          /**
           * Send as a test: Pinterest checks the event and keeps nothing
           */
          test?: boolean | string | null;
          /**
           * Pinterest's name for the event, such as checkout or custom
           */
          event_name?: string | number | boolean | null;
          /**
           * Where it happened; web where it says nothing
           */
          action_source?: ('web' | 'app_android' | 'app_ios' | 'offline') | string | null;
          /**
           * When it happened, Unix seconds
           */
          event_time?: number | string | null;
          /**
           * Deduplication id: the Pinterest tag's event_id
           */
          event_id?: string | number | boolean | null;
          /**
           * The page it happened on
           */
          event_source_url?: string | number | boolean | null;
          /**
           * Whether the person opted out, or limits ad tracking in the app
           */
          opt_out?: boolean | string | null;
          /**
           * Partner name, such as ss-acme
           */
          partner_name?: string | number | boolean | null;
          /**
           * App Store id or Android package; app_info supersedes it
           */
          app_id?: string | number | boolean | null;
          /**
           * Name of the app; app_info supersedes it
           */
          app_name?: string | number | boolean | null;
          /**
           * Version of the app; app_info supersedes it
           */
          app_version?: string | number | boolean | null;
          /**
           * Brand of the device; device_info supersedes it
           */
          device_brand?: string | number | boolean | null;
          /**
           * Mobile carrier; device_info supersedes it
           */
          device_carrier?: string | number | boolean | null;
          /**
           * Model of the device; device_info supersedes it
           */
          device_model?: string | number | boolean | null;
          /**
           * Type of the device; device_info supersedes it
           */
          device_type?: string | number | boolean | null;
          /**
           * Version of the operating system; device_info supersedes it
           */
          os_version?: string | number | boolean | null;
          /**
           * Whether the device is on wifi
           */
          wifi?: boolean | string | null;
          /**
           * ISO 639-1 code, two letters
           */
          language?: string | number | boolean | null;
          /**
           * LDU for limited data use: custom_data.opt_out_type LDP; an empty list for none
           */
          data_processing_options?: Json[] | string | null;
          /**
           * The person: values replace the mapped ones, null removes one
           */
          user_data?:
            | {
                /**
                 * Email addresses, raw or SHA-256
                 */
                em?: Json[] | string | null;
                /**
                 * Phone numbers, raw or SHA-256
                 */
                ph?: Json[] | string | null;
                /**
                 * Gender, raw or SHA-256
                 */
                ge?: Json[] | string | null;
                /**
                 * Dates of birth, raw or SHA-256
                 */
                db?: Json[] | string | null;
                /**
                 * Last names, raw or SHA-256
                 */
                ln?: Json[] | string | null;
                /**
                 * First names, raw or SHA-256
                 */
                fn?: Json[] | string | null;
                /**
                 * Cities, raw or SHA-256
                 */
                ct?: Json[] | string | null;
                /**
                 * States, raw or SHA-256
                 */
                st?: Json[] | string | null;
                /**
                 * Postal codes, raw or SHA-256
                 */
                zp?: Json[] | string | null;
                /**
                 * Countries, raw or SHA-256
                 */
                country?: Json[] | string | null;
                /**
                 * The advertiser's own ids of the person, raw or SHA-256
                 */
                external_id?: Json[] | string | null;
                /**
                 * Mobile advertising ids (GAID or IDFA), raw or SHA-256
                 */
                hashed_maids?: Json[] | string | null;
                /**
                 * The visitor's IPv4 or IPv6 address, never hashed
                 */
                client_ip_address?: string | number | boolean | null;
                /**
                 * The visitor's user agent
                 */
                client_user_agent?: string | number | boolean | null;
                /**
                 * Pinterest click id: the epik parameter or _epik cookie
                 */
                click_id?: string | number | boolean | null;
                /**
                 * A third party's id of the person, such as a RampID
                 */
                partner_id?: string | number | boolean | null;
              }
            | string
            | null;
          /**
           * What it was about: values replace the mapped ones, null removes one
           */
          custom_data?:
            | {
                /**
                 * ISO 4217 code; the ad account's currency where absent
                 */
                currency?: string | number | boolean | null;
                /**
                 * Total, in units of the currency; sent as text
                 */
                value?: string | number | boolean | null;
                /**
                 * Ids of what it was about
                 */
                content_ids?: Json[] | string | null;
                /**
                 * Name of what it was about
                 */
                content_name?: string | number | boolean | null;
                /**
                 * Category of what it was about
                 */
                content_category?: string | number | boolean | null;
                /**
                 * Brand of what it was about
                 */
                content_brand?: string | number | boolean | null;
                /**
                 * Lines: id, item_price (text), quantity, item_name, item_category, item_brand
                 */
                contents?: Json[] | string | null;
                /**
                 * Units over all lines
                 */
                num_items?: number | string | null;
                /**
                 * Order number
                 */
                order_id?: string | number | boolean | null;
                /**
                 * What was searched for
                 */
                search_string?: string | number | boolean | null;
                /**
                 * LDP for limited data processing
                 */
                opt_out_type?: string | number | boolean | null;
                /**
                 * Predicted lifetime value, in units of the currency; sent as text
                 */
                predicted_ltv?: string | number | boolean | null;
                /**
                 * Named partner, such as ss-gtm
                 */
                np?: string | number | boolean | null;
                /**
                 * Only where Pinterest asks for it
                 */
                external_measurement_id?: string | number | boolean | null;
                /**
                 * Only where Pinterest asks for it
                 */
                external_measurement_vendor_id?: number | string | null;
              }
            | string
            | null;
          /**
           * The app
           */
          app_info?:
            | {
                /**
                 * App Store id or Android package
                 */
                app_id?: string | number | boolean | null;
                /**
                 * Name of the app
                 */
                app_name?: string | number | boolean | null;
                /**
                 * Package of the app
                 */
                app_package_name?: string | number | boolean | null;
                /**
                 * Store the app came from
                 */
                app_store?: string | number | boolean | null;
                /**
                 * Version of the app
                 */
                app_version?: string | number | boolean | null;
                /**
                 * When it was installed, Unix seconds
                 */
                install_time?: number | string | null;
                /**
                 * The app's user agent
                 */
                user_agent?: string | number | boolean | null;
                /**
                 * Height of its window
                 */
                window_height?: number | string | null;
                /**
                 * Width of its window
                 */
                window_width?: number | string | null;
              }
            | string
            | null;
          /**
           * The device
           */
          device_info?:
            | {
                /**
                 * Battery, 0 to 100
                 */
                battery_level?: number | string | null;
                /**
                 * Brand of the device
                 */
                brand?: string | number | boolean | null;
                /**
                 * Mobile carrier
                 */
                carrier?: string | number | boolean | null;
                /**
                 * CPU cores
                 */
                cpu_cores?: number | string | null;
                /**
                 * Free external storage
                 */
                external_storage_free_space?: number | string | null;
                /**
                 * External storage
                 */
                external_storage_size?: number | string | null;
                /**
                 * desktop, laptop, cellphone, tablet, smartwatch, tv, vr, console or other
                 */
                form_factor?: string | number | boolean | null;
                /**
                 * Version of the kernel
                 */
                kernel_version?: string | number | boolean | null;
                /**
                 * ISO 639-1 codes
                 */
                languages?: Json[] | string | null;
                /**
                 * BCP 47 locale
                 */
                locale?: string | number | boolean | null;
                /**
                 * Model of the device
                 */
                model?: string | number | boolean | null;
                /**
                 * wifi, cellular_2g to cellular_6g, ethernet or unknown
                 */
                network_type?: string | number | boolean | null;
                /**
                 * ios, android, macos, windows, linux, bsd or other
                 */
                os_family?: string | number | boolean | null;
                /**
                 * Name of the operating system
                 */
                os_name?: string | number | boolean | null;
                /**
                 * Release of the operating system
                 */
                os_release_name?: string | number | boolean | null;
                /**
                 * Version of the operating system
                 */
                os_version?: string | number | boolean | null;
                /**
                 * Density of the screen
                 */
                screen_density?: number | string | null;
                /**
                 * Height of the screen
                 */
                screen_height?: number | string | null;
                /**
                 * Width of the screen
                 */
                screen_width?: number | string | null;
                /**
                 * Free storage
                 */
                storage_free_space?: number | string | null;
                /**
                 * Storage
                 */
                storage_size?: number | string | null;
                /**
                 * Time zone, such as Europe/Amsterdam
                 */
                timezone?: string | number | boolean | null;
                /**
                 * Abbreviation of the time zone
                 */
                timezone_abbr?: string | number | boolean | null;
                /**
                 * Type of the device
                 */
                type?: string | number | boolean | null;
              }
            | string
            | null;
          /**
           * Firing triggers: any of them
           */
          triggers?: string[];
          /**
           * Where one of them matches, the tag does not fire
           */
          blocking_triggers?: string[];
          /**
           * Higher fires first; 0 by default
           */
          priority?: number;
          /**
           * Tag to run before this one
           */
          setup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not fire this tag where the setup tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * Tag to run after this one
           */
          cleanup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not run it where this tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)
           */
          firing_option?: 'once_per_event' | 'unlimited' | 'once_per_load';
          /**
           * Never fires
           */
          paused?: boolean;
          /**
           * When it may fire
           */
          schedule?: {
            /**
             * Not before
             */
            start?: string;
            /**
             * Not from here on
             */
            end?: string;
          };
          /**
           * Fires only where all of these are granted
           */
          consent_required?: ('ad_storage' | 'analytics_storage' | 'ad_user_data' | 'ad_personalization')[];
        }
      | {
          /**
           * HTTP request: the event data, or what you make of it, to an address of yours
           */
          type: 'http_request';
          /**
           * Absolute http or https address. One that is a single secret must have no query of its own where query is used
           */
          url?: string | number | boolean | null;
          /**
           * POST where it says nothing
           */
          method?: ('GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE') | string | null;
          /**
           * Header names and values
           */
          headers?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Parameters appended to the address, percent-encoded; a list repeats its name
           */
          query?:
            | {
                [k: string]: Json;
              }
            | string
            | null;
          /**
           * Send the whole event data; so it is where no body is given and the method carries one
           */
          event_data?: boolean | string | null;
          /**
           * What to send instead of the event data; null for nothing
           */
          body?:
            | string
            | number
            | boolean
            | null
            | Json[]
            | {
                [k: string]: Json;
              };
          /**
           * The contract the request must keep, such as acme/orders: contracts/acme/orders.schema.json
           */
          contract?: string | number | boolean | null;
          /**
           * How the body is written; json where it says nothing
           */
          body_format?: ('json' | 'form' | 'text') | string | null;
          /**
           * Firing triggers: any of them
           */
          triggers?: string[];
          /**
           * Where one of them matches, the tag does not fire
           */
          blocking_triggers?: string[];
          /**
           * Higher fires first; 0 by default
           */
          priority?: number;
          /**
           * Tag to run before this one
           */
          setup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not fire this tag where the setup tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * Tag to run after this one
           */
          cleanup_tag?:
            | string
            | {
                /**
                 * Tag name
                 */
                tag: string;
                /**
                 * Do not run it where this tag failed
                 */
                stop_on_failure?: boolean;
              };
          /**
           * once_per_event (default), unlimited (once per matching trigger), once_per_load (once per request)
           */
          firing_option?: 'once_per_event' | 'unlimited' | 'once_per_load';
          /**
           * Never fires
           */
          paused?: boolean;
          /**
           * When it may fire
           */
          schedule?: {
            /**
             * Not before
             */
            start?: string;
            /**
             * Not from here on
             */
            end?: string;
          };
          /**
           * Fires only where all of these are granted
           */
          consent_required?: ('ad_storage' | 'analytics_storage' | 'ad_user_data' | 'ad_personalization')[];
        };
  };
}
export interface Condition {
  /**
   * What to compare: a {{Variable}}, or text with variables in it
   */
  variable: string;
  /**
   * Holds where it equals this
   */
  equals?: string | number | boolean;
  /**
   * Holds where it contains this
   */
  contains?: string | number | boolean;
  /**
   * Holds where it starts with this
   */
  starts_with?: string | number | boolean;
  /**
   * Holds where it ends with this
   */
  ends_with?: string | number | boolean;
  /**
   * Holds where it matches regex this
   */
  matches_regex?: string | number | boolean;
  /**
   * Holds where it less than this
   */
  less_than?: string | number | boolean;
  /**
   * Holds where it less or equal this
   */
  less_or_equal?: string | number | boolean;
  /**
   * Holds where it greater than this
   */
  greater_than?: string | number | boolean;
  /**
   * Holds where it greater or equal this
   */
  greater_or_equal?: string | number | boolean;
  /**
   * Holds where the comparison does not
   */
  negate?: boolean;
  /**
   * For matches_regex: upper and lower case are the same
   */
  ignore_case?: boolean;
}
