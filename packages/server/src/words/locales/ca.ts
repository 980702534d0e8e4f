import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Cancel·la',
  close: 'Tanca aquesta finestra',
  goOn: 'Continua',
  retry: 'Torna-ho a provar',
  wait: 'Un moment…',
  notYou: 'No ho has demanat tu? Tanca aquesta finestra: no ha passat res.',

  signInTo: 'Inicia la sessió a {host}',
  signingInTo: 'Estàs iniciant la sessió a {host}',
  as: 'Com a {name}.',
  aboutKnown: 'És el nom que surt al costat del que escrius.',
  aboutStaff: 'Podràs moderar des de les pàgines del lloc durant un dia.',
  goOnAs: 'Continua com a {name}',
  name: 'El teu nom allà',
  aboutName: 'Tothom el veu al costat del que escrius. Continuarà sent teu.',

  staffFirst: 'Inicia primer la sessió al tauler',
  staffHow:
    'Per moderar {host} des de les seves pàgines, inicia la sessió al tauler com a persona que té cura del lloc. Després torna a aquesta finestra.',
  openDashboard: 'Obre el tauler',
  isSignedIn: 'Ja he iniciat la sessió',

  almostDone: 'Gairebé està',
  typeCode: 'Si aquesta finestra no es tanca sola, torna a la pàgina de {host} i escriu-hi aquest codi:',
  tellNobody: 'No l’escriguis enlloc més ni el diguis a ningú.',

  byMail: 'Inicia la sessió a {host} per correu',
  address: 'La teva adreça electrònica',
  aboutAddress: 'T’enviem un codi. Ningú més no veu l’adreça.',
  sendCode: 'Envia’m un codi',
  lookIntoMail: 'Mira el correu',
  mail: {
    waiting: 'Un codi va de camí a {address}.',
    sent: 'S’ha enviat un codi a {address}. Pot trigar un minut; mira també el correu brossa.',
    late: 'El correu a {address} encara no s’ha pogut enviar. Ho continuem provant, i aquesta pàgina dirà quan s’ha enviat.',
    refused: 'No s’ha pogut enviar el correu a {address}. És correcta l’adreça?',
  },
  otherTab: 'Continues a la pestanya que ha obert el correu.',
  goOnHere: 'Continua aquí',
  code: 'Codi',
  aboutCode: 'Sis xifres. Només valen aquí: en aquest navegador, durant un quart d’hora.',
  newCode: 'Envia un codi nou',
  otherAddress: 'Una altra adreça',
  elsewhere: 'Continua on has començat',
  elsewhereHow:
    'Aquest enllaç només val al navegador on has donat l’adreça. Torna-hi i escriu el codi del correu a la finestra que el demana.',
  notYourMail: 'No has demanat tu el correu? Tanca aquesta pàgina: no ha passat res.',

  failed: 'No s’ha pogut iniciar la sessió',
  wordsAreKept:
    'El que has escrit continua on ho has escrit. Torna-ho a provar, o tanca aquesta finestra i tria una altra manera.',
  problems: {
    over: 'Aquest inici de sessió s’ha acabat: s’ha completat o ha trigat massa. Torna a començar a la pàgina.',
    otherBrowser:
      'Aquest inici de sessió va començar en un altre navegador, o aquest no desa galetes. Continua allà o torna a començar aquí.',
    noSuchWay: 'Aquí no es pot, o ja no es pot, iniciar la sessió d’aquesta manera.',
    wrongCode: 'No és el codi del correu més recent. Torna-ho a mirar.',
    badAddress: 'No podem escriure a aquesta adreça electrònica. Torna-ho a mirar.',
    tooOften: 'Ha estat molt en poc temps. Espera un moment i torna-ho a provar.',
    nameTaken: 'Aquest nom ja és d’una altra persona aquí. Tria’n un altre.',
    noName: 'Aquest nom no es pot mostrar. Escriu-ne un altre.',
    longName: 'Aquest nom és massa llarg. Escurça’l.',
    other: 'Alguna cosa ha anat malament. Torna a la pàgina i comença de nou.',
  },
  provider: {
    silent: 'Ara mateix no es pot contactar amb {provider}.',
    denied: '{provider} no t’ha identificat, perquè has dit que no o no tens permís.',
    unknown: '{provider} no coneix aquest lloc. Només el propietari ho pot canviar.',
    unusable: '{provider} ha donat una resposta que no serveix.',
  },

  letter: {
    subject: '{code} és el teu codi per a {host}',
    code: 'El teu codi per a {host} és',
    type: 'Escriu-lo a la finestra que t’ha demanat l’adreça. Només val allà.',
    lives: 'Val durant {time}.',
    link: 'O obre aquesta adreça al mateix navegador:',
    notYou:
      'No ho has demanat tu? Aleshores algú ha escrit la teva adreça i no ha passat res. No diguis el codi a ningú.',
  },
}
