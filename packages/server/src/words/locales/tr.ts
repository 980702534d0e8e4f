import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Vazgeç',
  close: 'Pencereyi kapat',
  goOn: 'Devam et',
  retry: 'Tekrar dene',
  wait: 'Bir dakika…',
  notYou: 'Bunu siz istemediniz mi? Öyleyse bu pencereyi kapatın: hiçbir şey olmadı.',

  signInTo: '{host} sitesinde oturum aç',
  signingInTo: '{host} sitesinde oturum açıyorsunuz',
  as: '{name} olarak.',
  aboutKnown: 'Yazdıklarınızın yanındaki ad budur.',
  aboutStaff: 'Bir gün boyunca sitenin sayfalarından yönetebileceksiniz.',
  goOnAs: '{name} olarak devam et',
  name: 'Oradaki adınız',
  aboutName: 'Herkes onu yazdıklarınızın yanında görür. Sizin olarak kalır.',

  staffFirst: 'Önce yönetim panelinde oturum açın',
  staffHow:
    '{host} sitesini kendi sayfalarından yönetmek için, siteyle ilgilenen biri olarak yönetim panelinde oturum açın. Sonra bu pencereye dönün.',
  openDashboard: 'Yönetim panelini aç',
  isSignedIn: 'Oturum açtım',

  almostDone: 'Neredeyse bitti',
  typeCode: 'Bu pencere kendiliğinden kapanmazsa {host} üzerindeki sayfaya dönün ve bu kodu oraya yazın:',
  tellNobody: 'Başka hiçbir yere yazmayın ve kimseye söylemeyin.',

  byMail: '{host} sitesinde e-posta ile oturum aç',
  address: 'E-posta adresiniz',
  aboutAddress: 'Size bir kod göndeririz. Adresi başka kimse görmez.',
  sendCode: 'Bana bir kod gönder',
  lookIntoMail: 'E-postanıza bakın',
  mail: {
    waiting: '{address} adresine bir kod yolda.',
    sent: '{address} adresine bir kod gönderildi. Bir dakika sürebilir; istenmeyen postalara da bakın.',
    late: '{address} adresine e-posta henüz gönderilemedi. Denemeyi sürdürüyoruz; gönderildiğinde bu sayfa bildirir.',
    refused: '{address} adresine e-posta gönderilemedi. Adres doğru mu?',
  },
  otherTab: 'E-postanın açtığı sekmede devam ediyorsunuz.',
  goOnHere: 'Burada devam et',
  code: 'Kod',
  aboutCode: 'Altı rakam. Yalnızca burada geçerlidir: bu tarayıcıda, çeyrek saat boyunca.',
  newCode: 'Yeni bir kod gönder',
  otherAddress: 'Başka adres',
  elsewhere: 'Başladığınız yerde devam edin',
  elsewhereHow:
    'Bu bağlantı yalnızca adresinizi verdiğiniz tarayıcıda geçerlidir. Oraya dönün ve e-postadaki kodu onu isteyen pencereye yazın.',
  notYourMail: 'E-postayı siz istemediniz mi? Öyleyse bu sayfayı kapatın: hiçbir şey olmadı.',

  failed: 'Oturum açılamadı',
  wordsAreKept: 'Yazdıklarınız hâlâ yazdığınız yerde. Yeniden deneyin ya da bu pencereyi kapatıp başka bir yol seçin.',
  problems: {
    over: 'Bu oturum açma sona erdi: tamamlandı ya da çok uzun sürdü. Sayfada yeniden başlayın.',
    otherBrowser:
      'Bu oturum açma başka bir tarayıcıda başladı ya da bu tarayıcı çerez tutmuyor. Orada devam edin ya da burada yeniden başlayın.',
    noSuchWay: 'Burada bu yolla oturum açılamaz ya da artık açılamaz.',
    wrongCode: 'Bu, en yeni e-postadaki kod değil. Lütfen yeniden bakın.',
    badAddress: 'Bu e-posta adresine yazamıyoruz. Lütfen yeniden bakın.',
    tooOften: 'Kısa sürede çok fazla oldu. Biraz bekleyip yeniden deneyin.',
    nameTaken: 'Bu ad burada başka birine ait. Lütfen başka bir ad seçin.',
    noName: 'Bu ad gösterilemez. Başka bir ad yazın.',
    longName: 'Bu ad çok uzun. Kısaltın.',
    other: 'Bir şeyler ters gitti. Sayfaya dönün ve yeniden başlayın.',
  },
  provider: {
    silent: '{provider} şu anda yanıt vermiyor.',
    denied: '{provider} oturumunuzu açmadı, çünkü reddettiniz ya da izniniz yok.',
    unknown: '{provider} bu siteyi tanımıyor. Bunu yalnızca sitenin sahibi değiştirebilir.',
    unusable: '{provider} kullanılamayan bir yanıt verdi.',
  },

  letter: {
    subject: '{host} kodunuz: {code}',
    code: '{host} için kodunuz:',
    type: 'Adresinizi isteyen pencereye yazın. Yalnızca orada geçerlidir.',
    lives: 'Geçerlilik süresi: {time}.',
    link: 'Ya da bu adresi aynı tarayıcıda açın:',
    notYou: 'Bunu siz istemediniz mi? Öyleyse biri adresinizi yazmış ve hiçbir şey olmadı. Kodu kimseye söylemeyin.',
  },
}
