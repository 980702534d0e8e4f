import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Cancelar',
  close: 'Fechar esta janela',
  goOn: 'Continuar',
  retry: 'Tentar de novo',
  wait: 'Um momento…',
  notYou: 'Não foi você que pediu? Feche esta janela: nada aconteceu.',

  signInTo: 'Entrar em {host}',
  signingInTo: 'Você está entrando em {host}',
  as: 'Como {name}.',
  aboutKnown: 'É o nome ao lado do que você escreve.',
  aboutStaff: 'Você poderá moderar nas páginas do site por um dia.',
  goOnAs: 'Continuar como {name}',
  name: 'Seu nome nesse site',
  aboutName: 'Todos o veem ao lado do que você escreve. Ele continua sendo seu.',

  staffFirst: 'Entre primeiro no painel',
  staffHow:
    'Para moderar {host} nas próprias páginas, entre no painel como alguém que cuida do site. Depois volte a esta janela.',
  openDashboard: 'Abrir o painel',
  isSignedIn: 'Já entrei',

  almostDone: 'Quase pronto',
  typeCode: 'Se esta janela não se fechar sozinha, volte à página em {host} e digite lá este código:',
  tellNobody: 'Não o digite em nenhum outro lugar nem o diga a ninguém.',

  byMail: 'Entrar em {host} por e-mail',
  address: 'Seu endereço de e-mail',
  aboutAddress: 'Enviamos um código para você. Ninguém mais vê o endereço.',
  sendCode: 'Enviar um código',
  lookIntoMail: 'Veja seu e-mail',
  mail: {
    waiting: 'Um código está a caminho de {address}.',
    sent: 'Um código foi enviado para {address}. Pode levar um minuto; veja também no spam.',
    late: 'O e-mail para {address} ainda não pôde ser enviado. Continuamos tentando, e esta página avisa quando ele for enviado.',
    refused: 'Não foi possível enviar o e-mail para {address}. O endereço está certo?',
  },
  otherTab: 'Você está continuando na aba que o e-mail abriu.',
  goOnHere: 'Continuar aqui',
  code: 'Código',
  aboutCode: 'Seis dígitos. Só valem aqui: neste navegador, por quinze minutos.',
  newCode: 'Enviar um novo código',
  otherAddress: 'Outro endereço',
  elsewhere: 'Continue onde você começou',
  elsewhereHow:
    'Este link só vale no navegador em que você informou seu endereço. Volte a ele e digite o código do e-mail na janela que o pede.',
  notYourMail: 'Não foi você que pediu o e-mail? Feche esta página: nada aconteceu.',

  failed: 'Não foi possível entrar',
  wordsAreKept:
    'O que você escreveu continua onde você escreveu. Tente de novo, ou feche esta janela e escolha outra forma.',
  problems: {
    over: 'Este acesso terminou: foi concluído ou demorou demais. Comece de novo na página.',
    otherBrowser:
      'Este acesso começou em outro navegador, ou este não guarda cookies. Continue lá ou comece de novo aqui.',
    noSuchWay: 'Não dá, ou não dá mais, para entrar aqui dessa forma.',
    wrongCode: 'Esse não é o código do e-mail mais recente. Confira de novo.',
    badAddress: 'Não podemos escrever para esse endereço de e-mail. Confira de novo.',
    tooOften: 'Foi muita coisa em pouco tempo. Espere um momento e tente de novo.',
    nameTaken: 'Esse nome já é de outra pessoa aqui. Escolha outro, por favor.',
    noName: 'Esse nome não pode ser mostrado. Escreva outro.',
    longName: 'Esse nome é longo demais. Encurte-o.',
    other: 'Algo deu errado. Volte à página e comece de novo.',
  },
  provider: {
    silent: 'Não é possível falar com {provider} no momento.',
    denied: '{provider} não autorizou sua entrada, porque você recusou ou não tem permissão.',
    unknown: '{provider} não conhece este site. Só o dono do site pode mudar isso.',
    unusable: '{provider} deu uma resposta que não pode ser usada.',
  },

  letter: {
    subject: '{code} é o seu código para {host}',
    code: 'Seu código para {host} é',
    type: 'Digite-o na janela que pediu seu endereço. Ele só vale lá.',
    lives: 'Ele vale por {time}.',
    link: 'Ou abra este endereço no mesmo navegador:',
    notYou: 'Não foi você que pediu? Então alguém digitou seu endereço, e nada aconteceu. Não diga o código a ninguém.',
  },
}
