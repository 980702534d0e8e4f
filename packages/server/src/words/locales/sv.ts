import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Avbryt',
  close: 'Stäng fönstret',
  goOn: 'Fortsätt',
  retry: 'Försök igen',
  wait: 'Ett ögonblick …',
  notYou: 'Har du inte bett om det här? Stäng fönstret: ingenting har hänt.',

  signInTo: 'Logga in på {host}',
  signingInTo: 'Du loggar in på {host}',
  as: 'Som {name}.',
  aboutKnown: 'Det är namnet bredvid det du skriver.',
  aboutStaff: 'Du kan moderera på webbplatsens sidor i ett dygn.',
  goOnAs: 'Fortsätt som {name}',
  name: 'Ditt namn där',
  aboutName: 'Alla ser det bredvid det du skriver. Det förblir ditt.',

  staffFirst: 'Logga först in på kontrollpanelen',
  staffHow:
    'För att moderera {host} på själva sidorna loggar du in på kontrollpanelen som någon som sköter webbplatsen. Kom sedan tillbaka till det här fönstret.',
  openDashboard: 'Öppna kontrollpanelen',
  isSignedIn: 'Jag är inloggad',

  almostDone: 'Nästan klart',
  typeCode: 'Om fönstret inte stängs av sig självt, gå tillbaka till sidan på {host} och skriv den här koden där:',
  tellNobody: 'Skriv den ingen annanstans och berätta den inte för någon.',

  byMail: 'Logga in på {host} med e-post',
  address: 'Din e-postadress',
  aboutAddress: 'Vi skickar en kod till dig. Ingen annan ser adressen.',
  sendCode: 'Skicka en kod',
  lookIntoMail: 'Titta i din e-post',
  mail: {
    waiting: 'En kod är på väg till {address}.',
    sent: 'En kod har skickats till {address}. Det kan ta en minut; titta även i skräpposten.',
    late: 'E-posten till {address} har inte kunnat skickas än. Vi fortsätter att försöka, och den här sidan säger till när den är skickad.',
    refused: 'E-posten kunde inte skickas till {address}. Är adressen rätt?',
  },
  otherTab: 'Du fortsätter i fliken som e-posten öppnade.',
  goOnHere: 'Fortsätt här',
  code: 'Kod',
  aboutCode: 'Sex siffror. De gäller bara här: i den här webbläsaren, i en kvart.',
  newCode: 'Skicka en ny kod',
  otherAddress: 'En annan adress',
  elsewhere: 'Fortsätt där du började',
  elsewhereHow:
    'Den här länken gäller bara i webbläsaren där du angav din adress. Gå tillbaka till den och skriv koden från e-posten i fönstret som frågar efter den.',
  notYourMail: 'Har du inte bett om e-posten? Stäng sidan: ingenting har hänt.',

  failed: 'Det gick inte att logga in',
  wordsAreKept: 'Det du skrev finns kvar där du skrev det. Försök igen, eller stäng fönstret och välj ett annat sätt.',
  problems: {
    over: 'Den här inloggningen är över: den blev klar eller tog för lång tid. Börja om på sidan.',
    otherBrowser:
      'Den här inloggningen började i en annan webbläsare, eller så sparar den här inga kakor. Fortsätt där, eller börja om här.',
    noSuchWay: 'Man kan inte, eller inte längre, logga in här på det sättet.',
    wrongCode: 'Det är inte koden i den senaste e-posten. Titta en gång till.',
    badAddress: 'Det är ingen e-postadress som vi kan skriva till. Titta en gång till.',
    tooOften: 'Det var mycket på kort tid. Vänta en stund och försök igen.',
    nameTaken: 'Det namnet tillhör redan någon annan här. Välj ett annat.',
    noName: 'Det namnet kan inte visas. Skriv ett annat.',
    longName: 'Det namnet är för långt. Korta det.',
    other: 'Något gick fel. Gå tillbaka till sidan och börja om.',
  },
  provider: {
    silent: '{provider} går inte att nå just nu.',
    denied: '{provider} loggade inte in dig, eftersom du sade nej eller inte får.',
    unknown: '{provider} känner inte till webbplatsen. Bara ägaren kan ändra det.',
    unusable: '{provider} gav ett svar som inte går att använda.',
  },

  letter: {
    subject: '{code} är din kod för {host}',
    code: 'Din kod för {host} är',
    type: 'Skriv den i fönstret som frågade efter din adress. Den gäller bara där.',
    lives: 'Den gäller i {time}.',
    link: 'Eller öppna den här adressen i samma webbläsare:',
    notYou:
      'Har du inte bett om det här? Då har någon skrivit din adress, och ingenting har hänt. Berätta inte koden för någon.',
  },
}
