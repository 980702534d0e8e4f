import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Annuleren',
  close: 'Dit venster sluiten',
  goOn: 'Verder',
  retry: 'Opnieuw proberen',
  wait: 'Een ogenblik…',
  notYou: 'Heb je hier niet om gevraagd? Sluit dit venster dan: er is niets gebeurd.',

  signInTo: 'Inloggen bij {host}',
  signingInTo: 'Je logt in bij {host}',
  as: 'Als {name}.',
  aboutKnown: 'Dat is de naam naast wat je schrijft.',
  aboutStaff: 'Je kunt dan een dag lang modereren op de pagina’s van de site.',
  goOnAs: 'Verder als {name}',
  name: 'Je naam daar',
  aboutName: 'Iedereen ziet hem naast wat je schrijft. Hij blijft van jou.',

  staffFirst: 'Log eerst in op het dashboard',
  staffHow:
    'Om {host} op de pagina’s zelf te modereren, log je in op het dashboard als iemand die de site beheert. Kom daarna terug naar dit venster.',
  openDashboard: 'Dashboard openen',
  isSignedIn: 'Ik ben ingelogd',

  almostDone: 'Bijna klaar',
  typeCode: 'Als dit venster niet vanzelf sluit, ga dan terug naar de pagina op {host} en typ daar deze code:',
  tellNobody: 'Typ hem nergens anders en vertel hem aan niemand.',

  byMail: 'Inloggen bij {host} met e-mail',
  address: 'Je e-mailadres',
  aboutAddress: 'We sturen je een code. Niemand anders ziet het adres.',
  sendCode: 'Stuur me een code',
  lookIntoMail: 'Kijk in je e-mail',
  mail: {
    waiting: 'Er is een code onderweg naar {address}.',
    sent: 'Er is een code gestuurd naar {address}. Het kan even duren; kijk ook bij de spam.',
    late: 'De e-mail aan {address} kon nog niet worden verstuurd. We blijven het proberen, en deze pagina meldt wanneer hij is verstuurd.',
    refused: 'De e-mail kon niet naar {address} worden verstuurd. Klopt het adres?',
  },
  otherTab: 'Je gaat verder in het tabblad dat de e-mail heeft geopend.',
  goOnHere: 'Hier verdergaan',
  code: 'Code',
  aboutCode: 'Zes cijfers. Ze gelden alleen hier: in deze browser, een kwartier lang.',
  newCode: 'Nieuwe code sturen',
  otherAddress: 'Ander adres',
  elsewhere: 'Ga verder waar je begon',
  elsewhereHow:
    'Deze link geldt alleen in de browser waarin je je adres hebt opgegeven. Ga daarnaar terug en typ de code uit de e-mail in het venster dat erom vraagt.',
  notYourMail: 'Heb je niet om de e-mail gevraagd? Sluit deze pagina dan: er is niets gebeurd.',

  failed: 'Inloggen is niet gelukt',
  wordsAreKept:
    'Wat je hebt geschreven staat er nog. Probeer het opnieuw, of sluit dit venster en kies een andere manier.',
  problems: {
    over: 'Deze inlogpoging is voorbij: hij is afgerond of duurde te lang. Begin opnieuw op de pagina.',
    otherBrowser:
      'Deze inlogpoging is in een andere browser begonnen, of deze bewaart geen cookies. Ga daar verder, of begin hier opnieuw.',
    noSuchWay: 'Op deze manier kun je hier niet, of niet meer, inloggen.',
    wrongCode: 'Dat is niet de code uit de nieuwste e-mail. Kijk nog eens.',
    badAddress: 'Naar dit e-mailadres kunnen we niet schrijven. Kijk nog eens.',
    tooOften: 'Dat was veel in korte tijd. Wacht even en probeer het opnieuw.',
    nameTaken: 'Die naam is hier al van iemand anders. Kies een andere.',
    noName: 'Deze naam kan niet worden getoond. Kies een andere.',
    longName: 'Deze naam is te lang. Maak hem korter.',
    other: 'Er ging iets mis. Ga terug naar de pagina en begin opnieuw.',
  },
  provider: {
    silent: '{provider} is op dit moment niet bereikbaar.',
    denied: '{provider} heeft je niet ingelogd, omdat je nee zei of het niet mag.',
    unknown: '{provider} kent deze site niet. Alleen de eigenaar kan dat veranderen.',
    unusable: '{provider} gaf een antwoord waar niets mee te beginnen is.',
  },

  letter: {
    subject: '{code} is je code voor {host}',
    code: 'Je code voor {host} is',
    type: 'Typ hem in het venster dat om je adres vroeg. Hij geldt alleen daar.',
    lives: 'Hij geldt nog {time}.',
    link: 'Of open dit adres in dezelfde browser:',
    notYou:
      'Heb je hier niet om gevraagd? Dan heeft iemand jouw adres getypt, en er is niets gebeurd. Vertel de code aan niemand.',
  },
}
