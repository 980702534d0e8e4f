import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Annulla',
  close: 'Chiudi questa finestra',
  goOn: 'Continua',
  retry: 'Riprova',
  wait: 'Un momento…',
  notYou: 'Non l’hai chiesto tu? Chiudi questa finestra: non è successo nulla.',

  signInTo: 'Accedi a {host}',
  signingInTo: 'Stai accedendo a {host}',
  as: 'Come {name}.',
  aboutKnown: 'È il nome accanto a ciò che scrivi.',
  aboutStaff: 'Potrai moderare dalle pagine del sito per un giorno.',
  goOnAs: 'Continua come {name}',
  name: 'Il tuo nome lì',
  aboutName: 'Tutti lo vedono accanto a ciò che scrivi. Resta tuo.',

  staffFirst: 'Accedi prima al pannello',
  staffHow:
    'Per moderare {host} dalle sue pagine, accedi al pannello come persona che cura il sito. Poi torna a questa finestra.',
  openDashboard: 'Apri il pannello',
  isSignedIn: 'Ho effettuato l’accesso',

  almostDone: 'Ci siamo quasi',
  typeCode: 'Se questa finestra non si chiude da sola, torna alla pagina su {host} e scrivi lì questo codice:',
  tellNobody: 'Non scriverlo altrove e non dirlo a nessuno.',

  byMail: 'Accedi a {host} con l’e-mail',
  address: 'Il tuo indirizzo e-mail',
  aboutAddress: 'Ti inviamo un codice. Nessun altro vede l’indirizzo.',
  sendCode: 'Inviami un codice',
  lookIntoMail: 'Guarda la tua posta',
  mail: {
    waiting: 'Un codice è in viaggio verso {address}.',
    sent: 'Un codice è stato inviato a {address}. Può volerci un minuto; guarda anche nella posta indesiderata.',
    late: 'L’e-mail a {address} non è ancora partita. Continuiamo a provare, e questa pagina dirà quando sarà inviata.',
    refused: 'Non è stato possibile inviare l’e-mail a {address}. L’indirizzo è giusto?',
  },
  otherTab: 'Stai continuando nella scheda aperta dall’e-mail.',
  goOnHere: 'Continua qui',
  code: 'Codice',
  aboutCode: 'Sei cifre. Valgono solo qui: in questo browser, per un quarto d’ora.',
  newCode: 'Invia un nuovo codice',
  otherAddress: 'Un altro indirizzo',
  elsewhere: 'Continua dove hai iniziato',
  elsewhereHow:
    'Questo link vale solo nel browser in cui hai dato il tuo indirizzo. Torna lì e scrivi il codice dell’e-mail nella finestra che lo chiede.',
  notYourMail: 'Non hai chiesto tu l’e-mail? Chiudi questa pagina: non è successo nulla.',

  failed: 'L’accesso non è riuscito',
  wordsAreKept:
    'Ciò che hai scritto è ancora dove l’hai scritto. Riprova, oppure chiudi questa finestra e scegli un altro modo.',
  problems: {
    over: 'Questo accesso è finito: è stato completato o ha richiesto troppo tempo. Ricomincia dalla pagina.',
    otherBrowser:
      'Questo accesso è iniziato in un altro browser, o questo non conserva i cookie. Continua lì o ricomincia qui.',
    noSuchWay: 'Qui non si può accedere in questo modo, o non più.',
    wrongCode: 'Non è il codice dell’ultima e-mail. Ricontrollalo.',
    badAddress: 'Non possiamo scrivere a questo indirizzo e-mail. Ricontrollalo.',
    tooOften: 'Troppe cose in poco tempo. Aspetta un momento e riprova.',
    nameTaken: 'Questo nome appartiene già a un’altra persona qui. Scegline un altro.',
    noName: 'Questo nome non può essere mostrato. Scrivine un altro.',
    longName: 'Questo nome è troppo lungo. Accorcialo.',
    other: 'Qualcosa è andato storto. Torna alla pagina e ricomincia.',
  },
  provider: {
    silent: '{provider} al momento non è raggiungibile.',
    denied: '{provider} non ti ha fatto accedere, perché hai detto di no o non puoi.',
    unknown: '{provider} non conosce questo sito. Solo il proprietario può rimediare.',
    unusable: '{provider} ha dato una risposta inutilizzabile.',
  },

  letter: {
    subject: '{code} è il tuo codice per {host}',
    code: 'Il tuo codice per {host} è',
    type: 'Scrivilo nella finestra che ti ha chiesto l’indirizzo. Vale solo lì.',
    lives: 'Vale per {time}.',
    link: 'Oppure apri questo indirizzo nello stesso browser:',
    notYou:
      'Non l’hai chiesto tu? Allora qualcuno ha scritto il tuo indirizzo, e non è successo nulla. Non dire il codice a nessuno.',
  },
}
