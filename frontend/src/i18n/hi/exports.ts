import type { en } from '../en/exports'

export const hi: typeof en = {
  exportPeople: 'लोग फ़ाइल में निकालें',
  saveReport: 'रिपोर्ट सहेजें',
  saveReportOf: (name) => `${name} की रिपोर्ट सहेजें`,
  exportImports: 'आयातों की सूची फ़ाइल में निकालें',
  wrotePeople: (people, one, file) => `${people} ${one ? 'व्यक्ति' : 'लोग'} ${file} में लिखे गए`,
  wroteRows: (rows, one, file) => `${rows} ${one ? 'पंक्ति' : 'पंक्तियाँ'} ${file} में लिखी गईं`,
  wroteReport: (file) => `रिपोर्ट ${file} नाम से सहेजी गई`,
  stopped: 'रोक दिया गया। कोई फ़ाइल नहीं लिखी गई।',
}
