import { formatNumber } from '../format'
import type { en } from '../en/traits'

export const hi: typeof en = {
  traits: 'विशेषताएँ',
  find: 'विशेषता खोजें',
  found: (n) => `${formatNumber(n)} विशेषताएँ मिलीं`,
  nothing: (search) => `“${search}” नाम की कोई विशेषता नहीं है। इसे जोड़ने के लिए कोई कॉलम इंपोर्ट करें।`,
  bin: 'हटाने के लिए यहाँ छोड़ें',
  valueOf: (value, people) => `${value}, ${people}`,
  share: (percent) => `यानी सभी लोगों का ${percent}।`,
}
