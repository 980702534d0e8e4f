import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Peruuta',
  close: 'Sulje ikkuna',
  goOn: 'Jatka',
  retry: 'Yritä uudelleen',
  wait: 'Hetkinen…',
  notYou: 'Etkö pyytänyt tätä? Sulje sitten tämä ikkuna: mitään ei ole tapahtunut.',

  signInTo: 'Kirjaudu sivustolle {host}',
  signingInTo: 'Olet kirjautumassa sivustolle {host}',
  as: 'Nimellä {name}.',
  aboutKnown: 'Se on nimi kirjoittamasi vieressä.',
  aboutStaff: 'Voit moderoida sivuston sivuilla vuorokauden ajan.',
  goOnAs: 'Jatka nimellä {name}',
  name: 'Nimesi siellä',
  aboutName: 'Kaikki näkevät sen kirjoittamasi vieressä. Se pysyy sinun.',

  staffFirst: 'Kirjaudu ensin hallintapaneeliin',
  staffHow:
    'Jotta voit moderoida sivustoa {host} sen omilla sivuilla, kirjaudu hallintapaneeliin sivuston ylläpitäjänä. Palaa sitten tähän ikkunaan.',
  openDashboard: 'Avaa hallintapaneeli',
  isSignedIn: 'Olen kirjautunut',

  almostDone: 'Melkein valmista',
  typeCode: 'Jos ikkuna ei sulkeudu itsestään, palaa sivulle osoitteessa {host} ja kirjoita siellä tämä koodi:',
  tellNobody: 'Älä kirjoita sitä muualle äläkä kerro sitä kenellekään.',

  byMail: 'Kirjaudu sähköpostilla sivustolle {host}',
  address: 'Sähköpostiosoitteesi',
  aboutAddress: 'Lähetämme sinulle koodin. Kukaan muu ei näe osoitetta.',
  sendCode: 'Lähetä minulle koodi',
  lookIntoMail: 'Katso sähköpostiasi',
  mail: {
    waiting: 'Koodi on matkalla osoitteeseen {address}.',
    sent: 'Koodi lähetettiin osoitteeseen {address}. Siinä voi kestää hetki; katso myös roskapostista.',
    late: 'Viestiä osoitteeseen {address} ei ole vielä voitu lähettää. Yritämme edelleen, ja tämä sivu kertoo, kun se on lähetetty.',
    refused: 'Viestiä ei voitu lähettää osoitteeseen {address}. Onko osoite oikein?',
  },
  otherTab: 'Jatkat välilehdessä, jonka sähköposti avasi.',
  goOnHere: 'Jatka tässä',
  code: 'Koodi',
  aboutCode: 'Kuusi numeroa. Ne kelpaavat vain täällä: tässä selaimessa, vartin ajan.',
  newCode: 'Lähetä uusi koodi',
  otherAddress: 'Toinen osoite',
  elsewhere: 'Jatka siellä, missä aloitit',
  elsewhereHow:
    'Tämä linkki kelpaa vain selaimessa, jossa annoit osoitteesi. Palaa siihen ja kirjoita sähköpostin koodi ikkunaan, joka kysyy sitä.',
  notYourMail: 'Etkö pyytänyt viestiä? Sulje sitten tämä sivu: mitään ei ole tapahtunut.',

  failed: 'Kirjautuminen ei onnistunut',
  wordsAreKept: 'Kirjoittamasi on yhä paikallaan. Yritä uudelleen, tai sulje ikkuna ja valitse toinen tapa.',
  problems: {
    over: 'Tämä kirjautuminen on päättynyt: se valmistui tai kesti liian kauan. Aloita sivulla alusta.',
    otherBrowser:
      'Tämä kirjautuminen aloitettiin toisessa selaimessa, tai tämä selain ei säilytä evästeitä. Jatka siellä, tai aloita täällä alusta.',
    noSuchWay: 'Tällä tavalla ei voi kirjautua tänne, tai ei enää.',
    wrongCode: 'Tämä ei ole uusimman viestin koodi. Katso se vielä kerran.',
    badAddress: 'Tähän sähköpostiosoitteeseen emme voi kirjoittaa. Katso se vielä kerran.',
    tooOften: 'Se oli paljon lyhyessä ajassa. Odota hetki ja yritä uudelleen.',
    nameTaken: 'Nimi kuuluu täällä jo jollekulle toiselle. Valitse toinen.',
    noName: 'Tätä nimeä ei voi näyttää. Kirjoita toinen.',
    longName: 'Tämä nimi on liian pitkä. Lyhennä sitä.',
    other: 'Jokin meni vikaan. Palaa sivulle ja aloita alusta.',
  },
  provider: {
    silent: 'Palveluun {provider} ei saada juuri nyt yhteyttä.',
    denied: '{provider} ei kirjannut sinua sisään, koska kieltäydyit tai sinulla ei ole lupaa.',
    unknown: '{provider} ei tunne tätä sivustoa. Vain sivuston omistaja voi muuttaa sen.',
    unusable: '{provider} antoi vastauksen, jota ei voi käyttää.',
  },

  letter: {
    subject: '{code} on koodisi sivustolle {host}',
    code: 'Koodisi sivustolle {host} on',
    type: 'Kirjoita se ikkunaan, joka kysyi osoitettasi. Se kelpaa vain siellä.',
    lives: 'Voimassa: {time}.',
    link: 'Tai avaa tämä osoite samassa selaimessa:',
    notYou:
      'Etkö pyytänyt tätä? Silloin joku on kirjoittanut osoitteesi, eikä mitään ole tapahtunut. Älä kerro koodia kenellekään.',
  },
}
