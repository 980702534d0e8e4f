import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Renunță',
  close: 'Închide fereastra',
  goOn: 'Continuă',
  retry: 'Încearcă din nou',
  wait: 'Un moment…',
  notYou: 'Nu ai cerut tu asta? Închide fereastra: nu s-a întâmplat nimic.',

  signInTo: 'Conectare la {host}',
  signingInTo: 'Te conectezi la {host}',
  as: 'Ca {name}.',
  aboutKnown: 'Este numele de lângă ceea ce scrii.',
  aboutStaff: 'Vei putea modera din paginile site-ului timp de o zi.',
  goOnAs: 'Continuă ca {name}',
  name: 'Numele tău acolo',
  aboutName: 'Îl vede toată lumea lângă ceea ce scrii. Rămâne al tău.',

  staffFirst: 'Conectează-te mai întâi la panou',
  staffHow:
    'Ca să moderezi {host} din paginile sale, conectează-te la panou ca persoană care se ocupă de site. Apoi revino la această fereastră.',
  openDashboard: 'Deschide panoul',
  isSignedIn: 'M-am conectat',

  almostDone: 'Aproape gata',
  typeCode: 'Dacă fereastra nu se închide singură, întoarce-te la pagina de pe {host} și scrie acolo acest cod:',
  tellNobody: 'Nu îl scrie în altă parte și nu îl spune nimănui.',

  byMail: 'Conectare la {host} prin e-mail',
  address: 'Adresa ta de e-mail',
  aboutAddress: 'Îți trimitem un cod. Nimeni altcineva nu vede adresa.',
  sendCode: 'Trimite-mi un cod',
  lookIntoMail: 'Uită-te în e-mail',
  mail: {
    waiting: 'Un cod este pe drum spre {address}.',
    sent: 'Un cod a fost trimis la {address}. Poate dura un minut; uită-te și în spam.',
    late: 'E-mailul către {address} nu a putut fi trimis încă. Încercăm în continuare, iar pagina aceasta va spune când este trimis.',
    refused: 'E-mailul nu a putut fi trimis la {address}. Este corectă adresa?',
  },
  otherTab: 'Continui în fila deschisă din e-mail.',
  goOnHere: 'Continuă aici',
  code: 'Cod',
  aboutCode: 'Șase cifre. Sunt valabile doar aici: în acest browser, timp de un sfert de oră.',
  newCode: 'Trimite un cod nou',
  otherAddress: 'Altă adresă',
  elsewhere: 'Continuă de unde ai început',
  elsewhereHow:
    'Acest link este valabil doar în browserul în care ți-ai dat adresa. Întoarce-te la el și scrie codul din e-mail în fereastra care îl cere.',
  notYourMail: 'Nu ai cerut tu e-mailul? Închide pagina: nu s-a întâmplat nimic.',

  failed: 'Conectarea nu a reușit',
  wordsAreKept: 'Ce ai scris se află tot unde ai scris. Încearcă din nou sau închide fereastra și alege altă cale.',
  problems: {
    over: 'Această conectare s-a încheiat: a reușit sau a durat prea mult. Ia-o de la capăt pe pagină.',
    otherBrowser:
      'Această conectare a început în alt browser sau acesta nu păstrează cookie-uri. Continuă acolo sau ia-o de la capăt aici.',
    noSuchWay: 'Aici nu te poți conecta în acest fel sau nu mai poți.',
    wrongCode: 'Nu este codul din cel mai nou e-mail. Mai uită-te o dată.',
    badAddress: 'La această adresă de e-mail nu putem scrie. Mai uită-te o dată.',
    tooOften: 'A fost mult în scurt timp. Așteaptă puțin și încearcă din nou.',
    nameTaken: 'Numele acesta aparține deja altcuiva aici. Alege altul.',
    noName: 'Acest nume nu poate fi afișat. Scrie altul.',
    longName: 'Acest nume este prea lung. Scurtează-l.',
    other: 'Ceva nu a mers. Întoarce-te la pagină și ia-o de la capăt.',
  },
  provider: {
    silent: '{provider} nu poate fi contactat momentan.',
    denied: '{provider} nu te-a conectat, pentru că ai refuzat sau nu ai voie.',
    unknown: '{provider} nu cunoaște acest site. Doar proprietarul poate schimba asta.',
    unusable: '{provider} a dat un răspuns care nu poate fi folosit.',
  },

  letter: {
    subject: '{code} este codul tău pentru {host}',
    code: 'Codul tău pentru {host} este',
    type: 'Scrie-l în fereastra care ți-a cerut adresa. Este valabil doar acolo.',
    lives: 'Este valabil {time}.',
    link: 'Sau deschide această adresă în același browser:',
    notYou: 'Nu ai cerut tu asta? Atunci cineva ți-a scris adresa și nu s-a întâmplat nimic. Nu spune codul nimănui.',
  },
}
