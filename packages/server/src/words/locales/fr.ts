import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Annuler',
  close: 'Fermer cette fenêtre',
  goOn: 'Continuer',
  retry: 'Réessayer',
  wait: 'Un instant…',
  notYou: 'Vous n’avez rien demandé ? Fermez cette fenêtre : rien ne s’est passé.',

  signInTo: 'Se connecter à {host}',
  signingInTo: 'Vous vous connectez à {host}',
  as: 'En tant que {name}.',
  aboutKnown: 'C’est le nom affiché à côté de ce que vous écrivez.',
  aboutStaff: 'Vous pourrez modérer depuis les pages du site pendant une journée.',
  goOnAs: 'Continuer en tant que {name}',
  name: 'Votre nom sur ce site',
  aboutName: 'Tout le monde le voit à côté de ce que vous écrivez. Il reste le vôtre.',

  staffFirst: 'Connectez-vous d’abord au tableau de bord',
  staffHow:
    'Pour modérer {host} depuis ses pages, connectez-vous au tableau de bord avec un compte qui s’occupe du site. Revenez ensuite à cette fenêtre.',
  openDashboard: 'Ouvrir le tableau de bord',
  isSignedIn: 'Je suis connecté·e',

  almostDone: 'C’est presque fini',
  typeCode: 'Si cette fenêtre ne se ferme pas d’elle-même, revenez à la page sur {host} et saisissez-y ce code :',
  tellNobody: 'Ne le saisissez nulle part ailleurs et ne le donnez à personne.',

  byMail: 'Se connecter à {host} par e-mail',
  address: 'Votre adresse e-mail',
  aboutAddress: 'Nous vous envoyons un code. Personne d’autre ne voit l’adresse.',
  sendCode: 'Envoyer un code',
  lookIntoMail: 'Consultez vos e-mails',
  mail: {
    waiting: 'Un code est en route vers {address}.',
    sent: 'Un code a été envoyé à {address}. Cela peut prendre une minute ; regardez aussi dans les indésirables.',
    late: 'L’e-mail à {address} n’a pas encore pu être envoyé. Nous continuons d’essayer, et cette page dira quand il sera parti.',
    refused: 'L’e-mail n’a pas pu être envoyé à {address}. L’adresse est-elle juste ?',
  },
  otherTab: 'Vous continuez dans l’onglet que l’e-mail a ouvert.',
  goOnHere: 'Continuer ici',
  code: 'Code',
  aboutCode: 'Six chiffres. Ils ne valent qu’ici : dans ce navigateur, pendant un quart d’heure.',
  newCode: 'Envoyer un nouveau code',
  otherAddress: 'Une autre adresse',
  elsewhere: 'Continuez là où vous avez commencé',
  elsewhereHow:
    'Ce lien ne vaut que dans le navigateur où vous avez donné votre adresse. Retournez-y et saisissez le code de l’e-mail dans la fenêtre qui le demande.',
  notYourMail: 'Vous n’avez pas demandé cet e-mail ? Fermez cette page : rien ne s’est passé.',

  failed: 'La connexion n’a pas abouti',
  wordsAreKept:
    'Ce que vous avez écrit est toujours à sa place. Réessayez, ou fermez cette fenêtre et choisissez un autre moyen.',
  problems: {
    over: 'Cette connexion est terminée : elle a abouti, ou elle a pris trop de temps. Recommencez sur la page.',
    otherBrowser:
      'Cette connexion a été commencée dans un autre navigateur, ou celui-ci ne garde pas de cookies. Continuez là-bas, ou recommencez ici.',
    noSuchWay: 'On ne peut pas, ou plus, se connecter ici de cette façon.',
    wrongCode: 'Ce n’est pas le code du dernier e-mail. Vérifiez-le.',
    badAddress: 'Nous ne pouvons pas écrire à cette adresse e-mail. Vérifiez-la.',
    tooOften: 'Cela faisait beaucoup en peu de temps. Patientez un instant et réessayez.',
    nameTaken: 'Ce nom appartient déjà à quelqu’un d’autre ici. Veuillez en choisir un autre.',
    noName: 'Ce nom ne peut pas être affiché. Choisissez-en un autre.',
    longName: 'Ce nom est trop long. Raccourcissez-le.',
    other: 'Quelque chose s’est mal passé. Revenez à la page et recommencez.',
  },
  provider: {
    silent: '{provider} est injoignable pour le moment.',
    denied: '{provider} ne vous a pas connecté·e, parce que vous avez refusé ou n’en avez pas le droit.',
    unknown: '{provider} ne connaît pas ce site. Seul son propriétaire peut y remédier.',
    unusable: '{provider} a donné une réponse inutilisable.',
  },

  letter: {
    subject: '{code} est votre code pour {host}',
    code: 'Votre code pour {host} est',
    type: 'Saisissez-le dans la fenêtre qui vous a demandé votre adresse. Il ne vaut que là.',
    lives: 'Il est valable {time}.',
    link: 'Ou ouvrez cette adresse dans le même navigateur :',
    notYou:
      'Vous n’avez rien demandé ? Quelqu’un a saisi votre adresse, et rien ne s’est passé. Ne donnez le code à personne.',
  },
}
