import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Mégse',
  close: 'Ablak bezárása',
  goOn: 'Folytatás',
  retry: 'Újra',
  wait: 'Egy pillanat…',
  notYou: 'Nem te kérted ezt? Akkor zárd be ezt az ablakot: nem történt semmi.',

  signInTo: 'Bejelentkezés ide: {host}',
  signingInTo: 'Bejelentkezel ide: {host}',
  as: 'Mint {name}.',
  aboutKnown: 'Ez a név áll amellett, amit írsz.',
  aboutStaff: 'Egy napig moderálhatsz közvetlenül a webhely oldalain.',
  goOnAs: 'Folytatás mint {name}',
  name: 'A neved ott',
  aboutName: 'Mindenki látja amellett, amit írsz. A tiéd marad.',

  staffFirst: 'Előbb jelentkezz be az irányítópultra',
  staffHow:
    'Ahhoz, hogy a(z) {host} webhelyet a saját oldalain moderáld, jelentkezz be az irányítópultra olyasvalakiként, aki a webhelyet gondozza. Aztán térj vissza ebbe az ablakba.',
  openDashboard: 'Irányítópult megnyitása',
  isSignedIn: 'Bejelentkeztem',

  almostDone: 'Majdnem kész',
  typeCode: 'Ha ez az ablak nem záródik be magától, menj vissza a(z) {host} oldalára, és írd be ott ezt a kódot:',
  tellNobody: 'Sehova máshova ne írd be, és ne mondd el senkinek.',

  byMail: 'Bejelentkezés e-maillel ide: {host}',
  address: 'Az e-mail-címed',
  aboutAddress: 'Küldünk egy kódot. A címet senki más nem látja.',
  sendCode: 'Kérek egy kódot',
  lookIntoMail: 'Nézd meg a leveleidet',
  mail: {
    waiting: 'Egy kód úton van ide: {address}.',
    sent: 'Elküldtünk egy kódot ide: {address}. Eltarthat egy percig; nézd meg a levélszemét között is.',
    late: 'A levelet még nem sikerült elküldeni ide: {address}. Tovább próbálkozunk, és ez az oldal szól, ha elment.',
    refused: 'A levelet nem sikerült elküldeni ide: {address}. Jó a cím?',
  },
  otherTab: 'A levél által megnyitott lapon folytatod.',
  goOnHere: 'Folytatás itt',
  code: 'Kód',
  aboutCode: 'Hat számjegy. Csak itt érvényes: ebben a böngészőben, negyed óráig.',
  newCode: 'Új kód küldése',
  otherAddress: 'Másik cím',
  elsewhere: 'Folytasd ott, ahol elkezdted',
  elsewhereHow:
    'Ez a hivatkozás csak abban a böngészőben érvényes, amelyben megadtad a címedet. Térj vissza oda, és írd be a levélben kapott kódot az ablakba, amely kéri.',
  notYourMail: 'Nem te kérted a levelet? Akkor zárd be ezt az oldalt: nem történt semmi.',

  failed: 'A bejelentkezés nem sikerült',
  wordsAreKept: 'Amit írtál, ott van, ahova írtad. Próbáld újra, vagy zárd be ezt az ablakot, és válassz másik módot.',
  problems: {
    over: 'Ez a bejelentkezés véget ért: elkészült, vagy túl sokáig tartott. Kezdd újra az oldalon.',
    otherBrowser:
      'Ezt a bejelentkezést másik böngészőben kezdték, vagy ez nem őriz meg sütiket. Folytasd ott, vagy kezdd újra itt.',
    noSuchWay: 'Itt így nem lehet bejelentkezni, vagy már nem.',
    wrongCode: 'Nem ez a legújabb levélben lévő kód. Nézd meg újra.',
    badAddress: 'Erre az e-mail-címre nem tudunk írni. Nézd meg újra.',
    tooOften: 'Ez rövid idő alatt sok volt. Várj egy kicsit, és próbáld újra.',
    nameTaken: 'Ez a név itt már valaki másé. Válassz másikat.',
    noName: 'Ez a név nem jeleníthető meg. Írj másikat.',
    longName: 'Ez a név túl hosszú. Rövidítsd le.',
    other: 'Valami nem sikerült. Menj vissza az oldalra, és kezdd újra.',
  },
  provider: {
    silent: '{provider} most nem érhető el.',
    denied: '{provider} nem jelentkeztetett be, mert nemet mondtál, vagy nem teheted.',
    unknown: '{provider} nem ismeri ezt a webhelyet. Ezen csak a tulajdonosa változtathat.',
    unusable: '{provider} olyan választ adott, amely nem használható.',
  },

  letter: {
    subject: '{code} a kódod ehhez: {host}',
    code: 'A kódod ehhez: {host}',
    type: 'Írd be abba az ablakba, amely a címedet kérte. Csak ott érvényes.',
    lives: 'Érvényes: {time}.',
    link: 'Vagy nyisd meg ezt a címet ugyanabban a böngészőben:',
    notYou: 'Nem te kérted ezt? Akkor valaki beírta a címedet, és nem történt semmi. Ne mondd el a kódot senkinek.',
  },
}
