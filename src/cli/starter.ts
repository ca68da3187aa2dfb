/** The container file `sgtm init` writes: two platforms, so that it can be read in one go. */
export const starterContainer: string = `# Your container: what comes in, and what each platform gets. Editors check it against its schema:
# yaml-language-server: $schema=./node_modules/sgtm-workbench/schemas/container.schema.json
name: my-container
default_region: US # of phone numbers whose event names no country
pii_guard: fail # of raw personal data in an outgoing request: warn, fail, or block its delivery too

clients:
  GA4 Client: { type: ga4, paths: [/mp/collect, /g/collect] }

variables:
  Event Data - value: { type: event_data, path: value }
  Event Data - currency: { type: event_data, path: currency }

triggers:
  All Events: {}
  Purchase Event: { when: [{ variable: '{{Event Name}}', equals: purchase }] }

tags:
  GA4 - All Events:
    type: ga4
    triggers: [All Events]
    measurement_id: G-XXXXXXXXX
    api_secret: \${GA4_API_SECRET} # secrets go by name; record mode needs no value

  Meta CAPI - Purchase:
    type: meta
    triggers: [Purchase Event]
    pixel_id: '1234567890'
    access_token: \${META_ACCESS_TOKEN}
    event_name: Purchase
    custom_data:
      value: '{{Event Data - value}}'
      currency: '{{Event Data - currency}}'
`;

/** The scenario file `sgtm init` writes: it holds for the container above and the sample purchase. */
export const starterScenario: string = `# Send this, expect that: \`sgtm test\` runs every contracts/**/*.scenario.yaml.
# Contracts need no word here: a request that breaks its platform's contract fails the scenario.
# yaml-language-server: $schema=../node_modules/sgtm-workbench/schemas/scenario.schema.json
scenarios:
  - name: a purchase reaches GA4 and Meta
    send: purchase # samples/purchase.json
    expect:
      tags:
        fired: [GA4 - All Events, Meta CAPI - Purchase]
        only: true # and no other
      requests: # each is met by an outgoing request; what is not named here may be anything
        - platform: ga4
          body: { events: [{ name: purchase, params: { transaction_id: SO-10442 } }] }
        - platform: meta
          body:
            data:
              - event_name: Purchase
                event_id: { $type: string } # a matcher: there are $regex, $any_of, $absent, $gte and more
                user_data: { em: [{ $hash_of: jane.doe+shop@example.com }] }
                custom_data: { value: 89.9, currency: USD }

  - name: '{{event}} goes to GA4 alone'
    with: # the scenario runs once for each
      - { event: page_view }
      - { event: view_item }
    send: { sample: purchase, set: { events.0.name: '{{event}}' } } # the sample with changes
    expect:
      tags: { fired: [GA4 - All Events], only: true }
      request_count: { ga4: 1, meta: 0 }
`;
