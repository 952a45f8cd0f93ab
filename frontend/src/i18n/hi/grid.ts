import type { en } from '../en/grid'

export const hi: typeof en = {
  sorting: 'क्रम लगाया जा रहा है',
  everybody: 'सभी को चुनें',
  onTheWay: 'आ रहा है',
  headKeys: 'Enter से क्रम लगता है, Shift+Enter से इस कॉलम का क्रम भी जुड़ता है। Alt+Shift+तीर से चौड़ाई और Ctrl+Shift+तीर से जगह बदलती है।',
  sortUp: 'छोटे से बड़े क्रम में',
  sortDown: 'बड़े से छोटे क्रम में',
  pin: 'बाईं ओर टिकाए रखें',
  unpin: 'बाईं ओर न टिकाएँ',
  hide: 'यह कॉलम छिपाएँ',
}
