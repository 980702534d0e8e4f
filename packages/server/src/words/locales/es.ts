import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Cancelar',
  close: 'Cerrar esta ventana',
  goOn: 'Continuar',
  retry: 'Reintentar',
  wait: 'Un momento…',
  notYou: '¿No lo has pedido tú? Cierra esta ventana: no ha pasado nada.',

  signInTo: 'Iniciar sesión en {host}',
  signingInTo: 'Estás iniciando sesión en {host}',
  as: 'Como {name}.',
  aboutKnown: 'Es el nombre que aparece junto a lo que escribes.',
  aboutStaff: 'Podrás moderar desde las páginas del sitio durante un día.',
  goOnAs: 'Continuar como {name}',
  name: 'Tu nombre allí',
  aboutName: 'Todos lo ven junto a lo que escribes. Seguirá siendo tuyo.',

  staffFirst: 'Inicia sesión primero en el panel',
  staffHow:
    'Para moderar {host} desde sus páginas, inicia sesión en el panel como alguien que cuida del sitio. Después vuelve a esta ventana.',
  openDashboard: 'Abrir el panel',
  isSignedIn: 'Ya he iniciado sesión',

  almostDone: 'Casi está',
  typeCode: 'Si esta ventana no se cierra sola, vuelve a la página de {host} y escribe allí este código:',
  tellNobody: 'No lo escribas en ningún otro sitio ni se lo digas a nadie.',

  byMail: 'Iniciar sesión en {host} por correo',
  address: 'Tu dirección de correo',
  aboutAddress: 'Te enviamos un código. Nadie más ve la dirección.',
  sendCode: 'Envíame un código',
  lookIntoMail: 'Mira tu correo',
  mail: {
    waiting: 'Un código va de camino a {address}.',
    sent: 'Hemos enviado un código a {address}. Puede tardar un minuto; mira también en el correo no deseado.',
    late: 'El correo a {address} todavía no se ha podido enviar. Seguimos intentándolo, y esta página dirá cuándo se ha enviado.',
    refused: 'No se ha podido enviar el correo a {address}. ¿Es correcta la dirección?',
  },
  otherTab: 'Estás siguiendo en la pestaña que ha abierto el correo.',
  goOnHere: 'Seguir aquí',
  code: 'Código',
  aboutCode: 'Seis cifras. Solo valen aquí: en este navegador, durante un cuarto de hora.',
  newCode: 'Enviar un código nuevo',
  otherAddress: 'Otra dirección',
  elsewhere: 'Sigue donde empezaste',
  elsewhereHow:
    'Este enlace solo vale en el navegador en el que diste tu dirección. Vuelve a él y escribe el código del correo en la ventana que lo pide.',
  notYourMail: '¿No has pedido tú el correo? Cierra esta página: no ha pasado nada.',

  failed: 'No se ha podido iniciar sesión',
  wordsAreKept:
    'Lo que has escrito sigue donde lo escribiste. Vuelve a intentarlo, o cierra esta ventana y elige otra forma.',
  problems: {
    over: 'Este inicio de sesión ha terminado: se completó o tardó demasiado. Empieza de nuevo en la página.',
    otherBrowser:
      'Este inicio de sesión empezó en otro navegador, o este no guarda cookies. Sigue allí o empieza de nuevo aquí.',
    noSuchWay: 'Aquí no se puede, o ya no se puede, iniciar sesión de esta forma.',
    wrongCode: 'No es el código del último correo. Vuelve a mirarlo.',
    badAddress: 'No podemos escribir a esa dirección de correo. Vuelve a mirarla.',
    tooOften: 'Eso ha sido mucho en poco tiempo. Espera un momento e inténtalo de nuevo.',
    nameTaken: 'Ese nombre ya es de otra persona aquí. Elige otro.',
    noName: 'Ese nombre no se puede mostrar. Escribe otro.',
    longName: 'Ese nombre es demasiado largo. Acórtalo.',
    other: 'Algo ha fallado. Vuelve a la página y empieza de nuevo.',
  },
  provider: {
    silent: 'No se puede conectar con {provider} en este momento.',
    denied: '{provider} no te ha identificado, porque dijiste que no o no tienes permiso.',
    unknown: '{provider} no conoce este sitio. Solo su propietario puede cambiarlo.',
    unusable: '{provider} ha dado una respuesta que no sirve.',
  },

  letter: {
    subject: '{code} es tu código para {host}',
    code: 'Tu código para {host} es',
    type: 'Escríbelo en la ventana que te pidió la dirección. Solo vale allí.',
    lives: 'Vale durante {time}.',
    link: 'O abre esta dirección en el mismo navegador:',
    notYou:
      '¿No lo has pedido tú? Entonces alguien ha escrito tu dirección y no ha pasado nada. No le digas el código a nadie.',
  },
}
