import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Anuluj',
  close: 'Zamknij okno',
  goOn: 'Kontynuuj',
  retry: 'Spróbuj ponownie',
  wait: 'Chwileczkę…',
  notYou: 'To nie Ty o to prosisz? Zamknij to okno: nic się nie stało.',

  signInTo: 'Zaloguj się w {host}',
  signingInTo: 'Logujesz się w {host}',
  as: 'Jako {name}.',
  aboutKnown: 'To imię widoczne obok tego, co piszesz.',
  aboutStaff: 'Przez jeden dzień możesz moderować na stronach witryny.',
  goOnAs: 'Kontynuuj jako {name}',
  name: 'Twoje imię w tym miejscu',
  aboutName: 'Wszyscy widzą je obok tego, co piszesz. Pozostanie Twoje.',

  staffFirst: 'Najpierw zaloguj się w panelu',
  staffHow:
    'Aby moderować {host} na samych stronach, zaloguj się w panelu jako osoba, która opiekuje się witryną. Potem wróć do tego okna.',
  openDashboard: 'Otwórz panel',
  isSignedIn: 'Gotowe, zalogowano',

  almostDone: 'Prawie gotowe',
  typeCode: 'Jeśli to okno nie zamknie się samo, wróć na stronę w {host} i wpisz tam ten kod:',
  tellNobody: 'Nie wpisuj go nigdzie indziej i nikomu go nie podawaj.',

  byMail: 'Zaloguj się w {host} przez e-mail',
  address: 'Twój adres e-mail',
  aboutAddress: 'Wyślemy Ci kod. Nikt inny nie zobaczy adresu.',
  sendCode: 'Wyślij mi kod',
  lookIntoMail: 'Zajrzyj do poczty',
  mail: {
    waiting: 'Kod jest w drodze na adres {address}.',
    sent: 'Kod wysłano na adres {address}. To może chwilę potrwać; zajrzyj też do spamu.',
    late: 'Wiadomości na adres {address} nie udało się jeszcze wysłać. Próbujemy dalej, a ta strona powie, kiedy zostanie wysłana.',
    refused: 'Nie udało się wysłać wiadomości na adres {address}. Czy adres jest poprawny?',
  },
  otherTab: 'Kontynuujesz w karcie otwartej z wiadomości.',
  goOnHere: 'Kontynuuj tutaj',
  code: 'Kod',
  aboutCode: 'Sześć cyfr. Są ważne tylko tutaj: w tej przeglądarce, przez kwadrans.',
  newCode: 'Wyślij nowy kod',
  otherAddress: 'Inny adres',
  elsewhere: 'Kontynuuj tam, gdzie zaczęto',
  elsewhereHow:
    'Ten link jest ważny tylko w przeglądarce, w której podano adres. Wróć do niej i wpisz kod z wiadomości w oknie, które o niego pyta.',
  notYourMail: 'To nie Ty prosisz o tę wiadomość? Zamknij tę stronę: nic się nie stało.',

  failed: 'Logowanie się nie udało',
  wordsAreKept:
    'To, co napisano, nadal jest na swoim miejscu. Spróbuj ponownie albo zamknij to okno i wybierz inny sposób.',
  problems: {
    over: 'To logowanie jest już zakończone: udało się albo trwało zbyt długo. Zacznij od nowa na stronie.',
    otherBrowser:
      'To logowanie rozpoczęto w innej przeglądarce albo ta nie przechowuje plików cookie. Kontynuuj tam albo zacznij od nowa tutaj.',
    noSuchWay: 'W ten sposób nie można się tu zalogować albo już nie można.',
    wrongCode: 'To nie jest kod z najnowszej wiadomości. Sprawdź go jeszcze raz.',
    badAddress: 'Na ten adres e-mail nie możemy pisać. Sprawdź go jeszcze raz.',
    tooOften: 'To było dużo w krótkim czasie. Poczekaj chwilę i spróbuj ponownie.',
    nameTaken: 'To imię należy tu już do kogoś innego. Wybierz inne.',
    noName: 'Tego imienia nie można pokazać. Wpisz inne.',
    longName: 'To imię jest za długie. Skróć je.',
    other: 'Coś poszło nie tak. Wróć na stronę i zacznij od nowa.',
  },
  provider: {
    silent: 'Nie można w tej chwili połączyć się z {provider}.',
    denied: '{provider} nie potwierdza logowania: odmówiono zgody albo brak uprawnień.',
    unknown: '{provider} nie zna tej witryny. Może to zmienić tylko jej właściciel.',
    unusable: 'Odpowiedzi od {provider} nie da się użyć.',
  },

  letter: {
    subject: '{code} to Twój kod do {host}',
    code: 'Twój kod do {host}:',
    type: 'Wpisz go w oknie, które pytało o Twój adres. Jest ważny tylko tam.',
    lives: 'Ważność: {time}.',
    link: 'Albo otwórz ten adres w tej samej przeglądarce:',
    notYou: 'To nie Ty o to prosisz? Ktoś wpisał Twój adres i nic się nie stało. Nikomu nie podawaj kodu.',
  },
}
