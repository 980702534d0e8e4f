import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Abbrechen',
  close: 'Fenster schließen',
  goOn: 'Weiter',
  retry: 'Erneut versuchen',
  wait: 'Einen Moment …',
  notYou: 'Hast du das nicht angefordert? Dann schließ dieses Fenster: Es ist nichts passiert.',

  signInTo: 'Bei {host} anmelden',
  signingInTo: 'Du meldest dich bei {host} an',
  as: 'Als {name}.',
  aboutKnown: 'Das ist der Name neben dem, was du schreibst.',
  aboutStaff: 'Du kannst dann einen Tag lang direkt auf den Seiten der Website moderieren.',
  goOnAs: 'Weiter als {name}',
  name: 'Dein Name dort',
  aboutName: 'Alle sehen ihn neben dem, was du schreibst. Er bleibt deiner.',

  staffFirst: 'Melde dich zuerst im Dashboard an',
  staffHow:
    'Um {host} auf den Seiten selbst zu moderieren, melde dich im Dashboard als jemand an, der die Website betreut. Komm dann in dieses Fenster zurück.',
  openDashboard: 'Dashboard öffnen',
  isSignedIn: 'Ich bin angemeldet',

  almostDone: 'Fast fertig',
  typeCode:
    'Wenn sich dieses Fenster nicht von selbst schließt, geh zurück zu der Seite auf {host} und gib dort diesen Code ein:',
  tellNobody: 'Gib ihn nirgends sonst ein und verrate ihn niemandem.',

  byMail: 'Mit E-Mail bei {host} anmelden',
  address: 'Deine E-Mail-Adresse',
  aboutAddress: 'Wir schicken dir einen Code. Sonst sieht niemand die Adresse.',
  sendCode: 'Code schicken',
  lookIntoMail: 'Sieh in deine E-Mails',
  mail: {
    waiting: 'Ein Code ist unterwegs an {address}.',
    sent: 'Ein Code wurde an {address} geschickt. Es kann eine Minute dauern; sieh auch im Spam nach.',
    late: 'Die E-Mail an {address} konnte noch nicht verschickt werden. Wir versuchen es weiter, und diese Seite sagt, wenn sie verschickt ist.',
    refused: 'Die E-Mail an {address} konnte nicht verschickt werden. Stimmt die Adresse?',
  },
  otherTab: 'Du machst in dem Tab weiter, den die E-Mail geöffnet hat.',
  goOnHere: 'Hier weitermachen',
  code: 'Code',
  aboutCode: 'Sechs Ziffern. Sie gelten nur hier: in diesem Browser, eine Viertelstunde lang.',
  newCode: 'Neuen Code schicken',
  otherAddress: 'Andere Adresse',
  elsewhere: 'Mach dort weiter, wo du angefangen hast',
  elsewhereHow:
    'Dieser Link gilt nur in dem Browser, in dem du deine Adresse angegeben hast. Geh dorthin zurück und gib den Code aus der E-Mail in das Fenster ein, das danach fragt.',
  notYourMail: 'Hast du die E-Mail nicht angefordert? Dann schließ diese Seite: Es ist nichts passiert.',

  failed: 'Die Anmeldung hat nicht geklappt',
  wordsAreKept:
    'Was du geschrieben hast, steht noch da, wo du es geschrieben hast. Versuche es erneut, oder schließ dieses Fenster und wähle einen anderen Weg.',
  problems: {
    over: 'Diese Anmeldung ist vorbei: Sie ist erledigt oder hat zu lange gedauert. Fang auf der Seite neu an.',
    otherBrowser:
      'Diese Anmeldung wurde in einem anderen Browser begonnen, oder dieser behält keine Cookies. Mach dort weiter, oder fang hier neu an.',
    noSuchWay: 'Auf diesem Weg kann man sich hier nicht oder nicht mehr anmelden.',
    wrongCode: 'Das ist nicht der Code aus der neuesten E-Mail. Sieh noch einmal nach.',
    badAddress: 'Das ist keine E-Mail-Adresse, an die wir schreiben können. Sieh noch einmal nach.',
    tooOften: 'Das war viel in kurzer Zeit. Bitte warte einen Moment und versuche es erneut.',
    nameTaken: 'Dieser Name gehört hier schon jemand anderem. Bitte nimm einen anderen.',
    noName: 'Dieser Name kann nicht angezeigt werden. Nimm einen anderen.',
    longName: 'Dieser Name ist zu lang. Kürze ihn.',
    other: 'Etwas ist schiefgegangen. Geh zurück zur Seite und fang neu an.',
  },
  provider: {
    silent: '{provider} ist gerade nicht erreichbar.',
    denied: '{provider} hat dich nicht angemeldet, weil du abgelehnt hast oder nicht darfst.',
    unknown: '{provider} kennt diese Website nicht. Das kann nur ihr Betreiber ändern.',
    unusable: '{provider} hat eine Antwort gegeben, mit der sich nichts anfangen lässt.',
  },

  letter: {
    subject: '{code} ist dein Code für {host}',
    code: 'Dein Code für {host} ist',
    type: 'Gib ihn in das Fenster ein, das nach deiner Adresse gefragt hat. Nur dort gilt er.',
    lives: 'Er gilt noch: {time}.',
    link: 'Oder öffne diese Adresse im selben Browser:',
    notYou:
      'Hast du das nicht angefordert? Dann hat jemand deine Adresse eingegeben, und es ist nichts passiert. Verrate den Code niemandem.',
  },
}
