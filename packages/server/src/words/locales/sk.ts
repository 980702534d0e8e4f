import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Zrušiť',
  close: 'Zavrieť okno',
  goOn: 'Pokračovať',
  retry: 'Skúsiť znova',
  wait: 'Chvíľku…',
  notYou: 'Nežiadali ste o to? Potom zatvorte toto okno: nič sa nestalo.',

  signInTo: 'Prihlásiť sa na {host}',
  signingInTo: 'Prihlasujete sa na {host}',
  as: 'Ako {name}.',
  aboutKnown: 'Je to meno vedľa toho, čo píšete.',
  aboutStaff: 'Jeden deň budete môcť moderovať priamo na stránkach webu.',
  goOnAs: 'Pokračovať ako {name}',
  name: 'Vaše meno tam',
  aboutName: 'Všetci ho vidia vedľa toho, čo píšete. Zostane vaše.',

  staffFirst: 'Najprv sa prihláste do administrácie',
  staffHow:
    'Ak chcete moderovať {host} priamo na stránkach, prihláste sa do administrácie ako niekto, kto sa o web stará. Potom sa vráťte do tohto okna.',
  openDashboard: 'Otvoriť administráciu',
  isSignedIn: 'Som prihlásený(á)',

  almostDone: 'Takmer hotovo',
  typeCode: 'Ak sa toto okno nezavrie samo, vráťte sa na stránku na {host} a napíšte tam tento kód:',
  tellNobody: 'Nikam inam ho nepíšte a nikomu ho nehovorte.',

  byMail: 'Prihlásiť sa na {host} e-mailom',
  address: 'Vaša e-mailová adresa',
  aboutAddress: 'Pošleme vám kód. Nikto iný adresu neuvidí.',
  sendCode: 'Poslať mi kód',
  lookIntoMail: 'Pozrite sa do pošty',
  mail: {
    waiting: 'Kód je na ceste na {address}.',
    sent: 'Kód bol odoslaný na {address}. Môže to chvíľu trvať; pozrite sa aj do spamu.',
    late: 'E-mail na {address} sa zatiaľ nepodarilo odoslať. Skúšame to ďalej a táto stránka povie, keď bude odoslaný.',
    refused: 'E-mail na {address} sa nepodarilo odoslať. Je adresa správna?',
  },
  otherTab: 'Pokračujete na karte, ktorú otvoril e-mail.',
  goOnHere: 'Pokračovať tu',
  code: 'Kód',
  aboutCode: 'Šesť číslic. Platia len tu: v tomto prehliadači, štvrť hodiny.',
  newCode: 'Poslať nový kód',
  otherAddress: 'Iná adresa',
  elsewhere: 'Pokračujte tam, kde ste začali',
  elsewhereHow:
    'Tento odkaz platí len v prehliadači, v ktorom ste zadali svoju adresu. Vráťte sa doň a napíšte kód z e-mailu do okna, ktoré sa naň pýta.',
  notYourMail: 'Nežiadali ste o e-mail? Potom zatvorte túto stránku: nič sa nestalo.',

  failed: 'Prihlásenie sa nepodarilo',
  wordsAreKept:
    'Čo ste napísali, je stále tam, kde ste to napísali. Skúste to znova, alebo zatvorte toto okno a zvoľte iný spôsob.',
  problems: {
    over: 'Toto prihlásenie sa skončilo: je hotové, alebo trvalo príliš dlho. Začnite na stránke znova.',
    otherBrowser:
      'Toto prihlásenie sa začalo v inom prehliadači, alebo tento neukladá cookies. Pokračujte tam, alebo začnite znova tu.',
    noSuchWay: 'Týmto spôsobom sa tu prihlásiť nedá, alebo už nie.',
    wrongCode: 'To nie je kód z najnovšieho e-mailu. Pozrite sa naň znova.',
    badAddress: 'Na túto e-mailovú adresu písať nemôžeme. Pozrite sa na ňu znova.',
    tooOften: 'Bolo toho veľa za krátky čas. Chvíľu počkajte a skúste znova.',
    nameTaken: 'Toto meno tu už patrí niekomu inému. Zvoľte si iné.',
    noName: 'Toto meno sa nedá zobraziť. Napíšte iné.',
    longName: 'Toto meno je príliš dlhé. Skráťte ho.',
    other: 'Niečo sa nepodarilo. Vráťte sa na stránku a začnite znova.',
  },
  provider: {
    silent: '{provider} je práve nedostupný.',
    denied: '{provider} vás neprihlásil, pretože ste odmietli alebo nesmiete.',
    unknown: '{provider} tento web nepozná. Zmeniť to môže len jeho vlastník.',
    unusable: '{provider} dal odpoveď, ktorá sa nedá použiť.',
  },

  letter: {
    subject: '{code} je váš kód pre {host}',
    code: 'Váš kód pre {host} je',
    type: 'Napíšte ho do okna, ktoré sa pýtalo na vašu adresu. Platí len tam.',
    lives: 'Platnosť: {time}.',
    link: 'Alebo otvorte túto adresu v tom istom prehliadači:',
    notYou: 'Nežiadali ste o to? Potom niekto zadal vašu adresu a nič sa nestalo. Kód nikomu nehovorte.',
  },
}
