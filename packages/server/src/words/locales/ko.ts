import type { Messages } from '../messages.ts'

export const messages: Messages = {
  cancel: '취소',
  close: '이 창 닫기',
  goOn: '계속하기',
  retry: '다시 시도',
  wait: '잠시만요…',
  notYou: '요청하지 않으셨나요? 이 창을 닫아 주세요. 아무 일도 일어나지 않았어요.',

  signInTo: '{host}에 로그인',
  signingInTo: '{host}에 로그인하고 있어요',
  as: '{name} 이름으로.',
  aboutKnown: '쓰신 글 옆에 표시되는 이름이에요.',
  aboutStaff: '하루 동안 사이트의 페이지에서 바로 관리할 수 있어요.',
  goOnAs: '{name}(으)로 계속하기',
  name: '이곳에서 쓸 이름',
  aboutName: '쓰신 글 옆에 모두에게 보여요. 계속 회원님의 이름이에요.',

  staffFirst: '먼저 대시보드에 로그인해 주세요',
  staffHow: '{host}을(를) 페이지에서 직접 관리하려면 사이트 담당자로 대시보드에 로그인한 뒤 이 창으로 돌아와 주세요.',
  openDashboard: '대시보드 열기',
  isSignedIn: '로그인했어요',

  almostDone: '거의 다 됐어요',
  typeCode: '이 창이 저절로 닫히지 않으면 {host}의 페이지로 돌아가 이 코드를 입력해 주세요:',
  tellNobody: '다른 곳에는 입력하지 말고, 아무에게도 알려 주지 마세요.',

  byMail: '이메일로 {host}에 로그인',
  address: '이메일 주소',
  aboutAddress: '코드를 보내 드려요. 주소는 다른 누구에게도 보이지 않아요.',
  sendCode: '코드 받기',
  lookIntoMail: '메일을 확인해 주세요',
  mail: {
    waiting: '코드를 {address}(으)로 보내고 있어요.',
    sent: '코드를 {address}(으)로 보냈어요. 1분쯤 걸릴 수 있어요. 스팸함도 확인해 주세요.',
    late: '{address}(으)로 아직 메일을 보내지 못했어요. 계속 시도하고 있고, 보내지면 이 페이지에서 알려 드려요.',
    refused: '{address}(으)로 메일을 보낼 수 없었어요. 주소가 맞나요?',
  },
  otherTab: '메일에서 연 탭에서 계속하고 있어요.',
  goOnHere: '여기서 계속하기',
  code: '코드',
  aboutCode: '여섯 자리 숫자예요. 여기에서만, 이 브라우저에서 15분 동안 쓸 수 있어요.',
  newCode: '새 코드 보내기',
  otherAddress: '다른 주소',
  elsewhere: '시작한 곳에서 계속해 주세요',
  elsewhereHow:
    '이 링크는 주소를 입력한 브라우저에서만 쓸 수 있어요. 그 브라우저로 돌아가 코드를 묻는 창에 메일의 코드를 입력해 주세요.',
  notYourMail: '메일을 요청하지 않으셨나요? 이 페이지를 닫아 주세요. 아무 일도 일어나지 않았어요.',

  failed: '로그인하지 못했어요',
  wordsAreKept: '쓰신 글은 그대로 있어요. 다시 시도하거나, 이 창을 닫고 다른 방법을 골라 주세요.',
  problems: {
    over: '이 로그인은 끝났어요. 완료되었거나 너무 오래 걸렸어요. 페이지에서 다시 시작해 주세요.',
    otherBrowser:
      '이 로그인은 다른 브라우저에서 시작되었거나, 이 브라우저가 쿠키를 저장하지 않아요. 그곳에서 계속하거나 여기서 다시 시작해 주세요.',
    noSuchWay: '여기에서는 이 방법으로 로그인할 수 없거나, 더는 할 수 없어요.',
    wrongCode: '가장 최근 메일의 코드가 아니에요. 다시 확인해 주세요.',
    badAddress: '이 이메일 주소로는 보낼 수 없어요. 다시 확인해 주세요.',
    tooOften: '짧은 시간에 너무 많았어요. 잠시 뒤에 다시 시도해 주세요.',
    nameTaken: '여기에서 다른 사람이 쓰는 이름이에요. 다른 이름을 써 주세요.',
    noName: '이 이름은 표시할 수 없어요. 다른 이름을 써 주세요.',
    longName: '이름이 너무 길어요. 줄여 주세요.',
    other: '문제가 생겼어요. 페이지로 돌아가 다시 시작해 주세요.',
  },
  provider: {
    silent: '지금은 {provider}에 연결할 수 없어요.',
    denied: '{provider}에서 로그인되지 않았어요. 거부했거나 권한이 없어요.',
    unknown: '{provider}에서 이 사이트를 알지 못해요. 사이트 소유자만 바꿀 수 있어요.',
    unusable: '{provider}의 응답을 쓸 수 없어요.',
  },

  letter: {
    subject: '{host} 코드는 {code}',
    code: '{host} 코드:',
    type: '주소를 물어본 창에 입력해 주세요. 그곳에서만 쓸 수 있어요.',
    lives: '유효 시간: {time}.',
    link: '또는 같은 브라우저에서 이 주소를 열어 주세요:',
    notYou:
      '요청하지 않으셨나요? 누군가 회원님의 주소를 입력했고, 아무 일도 일어나지 않았어요. 코드를 아무에게도 알려 주지 마세요.',
  },
}
