// Written by `npm run generate` from contracts/data_manager/events_ingest.schema.json: change that, not this file.

/**
 * send CONSENT_GRANTED or CONSENT_DENIED: GRANTED is what the Google Ads API calls it
 */
export type DataManagerEventsIngestConsentStatus = 'CONSENT_GRANTED' | 'CONSENT_DENIED' | 'CONSENT_STATUS_UNSPECIFIED';
export type DataManagerEventsIngestKeyType = 'XCHACHA20_POLY1305';

/**
 * POST https://datamanager.googleapis.com/v1/events:ingest. One event that is not as it must be has the whole request refused.
 */
export interface DataManagerEventsIngest {
  destinations: DataManagerEventsIngestDestination[];
  events: DataManagerEventsIngestEvent[];
  consent?: DataManagerEventsIngestConsent;
  encoding?: 'HEX' | 'BASE64';
  encryptionInfo?: DataManagerEventsIngestEncryptionInfo;
  validateOnly?: boolean;
}
export interface DataManagerEventsIngestDestination {
  reference?: string;
  operatingAccount: DataManagerEventsIngestAccount;
  loginAccount?: DataManagerEventsIngestAccount;
  linkedAccount?: DataManagerEventsIngestAccount;
  /**
   * send the id of the conversion action, the GA4 measurement id, the Firebase app id or the Floodlight activity id
   */
  productDestinationId: string;
}
export interface DataManagerEventsIngestAccount {
  accountType?:
    | 'GOOGLE_ADS'
    | 'DISPLAY_VIDEO_PARTNER'
    | 'DISPLAY_VIDEO_ADVERTISER'
    | 'DATA_PARTNER'
    | 'GOOGLE_ANALYTICS_PROPERTY'
    | 'GOOGLE_AD_MANAGER_AUDIENCE_LINK'
    | 'FLOODLIGHT_CONFIG';
  accountId: string;
  /**
   * send accountType
   */
  product?: unknown;
}
export interface DataManagerEventsIngestEvent {
  destinationReferences?: string[];
  transactionId?: string;
  /**
   * send when it happened, such as 2026-08-02T14:00:00+02:00
   */
  eventTimestamp: string;
  lastUpdatedTimestamp?: string;
  eventSource?: 'WEB' | 'APP' | 'IN_STORE' | 'PHONE' | 'MESSAGE' | 'OTHER';
  adIdentifiers?: DataManagerEventsIngestAdIdentifiers;
  userData?: DataManagerEventsIngestUserData;
  thirdPartyUserData?: DataManagerEventsIngestUserData;
  currency?: string;
  conversionValue?: number | string;
  conversionCount?: number | string;
  consent?: DataManagerEventsIngestConsent;
  cartData?: DataManagerEventsIngestCartData;
  eventDeviceInfo?: DataManagerEventsIngestDeviceInfo;
  customVariables?: DataManagerEventsIngestCustomVariable[];
  userProperties?: DataManagerEventsIngestUserProperties;
  eventName?: string;
  clientId?: string;
  appInstanceId?: string;
  userId?: string;
  additionalEventParameters?: DataManagerEventsIngestParameter[];
  eventLocation?: DataManagerEventsIngestEventEventLocation;
  experimentalFields?: DataManagerEventsIngestEventExperimentalField[];
}
export interface DataManagerEventsIngestAdIdentifiers {
  /**
   * send it unchanged: case counts
   */
  gclid?: string;
  /**
   * send it unchanged: case counts
   */
  gbraid?: string;
  /**
   * send it unchanged: case counts
   */
  wbraid?: string;
  /**
   * send it unchanged: case counts
   */
  dclid?: string;
  impressionId?: string;
  matchId?: string;
  mobileDeviceId?: string;
  sessionAttributes?: string;
  landingPageDeviceInfo?: DataManagerEventsIngestDeviceInfo;
  encryptedUserIds?: DataManagerEventsIngestAdIdentifiersEncryptedUserId[];
}
export interface DataManagerEventsIngestDeviceInfo {
  userAgent?: string;
  ipAddress?: string;
  category?: string;
  languageCode?: string;
  screenHeight?: number;
  screenWidth?: number;
  operatingSystem?: string;
  operatingSystemVersion?: string;
  model?: string;
  brand?: string;
  browser?: string;
  browserVersion?: string;
}
export interface DataManagerEventsIngestAdIdentifiersEncryptedUserId {
  encryptedId: string;
  entityType:
    | 'CAMPAIGN_MANAGER_ACCOUNT'
    | 'CAMPAIGN_MANAGER_ADVERTISER'
    | 'DISPLAY_VIDEO_PARTNER'
    | 'DISPLAY_VIDEO_ADVERTISER'
    | 'GOOGLE_ADS_CUSTOMER'
    | 'GOOGLE_AD_MANAGER_NETWORK_CODE';
  entityId: string | number;
  source: 'AD_SERVING' | 'DATA_TRANSFER';
}
export interface DataManagerEventsIngestUserData {
  userIdentifiers: DataManagerEventsIngestUserIdentifier[];
}
export interface DataManagerEventsIngestUserIdentifier {
  emailAddress?: string;
  phoneNumber?: string;
  address?: DataManagerEventsIngestAddressInfo;
}
/**
 * send a whole address, or leave it out
 */
