// Written by `npm run generate` from contracts/data_manager/events_ingest.schema.json: change that, not this file.

export type DataManagerEventsIngestTimestamp = string;
export type DataManagerEventsIngestClickId = string;
export type DataManagerEventsIngestInt64 = string | number;
export type DataManagerEventsIngestRegionCode = string;
export type DataManagerEventsIngestAmount = number | string;
export type DataManagerEventsIngestConsentStatus = 'CONSENT_GRANTED' | 'CONSENT_DENIED' | 'CONSENT_STATUS_UNSPECIFIED';
export type DataManagerEventsIngestMerchantId = string;
export type DataManagerEventsIngestLanguageCode = string;
export type DataManagerEventsIngestKeyType = 'XCHACHA20_POLY1305';
export type DataManagerEventsIngestBase64 = string;

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
  product?: unknown;
}
export interface DataManagerEventsIngestEvent {
  destinationReferences?: string[];
  transactionId?: string;
  eventTimestamp: DataManagerEventsIngestTimestamp;
  lastUpdatedTimestamp?: DataManagerEventsIngestTimestamp;
  eventSource?: 'WEB' | 'APP' | 'IN_STORE' | 'PHONE' | 'MESSAGE' | 'OTHER';
  adIdentifiers?: DataManagerEventsIngestAdIdentifiers;
  userData?: DataManagerEventsIngestUserData;
  thirdPartyUserData?: DataManagerEventsIngestUserData;
  currency?: string;
  conversionValue?: DataManagerEventsIngestAmount;
  conversionCount?: DataManagerEventsIngestAmount;
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
  eventLocation?: {
    storeId?: string;
    city?: string;
    subdivisionCode?: string;
    regionCode?: DataManagerEventsIngestRegionCode;
    subcontinentCode?: string;
    continentCode?: string;
  };
  experimentalFields?: {
    field?: string;
    value?: string;
  }[];
}
export interface DataManagerEventsIngestAdIdentifiers {
  gclid?: DataManagerEventsIngestClickId;
  gbraid?: DataManagerEventsIngestClickId;
  wbraid?: DataManagerEventsIngestClickId;
  dclid?: DataManagerEventsIngestClickId;
  impressionId?: string;
  matchId?: string;
  mobileDeviceId?: string;
  sessionAttributes?: string;
  landingPageDeviceInfo?: DataManagerEventsIngestDeviceInfo;
  encryptedUserIds?: {
    encryptedId: string;
    entityType:
      | 'CAMPAIGN_MANAGER_ACCOUNT'
      | 'CAMPAIGN_MANAGER_ADVERTISER'
      | 'DISPLAY_VIDEO_PARTNER'
      | 'DISPLAY_VIDEO_ADVERTISER'
      | 'GOOGLE_ADS_CUSTOMER'
      | 'GOOGLE_AD_MANAGER_NETWORK_CODE';
    entityId: DataManagerEventsIngestInt64;
    source: 'AD_SERVING' | 'DATA_TRANSFER';
  }[];
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
export interface DataManagerEventsIngestUserData {
  userIdentifiers: DataManagerEventsIngestUserIdentifier[];
}
export interface DataManagerEventsIngestUserIdentifier {
  emailAddress?: string;
  phoneNumber?: string;
  address?: DataManagerEventsIngestAddressInfo;
}
export interface DataManagerEventsIngestAddressInfo {
  givenName: string;
  familyName: string;
  regionCode: DataManagerEventsIngestRegionCode;
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
  merchantId?: DataManagerEventsIngestMerchantId;
  merchantFeedLabel?: string;
  merchantFeedLanguageCode?: DataManagerEventsIngestLanguageCode;
  transactionDiscount?: DataManagerEventsIngestAmount;
  couponCodes?: string[];
  items?: {
    merchantProductId?: string;
    quantity?: DataManagerEventsIngestInt64;
    unitPrice?: DataManagerEventsIngestAmount;
    itemId?: string;
    merchantId?: DataManagerEventsIngestMerchantId;
    merchantFeedLabel?: string;
    merchantFeedLanguageCode?: DataManagerEventsIngestLanguageCode;
    conversionValue?: DataManagerEventsIngestAmount;
    additionalItemParameters?: DataManagerEventsIngestParameter[];
    customVariables?: DataManagerEventsIngestCustomVariable[];
  }[];
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
  additionalUserProperties?: {
    propertyName: string;
    value: string;
  }[];
}
export interface DataManagerEventsIngestEncryptionInfo {
  gcpWrappedKeyInfo?: {
    keyType: DataManagerEventsIngestKeyType;
    wipProvider: string;
    kekUri: string;
    encryptedDek: DataManagerEventsIngestBase64;
  };
  awsWrappedKeyInfo?: {
    keyType: DataManagerEventsIngestKeyType;
    roleArn: string;
    kekUri: string;
    encryptedDek: DataManagerEventsIngestBase64;
  };
}
