import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: 'Hủy',
  close: 'Đóng cửa sổ này',
  goOn: 'Tiếp tục',
  retry: 'Thử lại',
  wait: 'Chờ một chút…',
  notYou: 'Bạn không yêu cầu việc này? Hãy đóng cửa sổ: chưa có gì xảy ra.',

  signInTo: 'Đăng nhập vào {host}',
  signingInTo: 'Bạn đang đăng nhập vào {host}',
  as: 'Với tên {name}.',
  aboutKnown: 'Đó là tên bên cạnh những gì bạn viết.',
  aboutStaff: 'Bạn sẽ có thể kiểm duyệt ngay trên các trang của trang web trong một ngày.',
  goOnAs: 'Tiếp tục với tên {name}',
  name: 'Tên của bạn ở đó',
  aboutName: 'Mọi người thấy tên này bên cạnh những gì bạn viết. Tên vẫn là của bạn.',

  staffFirst: 'Hãy đăng nhập vào bảng điều khiển trước',
  staffHow:
    'Để kiểm duyệt {host} ngay trên các trang, hãy đăng nhập vào bảng điều khiển với tư cách người chăm lo trang web. Sau đó quay lại cửa sổ này.',
  openDashboard: 'Mở bảng điều khiển',
  isSignedIn: 'Tôi đã đăng nhập',

  almostDone: 'Sắp xong',
  typeCode: 'Nếu cửa sổ này không tự đóng, hãy quay lại trang trên {host} và nhập mã này ở đó:',
  tellNobody: 'Đừng nhập mã ở nơi nào khác và đừng cho ai biết.',

  byMail: 'Đăng nhập vào {host} bằng thư điện tử',
  address: 'Địa chỉ thư điện tử của bạn',
  aboutAddress: 'Chúng tôi gửi cho bạn một mã. Không ai khác thấy địa chỉ.',
  sendCode: 'Gửi mã cho tôi',
  lookIntoMail: 'Hãy xem thư của bạn',
  mail: {
    waiting: 'Mã đang được gửi đến {address}.',
    sent: 'Mã đã được gửi đến {address}. Có thể mất một phút; hãy xem cả thư rác.',
    late: 'Thư đến {address} chưa gửi được. Chúng tôi vẫn đang thử, và trang này sẽ báo khi thư đã được gửi.',
    refused: 'Không gửi được thư đến {address}. Địa chỉ có đúng không?',
  },
  otherTab: 'Bạn đang tiếp tục trong thẻ mà thư đã mở.',
  goOnHere: 'Tiếp tục ở đây',
  code: 'Mã',
  aboutCode: 'Sáu chữ số. Chỉ dùng được ở đây: trong trình duyệt này, trong mười lăm phút.',
  newCode: 'Gửi mã mới',
  otherAddress: 'Địa chỉ khác',
  elsewhere: 'Hãy tiếp tục ở nơi bạn bắt đầu',
  elsewhereHow:
    'Liên kết này chỉ dùng được trong trình duyệt nơi bạn đã cho địa chỉ. Hãy quay lại đó và nhập mã trong thư vào cửa sổ đang hỏi mã.',
  notYourMail: 'Bạn không yêu cầu thư này? Hãy đóng trang: chưa có gì xảy ra.',

  failed: 'Đăng nhập không thành công',
  wordsAreKept: 'Những gì bạn viết vẫn còn ở nguyên chỗ. Hãy thử lại, hoặc đóng cửa sổ này và chọn cách khác.',
  problems: {
    over: 'Lần đăng nhập này đã kết thúc: đã xong hoặc quá lâu. Hãy bắt đầu lại trên trang.',
    otherBrowser:
      'Lần đăng nhập này bắt đầu trong trình duyệt khác, hoặc trình duyệt này không giữ cookie. Hãy tiếp tục ở đó, hoặc bắt đầu lại ở đây.',
    noSuchWay: 'Ở đây không thể, hoặc không còn có thể, đăng nhập bằng cách này.',
    wrongCode: 'Đó không phải mã trong thư mới nhất. Hãy xem lại.',
    badAddress: 'Chúng tôi không thể gửi thư đến địa chỉ này. Hãy xem lại.',
    tooOften: 'Quá nhiều trong thời gian ngắn. Hãy chờ một chút rồi thử lại.',
    nameTaken: 'Tên đó đã thuộc về người khác ở đây. Hãy chọn tên khác.',
    noName: 'Tên này không thể hiển thị. Hãy viết tên khác.',
    longName: 'Tên này quá dài. Hãy rút ngắn.',
    other: 'Đã có lỗi. Hãy quay lại trang và bắt đầu lại.',
  },
  provider: {
    silent: 'Hiện không thể liên lạc với {provider}.',
    denied: '{provider} không cho bạn đăng nhập, vì bạn đã từ chối hoặc không được phép.',
    unknown: '{provider} không biết trang web này. Chỉ chủ trang mới thay đổi được điều đó.',
    unusable: '{provider} đã trả lời theo cách không dùng được.',
  },

  letter: {
    subject: '{code} là mã của bạn cho {host}',
    code: 'Mã của bạn cho {host} là',
    type: 'Hãy nhập mã vào cửa sổ đã hỏi địa chỉ của bạn. Mã chỉ dùng được ở đó.',
    lives: 'Mã có hiệu lực trong {time}.',
    link: 'Hoặc mở địa chỉ này trong cùng trình duyệt:',
    notYou:
      'Bạn không yêu cầu việc này? Vậy có người đã nhập địa chỉ của bạn, và chưa có gì xảy ra. Đừng cho ai biết mã.',
  },
}
