/** A text that says `{…}` where something is put in, for each of these in any order. */
type With<Place extends string> = [Place] extends [never]
  ? string
  : (Place extends string ? (text: `${string}{${Place}}${string}`) => void : never) extends (text: infer Text) => void
    ? Text
    : never

/**
 * What the server itself says to readers, as translators write it: the pages of the window in which somebody signs in,
 * and the mail that they are sent.
 */
export interface Messages {
  readonly cancel: string
  readonly close: string
  readonly goOn: string
  readonly retry: string
  readonly wait: string
  /** What follows of a sign-in that somebody did not ask for. */
  readonly notYou: string

  readonly signInTo: With<'host'>
  readonly signingInTo: With<'host'>
  readonly as: With<'name'>
  readonly aboutKnown: string
  readonly aboutStaff: string
  readonly goOnAs: With<'name'>
  readonly name: string
  readonly aboutName: string

  readonly staffFirst: string
  readonly staffHow: With<'host'>
  readonly openDashboard: string
  readonly isSignedIn: string

  readonly almostDone: string
  readonly typeCode: With<'host'>
  readonly tellNobody: string

  readonly byMail: With<'host'>
  readonly address: string
  readonly aboutAddress: string
  readonly sendCode: string
  readonly lookIntoMail: string
  readonly mail: {
    readonly waiting: With<'address'>
    readonly sent: With<'address'>
    readonly late: With<'address'>
    readonly refused: With<'address'>
  }
  /** The mail has opened a tab, in which it goes on. */
  readonly otherTab: string
  readonly goOnHere: string
  readonly code: string
  readonly aboutCode: string
  readonly newCode: string
  readonly otherAddress: string
  /** The link of the mail was opened in another browser. */
  readonly elsewhere: string
  readonly elsewhereHow: string
  readonly notYourMail: string

  readonly failed: string
  /** After a problem of somebody else’s: what was written is still there. */
  readonly wordsAreKept: string
  readonly problems: {
    readonly over: string
    readonly otherBrowser: string
    readonly noSuchWay: string
    readonly wrongCode: string
    readonly badAddress: string
    readonly tooOften: string
    readonly nameTaken: string
    readonly noName: string
    readonly longName: string
    readonly other: string
  }
  /** Why somebody else vouched for nobody. */
  readonly provider: {
    readonly silent: With<'provider'>
    readonly denied: With<'provider'>
    readonly unknown: With<'provider'>
    readonly unusable: With<'provider'>
  }

  readonly letter: {
    readonly subject: With<'code' | 'host'>
    readonly code: With<'host'>
    /** The code itself comes before, and `lives` after. */
    readonly type: string
    /** `{time}`: “15 minutes”, as a language says it on its own. */
    readonly lives: With<'time'>
    readonly link: string
    readonly notYou: string
  }
}
