import type { Conversation } from '@afterword/server'
import type { Passage } from '@afterword/storage'

const HOUR = 60
const DAY = 24 * HOUR

/** Words of the article, and what stands around them. */
function on(prefix: string, exact: string, suffix: string): Passage {
  return { quote: exact, selectors: [{ type: 'TextQuoteSelector', exact, prefix, suffix }] }
}

/**
 * What readers said on the first days. The names and the people are invented. One file, however long: it is one
 * conversation, in the order in which it was written, and whoever answers in it is answered by those below.
 */
export const conversation: Conversation = {
  page: '/open-weights',
  comments: [
    {
      key: 'greenhouse',
      passage: on('a secret getting out and more like ', 'a species escaping from a greenhouse', '.'),
      name: 'Tomasz Wilk',
      ago: 9 * DAY + 4 * HOUR,
      votes: 21,
      text: 'The greenhouse picture is the best one I have read for this. A document leaks and is old news in a month. A species escapes and *breeds*.',
    },
    {
      key: 'greenhouse-1',
      replyTo: 'greenhouse',
      name: 'Amara Okafor',
      ago: 9 * DAY + 2 * HOUR,
      votes: 9,
      text: 'It also tells you who pays. Nobody asks the person who owned the greenhouse to weed the meadow.',
    },
    {
      key: 'greenhouse-2',
      replyTo: 'greenhouse-1',
      name: 'Jonas Lindqvist',
      ago: 9 * DAY + 1 * HOUR,
      votes: 4,
      text: 'Except that the meadow was everyone’s reading and writing to begin with. The seeds came from us.',
    },
    {
      key: 'greenhouse-3',
      replyTo: 'greenhouse-2',
      name: 'Amara Okafor',
      ago: 9 * DAY,
      votes: 7,
      text: 'Fair. Then it is a plant that was taken from the meadow, bred behind glass, and got out again. I like that even better.',
    },
    {
      key: 'greenhouse-4',
      replyTo: 'greenhouse-3',
      name: 'Tomasz Wilk',
      ago: 8 * DAY + 22 * HOUR,
      votes: 2,
      text: 'You two should write the next one.',
    },
    {
      key: 'greenhouse-5',
      replyTo: 'greenhouse-4',
      name: 'Jonas Lindqvist',
      ago: 8 * DAY + 21 * HOUR,
      text: 'Only if it has an end. I was promised issues with an end.',
    },
    {
      key: 'greenhouse-6',
      replyTo: 'greenhouse-5',
      name: 'Amara Okafor',
      ago: 8 * DAY + 20 * HOUR,
      votes: 3,
      text: 'Last sentence: *somebody was handed a pair of scissors, and passed them on.*',
    },
    {
      key: 'species',
      name: 'Ottilie Brandt',
      ago: 9 * DAY,
      votes: 3,
      passage: on(
        'like a secret getting out and ',
        'more like a species escaping from a greenhouse',
        '.\nA business built on the door',
      ),
      text: 'Gardener here. The ones that escape are never the orchids.',
    },
    {
      key: 'clinic',
      passage: on(
        'A clinic, a court or a newspaper can run a model on its own hardware, and the text never leaves the building. ',
        'No contract is as good as a cable that is not plugged in.',
        '\nPermission stopped being needed.',
      ),
      name: 'Dr. Leila Haddad',
      ago: 8 * DAY + 16 * HOUR,
      votes: 34,
      editedFrom: 'We run one in our clinic. It summarises discharge letters.',
      text: `I can confirm the cable. We run a small model in our clinic for discharge letters:

1. it sits in a locked room,
2. it has no route to the outside,
3. a person reads every word before it is signed.

Four years ago my answer to anyone who proposed this was no, because *where does the text go?* had no good answer. Now it has a boring one: **nowhere.**`,
    },
    {
      key: 'clinic-1',
      replyTo: 'clinic',
      name: 'Piet van Dam',
      ago: 8 * DAY + 15 * HOUR,
      votes: 5,
      text: 'Does anybody check whether the summaries leave things out? That would worry me more than where the text goes.',
    },
    {
      key: 'clinic-2',
      replyTo: 'clinic-1',
      name: 'Dr. Leila Haddad',
      ago: 8 * DAY + 13 * HOUR,
      votes: 18,
      text: 'Yes, and it does leave things out, at about the rate of a tired resident at four in the morning. The difference is that the model does not get *more* tired. We sample forty letters a week.',
    },
    {
      key: 'clinic-3',
      replyTo: 'clinic-2',
      name: 'Piet van Dam',
      ago: 8 * DAY + 12 * HOUR,
      votes: 2,
      text: 'Forty a week is more than most places sample of their residents. Thank you for the answer.',
    },
    {
      key: 'arabic',
      name: 'سلمى المنصوري',
      ago: 8 * DAY + 5 * HOUR,
      votes: 12,
      text: 'أهم ما في المقال بالنسبة لي هو اللغة. النماذج المغلقة تتعلم العربية الفصحى وتنسى لهجاتنا، أما النموذج الذي أملكه فأستطيع أن أعلّمه كلام جدتي. هذا ليس تفصيلاً تقنياً، هذا **ذاكرة**.',
    },
    {
      key: 'arabic-1',
      replyTo: 'arabic',
      name: 'Karim B.',
      ago: 8 * DAY + 3 * HOUR,
      votes: 3,
      text: 'Same for Darija. We tuned a 7B on recordings from the market in Fès and it is the first machine my aunt has ever talked back to.',
    },
    {
      key: 'arabic-2',
      replyTo: 'arabic-1',
      name: 'سلمى المنصوري',
      ago: 8 * DAY + 1 * HOUR,
      text: 'هذا رائع! هل يمكن أن نقرأ عنه في مكان ما؟',
    },
    {
      key: 'landlord',
      passage: on(
        'It does not need to sell a model; ',
        'it needs that nobody else can sell one dearly enough to become its landlord',
        '. Turning language models',
      ),
      name: 'Grace Achterberg',
      ago: 7 * DAY + 20 * HOUR,
      votes: 16,
      text: `This is the whole strategy in one line, and it is also why I would not lean on it. A landlord’s enemy is not the tenants’ friend. The day it stops being useful the releases stop, and all we have is what is on our disks.`,
    },
    {
      key: 'landlord-1',
      replyTo: 'landlord',
      name: 'Mateus Ferraz',
      ago: 7 * DAY + 18 * HOUR,
      votes: 8,
      text: 'But what is on our disks does not stop. That is the difference between a gift and a lease, whatever the giver had in mind.',
    },
    {
      key: 'landlord-2',
      replyTo: 'landlord-1',
      name: 'Grace Achterberg',
      ago: 7 * DAY + 17 * HOUR,
      votes: 5,
      text: 'True, and it ages. A model from last year answers “exactly as it answers today”, including about the things that have changed.',
    },
    {
      key: 'landlord-3',
      replyTo: 'landlord-2',
      name: 'Mateus Ferraz',
      ago: 7 * DAY + 15 * HOUR,
      votes: 6,
      text: 'So does a dictionary. I still own three.',
    },
    {
      key: 'safety',
      passage: on('can tune that layer away, ', 'in an afternoon, on a rented card', '. An API can at least notice'),
      name: 'Rosalind Pike',
      ago: 7 * DAY + 9 * HOUR,
      votes: 14,
      text: 'The section called “The bill” is too short. I work on exactly this. “In an afternoon, on a rented card” is not an exaggeration, it is a *Tuesday*. I do not say that weights should be closed. I say that whoever opens them should have to write down, beforehand, what they expect to happen, and come back in a year to compare.',
    },
    {
      key: 'safety-1',
      replyTo: 'safety',
      name: 'Hiro Tanabe',
      ago: 7 * DAY + 7 * HOUR,
      votes: 11,
      text: 'I would sign that. A prediction with a date is worth ten principles.',
    },
    {
      key: 'safety-2',
      replyTo: 'safety',
      name: 'deniz',
      ago: 7 * DAY + 6 * HOUR,
      votes: 1,
      removed: true,
      text: 'Guardrails are just censorship with a nicer name.',
    },
    {
      key: 'safety-3',
      replyTo: 'safety-2',
      name: 'Rosalind Pike',
      ago: 7 * DAY + 5 * HOUR,
      votes: 9,
      text: 'Some of them are. Some are the reason that your neighbour’s teenager did not get a recipe. It would help the argument to say which ones we mean.',
    },
    {
      key: 'safety-4',
      replyTo: 'safety-3',
      name: 'Olu Adeyemi',
      ago: 7 * DAY + 4 * HOUR,
      votes: 6,
      text: 'Thank you both for keeping this one civil. I have read this thread in three other places and it did not end well in any.',
    },
    {
      key: 'notice',
      name: 'Emeka Obi',
      ago: 7 * DAY,
      votes: 7,
      passage: on(
        'An API can at least notice that someone is trying. ',
        'A file notices nothing.',
        '\nAnd there is no way back.',
      ),
      text: 'I keep coming back to these four words.',
    },
    {
      key: 'chinese',
      name: '陈晓岚',
      ago: 6 * DAY + 23 * HOUR,
      votes: 10,
      text: '“有一扇门”和“自己有一扇门”是两回事。我们学校用一台旧工作站跑模型，学生可以拆开看每一层。API 教不会他们这个。',
    },
    {
      key: 'chinese-1',
      replyTo: 'chinese',
      name: '森田 葵',
      ago: 6 * DAY + 20 * HOUR,
      votes: 4,
      text: 'うちの研究室も同じです。中を見られる道具でないと、学生は「使い方」しか覚えません。',
    },
    {
      key: 'howto',
      name: 'Sam Whitlock',
      ago: 6 * DAY + 12 * HOUR,
      votes: 7,
      text: `For those who want to see for themselves how small the step has become, this is the whole of it on my machine. Checking that the file is what its makers published takes longer than starting it:

\`\`\`sh
sha256sum model.gguf        # compare with the published sum
llama-server -m model.gguf --host 127.0.0.1 --port 8080
\`\`\`

Note the \`127.0.0.1\`. That is the cable that is not plugged in.`,
    },
    {
      key: 'howto-1',
      replyTo: 'howto',
      name: 'Nadia Petrova',
      ago: 6 * DAY + 10 * HOUR,
      votes: 2,
      text: 'How much memory does it want? My laptop has 16 GB and a sense of dread.',
    },
    {
      key: 'howto-2',
      replyTo: 'howto-1',
      name: 'Sam Whitlock',
      ago: 6 * DAY + 9 * HOUR,
      votes: 4,
      text: 'A 7B at four bits is happy with 6 GB. The dread is optional.',
    },
    {
      key: 'hebrew',
      name: 'נועה ברק',
      ago: 5 * DAY + 21 * HOUR,
      votes: 6,
      text: 'כתבה יפה. הייתי מוסיפה עוד דבר אחד שהשתנה: **אפשר לבדוק**. כשמודל סגור טועה, אני צריכה להאמין להסבר של החברה. כשהמשקלים אצלי, אני יכולה לחזור על הניסוי.',
    },
    {
      key: 'hebrew-1',
      replyTo: 'hebrew',
      name: 'Hiro Tanabe',
      ago: 5 * DAY + 18 * HOUR,
      votes: 3,
      text: 'This. Reproducing a result used to be the definition of science, and for two years we all pretended that a screenshot would do.',
    },
    {
      key: 'cost',
      passage: on(
        'A rented model is retired when its owner says so. ',
        'An owned one answers next year exactly as it answers today.',
        '\nThe bill',
      ),
      name: 'Bruno Castellani',
      ago: 5 * DAY + 6 * HOUR,
      votes: 5,
      text: 'Small correction from someone who pays the bill: owning is cheaper only if the machine is busy. Ours idles at night and the rented one does not cost anything while we sleep.',
    },
    {
      key: 'cost-1',
      replyTo: 'cost',
      name: 'Fatoumata Diallo',
      ago: 5 * DAY + 4 * HOUR,
      votes: 8,
      text: 'Ours translates the archive at night. 1962 so far. It will reach my birthday by Easter.',
    },
    {
      key: 'cost-2',
      replyTo: 'cost-1',
      name: 'Bruno Castellani',
      ago: 5 * DAY + 3 * HOUR,
      votes: 3,
      text: 'That is a far better use of electricity than mine. Which archive, if one may ask?',
    },
    {
      key: 'cost-3',
      replyTo: 'cost-2',
      name: 'Fatoumata Diallo',
      ago: 5 * DAY + 1 * HOUR,
      votes: 6,
      text: 'Letters to a radio station. People wrote in eleven languages and the station answered in one.',
    },
    {
      key: 'russian',
      name: 'Вера Соколова',
      ago: 4 * DAY + 14 * HOUR,
      votes: 7,
      text: 'Для тех, кто живёт там, где доступ могут закрыть за одну ночь, разница между «спросить у двери» и «держать у себя» вовсе не философская.',
    },
    {
      key: 'persian',
      name: 'مهتاب رستگار',
      ago: 4 * DAY + 9 * HOUR,
      votes: 5,
      text: 'دقیقاً. برای ما در همیشه بسته بود؛ نشت وزن‌ها اولین باری بود که کسی یادش رفت قفلش کند.',
    },
    {
      key: 'persian-1',
      replyTo: 'persian',
      name: 'Olu Adeyemi',
      ago: 4 * DAY + 7 * HOUR,
      votes: 2,
      text: 'I had to have this translated (by a model on my own desk, of course), and it was worth it.',
    },
    {
      key: 'long',
      passage: on(
        'meant for approved researchers. ',
        'You filled in a form, somebody looked at your institution, and if all was well you were sent a link.',
        ' Within a week',
      ),
      name: 'Henrik Aas',
      ago: 3 * DAY + 22 * HOUR,
      votes: 13,
      text: `I was one of those who filled in the form in February 2023, and I would like to say a word for it, since it has become a joke.

The form was not bureaucracy for its own sake. It asked what you wanted to do, and for a few days somebody read the answers. There was a moment in which a research community could have formed around a shared thing with shared rules, the way it did around telescopes: you apply for time, you say what you look for, you publish what you saw.

That moment lasted about a week. What replaced it is livelier by far, and I have had more fun since than in the ten years before. But the telescope had one property that the download does not: everybody knew who was looking, and at what.

I do not think that we could have kept it. I do think that we should remember it was an option, because with the *next* kind of thing it might be one again.`,
    },
    {
      key: 'long-1',
      replyTo: 'long',
      name: 'Grace Achterberg',
      ago: 3 * DAY + 19 * HOUR,
      votes: 6,
      text: 'The telescope comparison is going to stay with me. One difference: nobody could photocopy Palomar.',
    },
    {
      key: 'long-2',
      replyTo: 'long-1',
      name: 'Henrik Aas',
      ago: 3 * DAY + 18 * HOUR,
      votes: 4,
      text: 'And had it been possible, I would have been first in the queue. Hence the mixed feelings.',
    },
    {
      key: 'hindi',
      passage: on('part library, part workshop, ', 'part town square', '.\nFor whoever uses'),
      name: 'अनन्या जोशी',
      ago: 2 * DAY + 20 * HOUR,
      votes: 8,
      text: 'हमारे गाँव के स्कूल में इंटरनेट दिन में दो घंटे आता है। जो मॉडल हमारे अपने कंप्यूटर पर चलता है, वह बाक़ी बाईस घंटे भी जवाब देता है। मेरे लिए "खुला" का मतलब यही है।',
    },
    {
      key: 'hindi-1',
      replyTo: 'hindi',
      name: 'Sam Whitlock',
      ago: 2 * DAY + 17 * HOUR,
      votes: 5,
      text: 'Twenty-two hours a day is the best argument in this whole thread.',
    },
    {
      key: 'license',
      passage: on('a bad product recalled, but ', 'open weights stay', '. Every model that was ever released'),
      name: 'Camille Roussel',
      ago: 2 * DAY + 3 * HOUR,
      votes: 9,
      text: 'A note on words: *open weights* is not *open source*. We got the cake, not the recipe, and the licence says who may eat it. See what the [Open Source Initiative](https://opensource.org/ai) asks for. It matters the day you want to know what a model has read.',
    },
    {
      key: 'license-1',
      replyTo: 'license',
      name: 'Ines Rautenberg',
      ago: 2 * DAY + 1 * HOUR,
      votes: 12,
      text: 'You are right, and that is why the article says *weights* throughout and never *source*. I could have said so out loud. Thank you.',
    },
    {
      key: 'shelf',
      name: 'Old Reader',
      ago: 1 * DAY + 2 * HOUR,
      votes: 4,
      text: 'Never mind all that. What is on the shelf in the hallway?',
    },
    {
      key: 'shelf-1',
      replyTo: 'shelf',
      name: 'Ines Rautenberg',
      ago: 22 * HOUR,
      votes: 15,
      text: 'One second-hand workstation, two graphics cards of doubtful past, and the cat, who has worked out which end is warm. 🐈',
    },
    {
      key: 'last',
      passage: on('Somebody was sent a link, ', 'and passed it on', '.'),
      name: 'Noor',
      ago: 3 * HOUR,
      votes: 2,
      text: 'Came for the leak, stayed for the comments. I did not know that was still possible.',
    },
  ],
}
