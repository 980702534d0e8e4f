import type { Messages } from './messages.ts'

export const english: Messages = {
  cancel: 'Cancel',
  close: 'Close this window',
  goOn: 'Continue',
  retry: 'Try again',
  wait: 'One moment…',
  notYou: 'Did you not ask for this? Then close this window: nothing has happened.',

  signInTo: 'Sign in to {host}',
  signingInTo: 'You are signing in to {host}',
  as: 'As {name}.',
  aboutKnown: 'It is the name beside what you write.',
  aboutStaff: 'You will be able to moderate from the pages of the site, for a day.',
  goOnAs: 'Continue as {name}',
  name: 'Your name there',
  aboutName: 'Everybody sees it beside what you write. It stays yours.',

  staffFirst: 'Sign in at the dashboard first',
  staffHow:
    'To moderate {host} from its pages, sign in at the dashboard as somebody who looks after the site. Then come back to this window.',
  openDashboard: 'Open the dashboard',
  isSignedIn: 'I am signed in',

  almostDone: 'Almost done',
  typeCode: 'If this window does not close by itself, go back to the page on {host} and type this code there:',
  tellNobody: 'Type it nowhere else, and tell it to nobody.',

  byMail: 'Sign in to {host} by e-mail',
  address: 'Your e-mail address',
  aboutAddress: 'We send you a code. Nobody else sees the address.',
  sendCode: 'Send me a code',
  lookIntoMail: 'Look into your mail',
  mail: {
    waiting: 'A code is on its way to {address}.',
    sent: 'A code was sent to {address}. It can take a minute; look among the spam as well.',
    late: 'The mail to {address} could not be sent yet. We go on trying, and this page says when it is sent.',
    refused: 'The mail could not be sent to {address}. Is the address right?',
  },
  otherTab: 'You are going on in the tab that the mail has opened.',
  goOnHere: 'Go on here',
  code: 'Code',
  aboutCode: 'Six digits. They are good here only: in this browser, for a quarter of an hour.',
  newCode: 'Send a new code',
  otherAddress: 'Another address',
  elsewhere: 'Go on where you began',
  elsewhereHow:
    'This link is good only in the browser in which you gave your address. Go back to it, and type the code of the mail into the window that asks for it.',
  notYourMail: 'Did you not ask for the mail? Then close this page: nothing has happened.',

  failed: 'Signing in did not work',
  wordsAreKept: 'What you wrote is still where you wrote it. Try again, or close this window and choose another way.',
  problems: {
    over: 'This sign-in is over: it was done, or took too long. Begin again on the page.',
    otherBrowser:
      'This sign-in was begun in another browser, or this one keeps no cookies. Go on there, or begin again here.',
    noSuchWay: 'Nobody can sign in here in this way, or not any more.',
    wrongCode: 'The code is not the one in the newest mail. Look at it again.',
    badAddress: 'This is no e-mail address that we can write to. Look at it again.',
    tooOften: 'That was a lot in a short time. Wait a little, then try again.',
    nameTaken: 'This name belongs to somebody here already, or looks like theirs. Take another.',
    noName: 'This is no name that can be shown. Write another.',
    longName: 'This name is too long. Shorten it.',
    other: 'Something went wrong. Go back to the page and begin again.',
  },
  provider: {
    silent: '{provider} cannot be reached at the moment.',
    denied: '{provider} did not sign you in, because you said no or may not.',
    unknown: '{provider} does not know this site. Only its owner can change that.',
    unusable: '{provider} gave an answer that cannot be used.',
  },

  letter: {
    subject: '{code} is your code for {host}',
    code: 'Your code for {host} is',
    type: 'Type it in the window that asked for your address. It is good there only.',
    lives: 'It is good for {time}.',
    link: 'Or open this address in the same browser:',
    notYou:
      'Did you not ask for this? Then somebody has typed your address, and nothing has happened. Tell the code to nobody.',
  },
}
