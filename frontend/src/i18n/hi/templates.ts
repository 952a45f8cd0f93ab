import type { en } from '../en/templates'

export const hi: typeof en = {
  title: 'टेम्पलेट',
  segments: 'सेगमेंट',
  blank: 'ख़ाली से शुरू करें',
  search: 'टेम्पलेट खोजें',
  noneFound: (text) => `किसी टेम्पलेट में “${text}” नहीं है।`,
  categories: 'टेम्पलेट के प्रकार',
  all: 'सभी',
  category: {
    return: 'वापस लाएँ', reward: 'इनाम दें', grow: 'अगली ख़रीद', left: 'अधूरा छूटा', dates: 'तारीख़ें', festivals: 'त्योहार और मौसम',
    habits: 'आदतें', place: 'जगह और भाषा', clean: 'अनुमति और सफ़ाई',
  },
  lacking: 'डेटा आने के बाद',
  lackingHint: 'इन्हें फिर भी खोला जा सकता है: जो नहीं है, वह नियम में दिखेगा।',
  counting: 'गिना जा रहा है',
  nobody: 'अभी कोई नहीं',
}
