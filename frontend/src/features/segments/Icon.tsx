import {
  AtSign, Bell, BellOff, Calendar, CalendarPlus, Clock, Coins, DollarSign, Euro, Eye, Gem, Globe, Hash, Hourglass, IndianRupee,
  JapaneseYen, Languages, Layers, Mail, MailCheck, MailOpen, MailWarning, MailX, MapPin, MousePointerClick, Package, Phone,
  PoundSterling, Shapes, ShoppingBag, ShoppingCart, Smartphone, Tag, ToggleRight, TrendingDown, Undo2, UserMinus, Users, Zap,
  type LucideIcon,
} from 'lucide-react'

/** The icons that Go names for traits. Only these are bundled. */
const icons: Record<string, LucideIcon> = {
  'at-sign': AtSign, bell: Bell, 'bell-off': BellOff, calendar: Calendar, 'calendar-plus': CalendarPlus, clock: Clock, coins: Coins,
  'dollar-sign': DollarSign, euro: Euro, eye: Eye, gem: Gem, globe: Globe, hash: Hash, hourglass: Hourglass, 'indian-rupee': IndianRupee,
  'japanese-yen': JapaneseYen, languages: Languages, layers: Layers, mail: Mail, 'mail-check': MailCheck, 'mail-open': MailOpen,
  'mail-warning': MailWarning, 'mail-x': MailX, 'map-pin': MapPin, 'mouse-pointer-click': MousePointerClick, package: Package,
  phone: Phone, 'pound-sterling': PoundSterling, shapes: Shapes, 'shopping-bag': ShoppingBag, 'shopping-cart': ShoppingCart,
  smartphone: Smartphone, tag: Tag, 'toggle-right': ToggleRight, 'trending-down': TrendingDown, 'undo-2': Undo2,
  'user-minus': UserMinus, users: Users, zap: Zap,
}

/** The tinted square with a trait's icon. The words beside it say the same. */
export function TraitTile({ icon, category }: { icon: string; category: string }) {
  const Picture = icons[icon] ?? Tag
  return (
    <span className="tile" data-hue={category} aria-hidden>
      <Picture size={14} strokeWidth={2} />
    </span>
  )
}
