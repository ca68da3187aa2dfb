// Written by `npm run generate` from contracts/google_ads/upload_click_conversions.schema.json: change that, not this file.

export type GoogleAdsUploadClickConversionsClickId = string;
export type GoogleAdsUploadClickConversionsConversionAction = string;
export type GoogleAdsUploadClickConversionsDateTime = string;
export type GoogleAdsUploadClickConversionsDouble = number | string;
export type GoogleAdsUploadClickConversionsCurrencyCode = string;
export type GoogleAdsUploadClickConversionsOrderId = string;
export type GoogleAdsUploadClickConversionsDigest = string;
export type GoogleAdsUploadClickConversionsUnsupported = unknown;
export type GoogleAdsUploadClickConversionsConsentStatus = 'GRANTED' | 'DENIED' | 'UNSPECIFIED';
export type GoogleAdsUploadClickConversionsInt64 = string | number;
export type GoogleAdsUploadClickConversionsInt32 = number | string;

/**
 * POST https://googleads.googleapis.com/{version}/customers/{customer id}:uploadClickConversions. Since 2026-06-15 Google takes it only from developer tokens that used it in the half year before, and answers others CUSTOMER_NOT_ALLOWLISTED_FOR_THIS_FEATURE: the Data Manager API is for them.
 */
export interface GoogleAdsUploadClickConversions {
  conversions: GoogleAdsUploadClickConversionsConversion[];
  partialFailure: true;
  validateOnly?: boolean;
  jobId?: number | string;
}
export interface GoogleAdsUploadClickConversionsConversion {
  gclid?: GoogleAdsUploadClickConversionsClickId;
  gbraid?: GoogleAdsUploadClickConversionsClickId;
  wbraid?: GoogleAdsUploadClickConversionsClickId;
  conversionAction: GoogleAdsUploadClickConversionsConversionAction;
  conversionDateTime: GoogleAdsUploadClickConversionsDateTime;
  conversionValue?: GoogleAdsUploadClickConversionsDouble;
  currencyCode?: GoogleAdsUploadClickConversionsCurrencyCode;
  orderId?: GoogleAdsUploadClickConversionsOrderId;
  userIdentifiers?: GoogleAdsUploadClickConversionsUserIdentifier[];
  consent?: GoogleAdsUploadClickConversionsConsent;
  customVariables?: GoogleAdsUploadClickConversionsCustomVariable[];
  cartData?: GoogleAdsUploadClickConversionsCartData;
  conversionEnvironment?: 'APP' | 'WEB';
  customerType?: 'NEW' | 'RETURNING';
  externalAttributionData?: {
    externalAttributionCredit: GoogleAdsUploadClickConversionsDouble;
    externalAttributionModel: string;
  };
  userIpAddress?: string;
  sessionAttributesEncoded?: string;
  sessionAttributesKeyValuePairs?: {
    keyValuePairs: {
      sessionAttributeKey: string;
      sessionAttributeValue: string;
    }[];
  };
}
/**
 * UploadClickConversions takes hashed emails and phone numbers only.
 */
export interface GoogleAdsUploadClickConversionsUserIdentifier {
  hashedEmail?: GoogleAdsUploadClickConversionsDigest;
  hashedPhoneNumber?: GoogleAdsUploadClickConversionsDigest;
  addressInfo?: GoogleAdsUploadClickConversionsUnsupported;
  mobileId?: GoogleAdsUploadClickConversionsUnsupported;
  thirdPartyUserId?: GoogleAdsUploadClickConversionsUnsupported;
  userIdentifierSource?: 'FIRST_PARTY' | 'THIRD_PARTY';
}
/**
 * Expected for people in the European Economic Area. adPersonalization is taken and not used here.
 */
export interface GoogleAdsUploadClickConversionsConsent {
  adUserData?: GoogleAdsUploadClickConversionsConsentStatus;
  adPersonalization?: GoogleAdsUploadClickConversionsConsentStatus;
}
export interface GoogleAdsUploadClickConversionsCustomVariable {
  conversionCustomVariable: string;
  value: string;
}
export interface GoogleAdsUploadClickConversionsCartData {
  merchantId?: GoogleAdsUploadClickConversionsInt64;
  feedCountryCode?: string;
  feedLanguageCode?: string;
  localTransactionCost?: GoogleAdsUploadClickConversionsDouble;
  items?: {
    productId?: string;
    quantity?: GoogleAdsUploadClickConversionsInt32;
    unitPrice?: GoogleAdsUploadClickConversionsDouble;
  }[];
}
