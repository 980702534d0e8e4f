import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Annuller',
  close: 'Luk vinduet',
  goOn: 'Fortsæt',
  retry: 'Prøv igen',
  wait: 'Et øjeblik …',
  notYou: 'Har du ikke bedt om det? Luk så vinduet: Der er ikke sket noget.',

  signInTo: 'Log ind på {host}',
  signingInTo: 'Du er ved at logge ind på {host}',
  as: 'Som {name}.',
  aboutKnown: 'Det er navnet ved siden af det, du skriver.',
  aboutStaff: 'Du kan moderere på webstedets sider i et døgn.',
  goOnAs: 'Fortsæt som {name}',
  name: 'Dit navn der',
  aboutName: 'Alle ser det ved siden af det, du skriver. Det forbliver dit.',

  staffFirst: 'Log først ind på kontrolpanelet',
  staffHow:
    'For at moderere {host} på selve siderne skal du logge ind på kontrolpanelet som en, der passer webstedet. Kom så tilbage til dette vindue.',
  openDashboard: 'Åbn kontrolpanelet',
  isSignedIn: 'Jeg er logget ind',

  almostDone: 'Næsten færdig',
  typeCode: 'Hvis vinduet ikke lukker af sig selv, så gå tilbage til siden på {host}, og skriv denne kode der:',
  tellNobody: 'Skriv den ingen andre steder, og fortæl den ikke til nogen.',

  byMail: 'Log ind på {host} med e-mail',
  address: 'Din e-mailadresse',
  aboutAddress: 'Vi sender dig en kode. Ingen andre ser adressen.',
  sendCode: 'Send mig en kode',
  lookIntoMail: 'Se i din e-mail',
  mail: {
    waiting: 'En kode er på vej til {address}.',
    sent: 'En kode er sendt til {address}. Det kan tage et minut; se også i spam.',
    late: 'E-mailen til {address} kunne ikke sendes endnu. Vi prøver igen, og siden her siger til, når den er sendt.',
    refused: 'E-mailen kunne ikke sendes til {address}. Er adressen rigtig?',
  },
  otherTab: 'Du fortsætter i den fane, som e-mailen åbnede.',
  goOnHere: 'Fortsæt her',
  code: 'Kode',
  aboutCode: 'Seks cifre. De gælder kun her: i denne browser, i et kvarter.',
  newCode: 'Send en ny kode',
  otherAddress: 'En anden adresse',
  elsewhere: 'Fortsæt, hvor du begyndte',
  elsewhereHow:
    'Linket gælder kun i den browser, hvor du skrev din adresse. Gå tilbage til den, og skriv koden fra e-mailen i vinduet, der beder om den.',
  notYourMail: 'Har du ikke bedt om e-mailen? Luk så siden: Der er ikke sket noget.',

  failed: 'Det lykkedes ikke at logge ind',
  wordsAreKept: 'Det, du skrev, står stadig, hvor du skrev det. Prøv igen, eller luk vinduet, og vælg en anden måde.',
  problems: {
    over: 'Dette login er slut: Det er gennemført eller tog for lang tid. Begynd igen på siden.',
    otherBrowser:
      'Dette login blev begyndt i en anden browser, eller denne gemmer ingen cookies. Fortsæt der, eller begynd igen her.',
    noSuchWay: 'Man kan ikke, eller ikke længere, logge ind her på denne måde.',
    wrongCode: 'Det er ikke koden i den nyeste e-mail. Se efter en gang til.',
    badAddress: 'Det er ikke en e-mailadresse, vi kan skrive til. Se efter en gang til.',
    tooOften: 'Det var meget på kort tid. Vent lidt, og prøv igen.',
    nameTaken: 'Det navn tilhører allerede en anden her. Vælg et andet.',
    noName: 'Det navn kan ikke vises. Skriv et andet.',
    longName: 'Det navn er for langt. Gør det kortere.',
    other: 'Noget gik galt. Gå tilbage til siden, og begynd igen.',
  },
  provider: {
    silent: '{provider} kan ikke nås lige nu.',
    denied: '{provider} loggede dig ikke ind, fordi du sagde nej eller ikke må.',
    unknown: '{provider} kender ikke dette websted. Det kan kun ejeren ændre.',
    unusable: '{provider} gav et svar, der ikke kan bruges.',
  },

  letter: {
    subject: '{code} er din kode til {host}',
    code: 'Din kode til {host} er',
    type: 'Skriv den i vinduet, der bad om din adresse. Den gælder kun der.',
    lives: 'Den gælder i {time}.',
    link: 'Eller åbn denne adresse i samme browser:',
    notYou:
      'Har du ikke bedt om det? Så har nogen skrevet din adresse, og der er ikke sket noget. Fortæl ikke koden til nogen.',
  },
}