export interface DataManagerEventsIngestAddressInfo {
  givenName: string;
  familyName: string;
  regionCode: string;
  postalCode: string;
  addressLine?: string;
  city?: string;
  administrativeArea?: string;
}
export interface DataManagerEventsIngestConsent {
  adUserData?: DataManagerEventsIngestConsentStatus;
  adPersonalization?: DataManagerEventsIngestConsentStatus;
}
export interface DataManagerEventsIngestCartData {
  merchantId?: string;
  merchantFeedLabel?: string;
  merchantFeedLanguageCode?: string;
  transactionDiscount?: number | string;
  couponCodes?: string[];
  items?: DataManagerEventsIngestCartDataItem[];
}
export interface DataManagerEventsIngestCartDataItem {
  merchantProductId?: string;
  quantity?: string | number;
  unitPrice?: number | string;
  itemId?: string;
  merchantId?: string;
  merchantFeedLabel?: string;
  merchantFeedLanguageCode?: string;
  conversionValue?: number | string;
  additionalItemParameters?: DataManagerEventsIngestParameter[];
  customVariables?: DataManagerEventsIngestCustomVariable[];
}
export interface DataManagerEventsIngestParameter {
  parameterName: string;
  value: string;
}
export interface DataManagerEventsIngestCustomVariable {
  variable?: string;
  value?: string;
  destinationReferences?: string[];
}
export interface DataManagerEventsIngestUserProperties {
  customerType?: 'NEW' | 'RETURNING' | 'REENGAGED';
  customerValueBucket?: 'LOW' | 'MEDIUM' | 'HIGH';
  additionalUserProperties?: DataManagerEventsIngestUserPropertiesAdditionalUserProperty[];
}
export interface DataManagerEventsIngestUserPropertiesAdditionalUserProperty {
  propertyName: string;
  value: string;
}
export interface DataManagerEventsIngestEventEventLocation {
  storeId?: string;
  city?: string;
  subdivisionCode?: string;
  regionCode?: string;
  subcontinentCode?: string;
  continentCode?: string;
}
export interface DataManagerEventsIngestEventExperimentalField {
  field?: string;
  value?: string;
}
export interface DataManagerEventsIngestEncryptionInfo {
  gcpWrappedKeyInfo?: DataManagerEventsIngestEncryptionInfoGcpWrappedKeyInfo;
  awsWrappedKeyInfo?: DataManagerEventsIngestEncryptionInfoAwsWrappedKeyInfo;
}
export interface DataManagerEventsIngestEncryptionInfoGcpWrappedKeyInfo {
  keyType: DataManagerEventsIngestKeyType;
  wipProvider: string;
  kekUri: string;
  encryptedDek: string;
}
export interface DataManagerEventsIngestEncryptionInfoAwsWrappedKeyInfo {
  keyType: DataManagerEventsIngestKeyType;
  roleArn: string;
  kekUri: string;
  encryptedDek: string;
}
