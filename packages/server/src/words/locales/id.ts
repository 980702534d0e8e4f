import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Batal',
  close: 'Tutup jendela ini',
  goOn: 'Lanjutkan',
  retry: 'Coba lagi',
  wait: 'Sebentar…',
  notYou: 'Anda tidak memintanya? Tutup jendela ini: tidak terjadi apa-apa.',

  signInTo: 'Masuk ke {host}',
  signingInTo: 'Anda sedang masuk ke {host}',
  as: 'Sebagai {name}.',
  aboutKnown: 'Itulah nama di samping tulisan Anda.',
  aboutStaff: 'Anda dapat memoderasi dari halaman situs selama satu hari.',
  goOnAs: 'Lanjutkan sebagai {name}',
  name: 'Nama Anda di sana',
  aboutName: 'Semua orang melihatnya di samping tulisan Anda. Nama itu tetap milik Anda.',

  staffFirst: 'Masuk dahulu ke dasbor',
  staffHow:
    'Untuk memoderasi {host} dari halamannya, masuklah ke dasbor sebagai orang yang mengurus situs ini. Lalu kembali ke jendela ini.',
  openDashboard: 'Buka dasbor',
  isSignedIn: 'Saya sudah masuk',

  almostDone: 'Hampir selesai',
  typeCode: 'Jika jendela ini tidak tertutup sendiri, kembalilah ke halaman di {host} dan ketikkan kode ini di sana:',
  tellNobody: 'Jangan ketikkan di tempat lain dan jangan beri tahu siapa pun.',

  byMail: 'Masuk ke {host} dengan surel',
  address: 'Alamat surel Anda',
  aboutAddress: 'Kami mengirimkan kode. Tidak ada orang lain yang melihat alamat itu.',
  sendCode: 'Kirimi saya kode',
  lookIntoMail: 'Periksa surel Anda',
  mail: {
    waiting: 'Kode sedang dikirim ke {address}.',
    sent: 'Kode telah dikirim ke {address}. Mungkin perlu satu menit; periksa juga folder spam.',
    late: 'Surel ke {address} belum dapat dikirim. Kami terus mencoba, dan halaman ini akan memberi tahu bila sudah terkirim.',
    refused: 'Surel tidak dapat dikirim ke {address}. Apakah alamatnya benar?',
  },
  otherTab: 'Anda melanjutkan di tab yang dibuka oleh surel.',
  goOnHere: 'Lanjutkan di sini',
  code: 'Kode',
  aboutCode: 'Enam angka. Hanya berlaku di sini: di peramban ini, selama seperempat jam.',
  newCode: 'Kirim kode baru',
  otherAddress: 'Alamat lain',
  elsewhere: 'Lanjutkan di tempat Anda memulai',
  elsewhereHow:
    'Tautan ini hanya berlaku di peramban tempat Anda memberikan alamat. Kembalilah ke sana dan ketikkan kode dari surel di jendela yang memintanya.',
  notYourMail: 'Anda tidak meminta surel ini? Tutup halaman ini: tidak terjadi apa-apa.',

  failed: 'Tidak berhasil masuk',
  wordsAreKept: 'Tulisan Anda masih ada di tempatnya. Coba lagi, atau tutup jendela ini dan pilih cara lain.',
  problems: {
    over: 'Proses masuk ini sudah berakhir: sudah selesai atau terlalu lama. Mulailah lagi di halaman.',
    otherBrowser:
      'Proses masuk ini dimulai di peramban lain, atau peramban ini tidak menyimpan kuki. Lanjutkan di sana, atau mulai lagi di sini.',
    noSuchWay: 'Di sini orang tidak dapat, atau tidak dapat lagi, masuk dengan cara ini.',
    wrongCode: 'Itu bukan kode di surel terbaru. Silakan lihat sekali lagi.',
    badAddress: 'Kami tidak dapat mengirim ke alamat surel ini. Silakan lihat sekali lagi.',
    tooOften: 'Terlalu banyak dalam waktu singkat. Tunggu sebentar lalu coba lagi.',
    nameTaken: 'Nama itu sudah milik orang lain di sini. Silakan pilih nama lain.',
    noName: 'Nama ini tidak dapat ditampilkan. Tulis nama lain.',
    longName: 'Nama ini terlalu panjang. Persingkatlah.',
    other: 'Ada yang salah. Kembalilah ke halaman dan mulai lagi.',
  },
  provider: {
    silent: '{provider} tidak dapat dihubungi saat ini.',
    denied: '{provider} tidak memasukkan Anda, karena Anda menolak atau tidak diizinkan.',
    unknown: '{provider} tidak mengenal situs ini. Hanya pemiliknya yang dapat mengubahnya.',
    unusable: '{provider} memberi jawaban yang tidak dapat dipakai.',
  },

  letter: {
    subject: '{code} adalah kode Anda untuk {host}',
    code: 'Kode Anda untuk {host} adalah',
    type: 'Ketikkan di jendela yang meminta alamat Anda. Hanya berlaku di sana.',
    lives: 'Berlaku selama {time}.',
    link: 'Atau buka alamat ini di peramban yang sama:',
    notYou:
      'Anda tidak memintanya? Berarti seseorang mengetikkan alamat Anda, dan tidak terjadi apa-apa. Jangan beri tahu kode ini kepada siapa pun.',
  },
}
