import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Zrušit',
  close: 'Zavřít okno',
  goOn: 'Pokračovat',
  retry: 'Zkusit znovu',
  wait: 'Okamžik…',
  notYou: 'Nežádali jste o to? Pak zavřete toto okno: nic se nestalo.',

  signInTo: 'Přihlásit se na {host}',
  signingInTo: 'Přihlašujete se na {host}',
  as: 'Jako {name}.',
  aboutKnown: 'Je to jméno vedle toho, co píšete.',
  aboutStaff: 'Po jeden den budete moci moderovat přímo na stránkách webu.',
  goOnAs: 'Pokračovat jako {name}',
  name: 'Vaše jméno tam',
  aboutName: 'Všichni je vidí vedle toho, co píšete. Zůstane vaše.',

  staffFirst: 'Nejprve se přihlaste do administrace',
  staffHow:
    'Chcete-li moderovat {host} přímo na stránkách, přihlaste se do administrace jako někdo, kdo se o web stará. Pak se vraťte do tohoto okna.',
  openDashboard: 'Otevřít administraci',
  isSignedIn: 'Jsem přihlášen(a)',

  almostDone: 'Téměř hotovo',
  typeCode: 'Pokud se toto okno nezavře samo, vraťte se na stránku na {host} a napište tam tento kód:',
  tellNobody: 'Nikam jinam jej nepište a nikomu jej neříkejte.',

  byMail: 'Přihlásit se na {host} e-mailem',
  address: 'Vaše e-mailová adresa',
  aboutAddress: 'Pošleme vám kód. Nikdo jiný adresu neuvidí.',
  sendCode: 'Poslat mi kód',
  lookIntoMail: 'Podívejte se do pošty',
  mail: {
    waiting: 'Kód je na cestě na {address}.',
    sent: 'Kód byl odeslán na {address}. Může to chvíli trvat; podívejte se i do spamu.',
    late: 'E-mail na {address} se zatím nepodařilo odeslat. Zkoušíme to dál a tato stránka řekne, až bude odeslán.',
    refused: 'E-mail na {address} se nepodařilo odeslat. Je adresa správná?',
  },
  otherTab: 'Pokračujete na kartě, kterou otevřel e-mail.',
  goOnHere: 'Pokračovat zde',
  code: 'Kód',
  aboutCode: 'Šest číslic. Platí jen zde: v tomto prohlížeči, čtvrt hodiny.',
  newCode: 'Poslat nový kód',
  otherAddress: 'Jiná adresa',
  elsewhere: 'Pokračujte tam, kde jste začali',
  elsewhereHow:
    'Tento odkaz platí jen v prohlížeči, ve kterém jste zadali svou adresu. Vraťte se do něj a napište kód z e-mailu do okna, které se na něj ptá.',
  notYourMail: 'Nežádali jste o e-mail? Pak zavřete tuto stránku: nic se nestalo.',

  failed: 'Přihlášení se nezdařilo',
  wordsAreKept:
    'Co jste napsali, je stále tam, kde jste to napsali. Zkuste to znovu, nebo zavřete toto okno a zvolte jiný způsob.',
  problems: {
    over: 'Toto přihlášení skončilo: je hotové, nebo trvalo příliš dlouho. Začněte na stránce znovu.',
    otherBrowser:
      'Toto přihlášení začalo v jiném prohlížeči, nebo tento neukládá cookies. Pokračujte tam, nebo začněte znovu zde.',
    noSuchWay: 'Tímto způsobem se zde přihlásit nelze, nebo už ne.',
    wrongCode: 'To není kód z nejnovějšího e-mailu. Podívejte se na něj znovu.',
    badAddress: 'Na tuto e-mailovou adresu psát nemůžeme. Podívejte se na ni znovu.',
    tooOften: 'Bylo toho hodně za krátkou dobu. Chvíli počkejte a zkuste to znovu.',
    nameTaken: 'Toto jméno tu už patří někomu jinému. Zvolte si jiné.',
    noName: 'Toto jméno nelze zobrazit. Napište jiné.',
    longName: 'Toto jméno je příliš dlouhé. Zkraťte je.',
    other: 'Něco se nepovedlo. Vraťte se na stránku a začněte znovu.',
  },
  provider: {
    silent: '{provider} je právě nedostupný.',
    denied: '{provider} vás nepřihlásil, protože jste odmítli nebo nesmíte.',
    unknown: '{provider} tento web nezná. Změnit to může jen jeho vlastník.',
    unusable: '{provider} dal odpověď, kterou nelze použít.',
  },

  letter: {
    subject: '{code} je váš kód pro {host}',
    code: 'Váš kód pro {host} je',
    type: 'Napište jej do okna, které se ptalo na vaši adresu. Platí jen tam.',
    lives: 'Platnost: {time}.',
    link: 'Nebo otevřete tuto adresu ve stejném prohlížeči:',
    notYou: 'Nežádali jste o to? Pak někdo zadal vaši adresu a nic se nestalo. Kód nikomu neříkejte.',
  },
}
