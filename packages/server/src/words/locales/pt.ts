import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Cancelar',
  close: 'Fechar esta janela',
  goOn: 'Continuar',
  retry: 'Tentar novamente',
  wait: 'Um momento…',
  notYou: 'Não pediu isto? Feche esta janela: nada aconteceu.',

  signInTo: 'Iniciar sessão em {host}',
  signingInTo: 'Está a iniciar sessão em {host}',
  as: 'Como {name}.',
  aboutKnown: 'É o nome que aparece junto do que escreve.',
  aboutStaff: 'Poderá moderar a partir das páginas do site durante um dia.',
  goOnAs: 'Continuar como {name}',
  name: 'O seu nome nesse site',
  aboutName: 'Todos o veem junto do que escreve. Continuará a ser seu.',

  staffFirst: 'Inicie primeiro sessão no painel',
  staffHow:
    'Para moderar {host} a partir das suas páginas, inicie sessão no painel como alguém que cuida do site. Depois volte a esta janela.',
  openDashboard: 'Abrir o painel',
  isSignedIn: 'Já iniciei sessão',

  almostDone: 'Quase pronto',
  typeCode: 'Se esta janela não se fechar sozinha, volte à página em {host} e escreva lá este código:',
  tellNobody: 'Não o escreva em mais lado nenhum nem o diga a ninguém.',

  byMail: 'Iniciar sessão em {host} por e-mail',
  address: 'O seu endereço de e-mail',
  aboutAddress: 'Enviamos-lhe um código. Mais ninguém vê o endereço.',
  sendCode: 'Enviar-me um código',
  lookIntoMail: 'Veja o seu e-mail',
  mail: {
    waiting: 'Um código vai a caminho de {address}.',
    sent: 'Foi enviado um código para {address}. Pode demorar um minuto; veja também no correio não solicitado.',
    late: 'O e-mail para {address} ainda não pôde ser enviado. Continuamos a tentar, e esta página dirá quando for enviado.',
    refused: 'Não foi possível enviar o e-mail para {address}. O endereço está certo?',
  },
  otherTab: 'Está a continuar no separador que o e-mail abriu.',
  goOnHere: 'Continuar aqui',
  code: 'Código',
  aboutCode: 'Seis algarismos. Só valem aqui: neste navegador, durante um quarto de hora.',
  newCode: 'Enviar um novo código',
  otherAddress: 'Outro endereço',
  elsewhere: 'Continue onde começou',
  elsewhereHow:
    'Esta ligação só vale no navegador em que indicou o seu endereço. Volte a ele e escreva o código do e-mail na janela que o pede.',
  notYourMail: 'Não pediu o e-mail? Feche esta página: nada aconteceu.',

  failed: 'Não foi possível iniciar sessão',
  wordsAreKept: 'O que escreveu continua onde o escreveu. Tente novamente, ou feche esta janela e escolha outra forma.',
  problems: {
    over: 'Este início de sessão terminou: foi concluído ou demorou demasiado. Recomece na página.',
    otherBrowser:
      'Este início de sessão foi começado noutro navegador, ou este não guarda cookies. Continue lá ou recomece aqui.',
    noSuchWay: 'Não é possível, ou já não é, iniciar sessão aqui desta forma.',
    wrongCode: 'Não é esse o código do e-mail mais recente. Confirme-o.',
    badAddress: 'Não podemos escrever para este endereço de e-mail. Confirme-o.',
    tooOften: 'Foi muito em pouco tempo. Aguarde um momento e tente novamente.',
    nameTaken: 'Esse nome já pertence a outra pessoa aqui. Escolha outro.',
    noName: 'Este nome não pode ser mostrado. Escreva outro.',
    longName: 'Este nome é demasiado longo. Encurte-o.',
    other: 'Algo correu mal. Volte à página e recomece.',
  },
  provider: {
    silent: 'Não é possível contactar {provider} neste momento.',
    denied: '{provider} não iniciou a sua sessão, porque recusou ou não tem permissão.',
    unknown: '{provider} não conhece este site. Só o proprietário pode alterar isso.',
    unusable: '{provider} deu uma resposta que não pode ser usada.',
  },

  letter: {
    subject: '{code} é o seu código para {host}',
    code: 'O seu código para {host} é',
    type: 'Escreva-o na janela que lhe pediu o endereço. Só vale lá.',
    lives: 'É válido durante {time}.',
    link: 'Ou abra este endereço no mesmo navegador:',
    notYou: 'Não pediu isto? Então alguém escreveu o seu endereço, e nada aconteceu. Não diga o código a ninguém.',
  },
}
