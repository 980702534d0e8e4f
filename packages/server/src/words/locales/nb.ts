import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Avbryt',
  close: 'Lukk vinduet',
  goOn: 'Fortsett',
  retry: 'Prøv igjen',
  wait: 'Et øyeblikk …',
  notYou: 'Har du ikke bedt om dette? Lukk vinduet: Ingenting har skjedd.',

  signInTo: 'Logg inn på {host}',
  signingInTo: 'Du logger inn på {host}',
  as: 'Som {name}.',
  aboutKnown: 'Det er navnet ved siden av det du skriver.',
  aboutStaff: 'Du kan moderere på nettstedets sider i ett døgn.',
  goOnAs: 'Fortsett som {name}',
  name: 'Navnet ditt der',
  aboutName: 'Alle ser det ved siden av det du skriver. Det forblir ditt.',

  staffFirst: 'Logg først inn på kontrollpanelet',
  staffHow:
    'For å moderere {host} på selve sidene må du logge inn på kontrollpanelet som en som tar seg av nettstedet. Kom så tilbake til dette vinduet.',
  openDashboard: 'Åpne kontrollpanelet',
  isSignedIn: 'Jeg er logget inn',

  almostDone: 'Nesten ferdig',
  typeCode: 'Hvis vinduet ikke lukker seg selv, gå tilbake til siden på {host} og skriv denne koden der:',
  tellNobody: 'Skriv den ingen andre steder, og fortell den ikke til noen.',

  byMail: 'Logg inn på {host} med e-post',
  address: 'E-postadressen din',
  aboutAddress: 'Vi sender deg en kode. Ingen andre ser adressen.',
  sendCode: 'Send meg en kode',
  lookIntoMail: 'Se i e-posten din',
  mail: {
    waiting: 'En kode er på vei til {address}.',
    sent: 'En kode er sendt til {address}. Det kan ta et minutt; se også i søppelposten.',
    late: 'E-posten til {address} kunne ikke sendes ennå. Vi fortsetter å prøve, og denne siden sier fra når den er sendt.',
    refused: 'E-posten kunne ikke sendes til {address}. Er adressen riktig?',
  },
  otherTab: 'Du fortsetter i fanen som e-posten åpnet.',
  goOnHere: 'Fortsett her',
  code: 'Kode',
  aboutCode: 'Seks sifre. De gjelder bare her: i denne nettleseren, i et kvarter.',
  newCode: 'Send en ny kode',
  otherAddress: 'En annen adresse',
  elsewhere: 'Fortsett der du begynte',
  elsewhereHow:
    'Denne lenken gjelder bare i nettleseren der du oppga adressen din. Gå tilbake til den og skriv koden fra e-posten i vinduet som ber om den.',
  notYourMail: 'Har du ikke bedt om e-posten? Lukk siden: Ingenting har skjedd.',

  failed: 'Innloggingen lyktes ikke',
  wordsAreKept: 'Det du skrev, står fortsatt der du skrev det. Prøv igjen, eller lukk vinduet og velg en annen måte.',
  problems: {
    over: 'Denne innloggingen er over: Den er fullført eller tok for lang tid. Begynn på nytt på siden.',
    otherBrowser:
      'Denne innloggingen ble begynt i en annen nettleser, eller denne lagrer ingen informasjonskapsler. Fortsett der, eller begynn på nytt her.',
    noSuchWay: 'Man kan ikke, eller ikke lenger, logge inn her på denne måten.',
    wrongCode: 'Det er ikke koden i den nyeste e-posten. Se etter en gang til.',
    badAddress: 'Dette er ingen e-postadresse vi kan skrive til. Se etter en gang til.',
    tooOften: 'Det var mye på kort tid. Vent litt og prøv igjen.',
    nameTaken: 'Det navnet tilhører noen andre her. Velg et annet.',
    noName: 'Dette navnet kan ikke vises. Skriv et annet.',
    longName: 'Dette navnet er for langt. Gjør det kortere.',
    other: 'Noe gikk galt. Gå tilbake til siden og begynn på nytt.',
  },
  provider: {
    silent: '{provider} kan ikke nås akkurat nå.',
    denied: '{provider} logget deg ikke inn, fordi du sa nei eller ikke har lov.',
    unknown: '{provider} kjenner ikke dette nettstedet. Bare eieren kan endre det.',
    unusable: '{provider} ga et svar som ikke kan brukes.',
  },

  letter: {
    subject: '{code} er koden din for {host}',
    code: 'Koden din for {host} er',
    type: 'Skriv den i vinduet som ba om adressen din. Den gjelder bare der.',
    lives: 'Den gjelder i {time}.',
    link: 'Eller åpne denne adressen i samme nettleser:',
    notYou:
      'Har du ikke bedt om dette? Da har noen skrevet adressen din, og ingenting har skjedd. Fortell ikke koden til noen.',
  },
}
