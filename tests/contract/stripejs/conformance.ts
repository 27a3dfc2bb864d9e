/*
 * What the stand-in's Stripe.js implements, member by member, against the official declarations.
 * The types named StandIn… are those its functions are declared to return in stripe.js, so tsc
 * holds the code to them; here they are held to Stripe's. A member added to the script must be
 * added here.
 */
import type {
  Stripe,
  StripeCardElement,
  StripeCheckoutElementsSdk,
  StripeCheckoutLoadActionsResult,
  StripeCheckoutLoadActionsSuccess,
  StripeConstructor,
  StripeElements,
  StripePaymentElement,
} from '@stripe/stripe-js';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Fits<Given, Wanted> = Given extends Wanted ? true : false;
/** Compiles only for `true`. */
function holds<_Statement extends true>(): void {}

type StripeMembers =
  | 'initCheckoutElementsSdk'
  | 'createEmbeddedCheckoutPage'
  | 'registerAppInfo'
  | 'elements'
  | 'retrievePaymentIntent'
  | 'retrieveSetupIntent'
  | 'confirmCardPayment'
  | 'confirmCardSetup'
  | 'handleCardAction'
  | 'handleNextAction'
  | 'createPaymentMethod';
/** They take less, or hand out less, than Stripe's: held one by one below. */
type Narrower =
  | 'initCheckoutElementsSdk'
  | 'elements'
  | 'handleNextAction'
  | 'createPaymentMethod';
type SdkMembers =
  | 'on'
  | 'loadActions'
  | 'changeAppearance'
  | 'loadFonts'
  | 'getPaymentElement'
  | 'createPaymentElement';
type ActionMembers =
  | 'applyPromotionCode'
  | 'removePromotionCode'
  | 'updateShippingAddress'
  | 'updateBillingAddress'
  | 'updatePhoneNumber'
  | 'updateEmail'
  | 'confirm'
  | 'getSession'
  | 'runServerUpdate'
  | 'validateElements';

// Exactly these members are there.
holds<Same<keyof StandInStripe, StripeMembers>>();
holds<Same<keyof StandInSdk, SdkMembers>>();
holds<Same<keyof StandInActions, ActionMembers>>();

// Each is what Stripe declares it to be.
holds<Fits<StandInActions, Pick<StripeCheckoutLoadActionsSuccess, ActionMembers>>>();
holds<Fits<StandInSdk, Pick<StripeCheckoutElementsSdk, Exclude<SdkMembers, 'loadActions'>>>>();
holds<Fits<StandInStripe, Pick<Stripe, Exclude<StripeMembers, Narrower>>>>();
holds<Fits<Stripe['handleNextAction'], StandInStripe['handleNextAction']>>();
holds<Fits<Stripe['createPaymentMethod'], StandInStripe['createPaymentMethod']>>();
holds<Fits<Stripe['elements'], (options?: ElementsOptions) => StripeElements>>();
holds<Fits<Pick<StripeElements, 'create' | 'getElement'>, StandInElements>>();
holds<Same<keyof StandInElements, 'create' | 'getElement'>>();
holds<Same<ReturnType<StandInElements['create']>, StripeCardElement>>();

// The three that hand out one of the objects above: same arguments, and a result that differs only
// in the members that are not there yet.
holds<Same<Parameters<StandInConstructor>, Parameters<StripeConstructor>>>();
holds<
  Same<
    Parameters<StandInStripe['initCheckoutElementsSdk']>,
    Parameters<Stripe['initCheckoutElementsSdk']>
  >
>();
type Loaded = Awaited<ReturnType<StandInSdk['loadActions']>>;
type Failed<Result> = Extract<Result, { type: 'error' }>;
holds<Same<Failed<Loaded>, Failed<StripeCheckoutLoadActionsResult>>>();
holds<Same<Extract<Loaded, { type: 'success' }>, { type: 'success'; actions: StandInActions }>>();
holds<Fits<StripeCheckoutLoadActionsResult, Loaded>>();

// The Payment Element lacks nothing.
holds<Same<ReturnType<StandInSdk['createPaymentElement']>, StripePaymentElement>>();
