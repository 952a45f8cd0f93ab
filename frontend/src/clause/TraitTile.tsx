import {
  Activity, AtSign, Bell, BellOff, Building, Cake, Calculator, Calendar, CalendarClock, CalendarDays, CalendarPlus, Clock, Coins, Dices,
  DollarSign, Euro, Eye, Gauge, Gem, GitCommitHorizontal, Globe, Grid3x3, Hash, History, Hourglass, Inbox, IndianRupee, JapaneseYen,
  Languages, Layers, Mail, MailCheck, MailOpen, MailWarning, MailX, MapPin, Moon, MousePointerClick, Package, Phone, PoundSterling, Repeat,
  Shapes, ShieldCheck, ShieldOff, ShoppingBag, ShoppingCart, Smartphone, Sprout, Tag, Tags, ToggleRight, TrendingDown, Trophy, Undo2,
  UserMinus, Users, Zap, type LucideIcon,
} from 'lucide-react'
import './clause.css'

/** The icons that Go names for traits. Only these are bundled. */
const icons: Record<string, LucideIcon> = {
  activity: Activity, 'at-sign': AtSign, bell: Bell, 'bell-off': BellOff, building: Building, cake: Cake, calculator: Calculator,
  calendar: Calendar, 'calendar-clock': CalendarClock, 'calendar-days': CalendarDays, 'calendar-plus': CalendarPlus, clock: Clock,
  coins: Coins, dices: Dices, 'dollar-sign': DollarSign, euro: Euro, eye: Eye, gauge: Gauge, gem: Gem,
  'git-commit-horizontal': GitCommitHorizontal, globe: Globe, 'grid-3x3': Grid3x3, hash: Hash, history: History, hourglass: Hourglass,
  inbox: Inbox, 'indian-rupee': IndianRupee, 'japanese-yen': JapaneseYen, languages: Languages, layers: Layers, mail: Mail,
  'mail-check': MailCheck, 'mail-open': MailOpen, 'mail-warning': MailWarning, 'mail-x': MailX, 'map-pin': MapPin, moon: Moon,
  'mouse-pointer-click': MousePointerClick, package: Package, phone: Phone, 'pound-sterling': PoundSterling, repeat: Repeat,
  shapes: Shapes, 'shield-check': ShieldCheck, 'shield-off': ShieldOff, 'shopping-bag': ShoppingBag, 'shopping-cart': ShoppingCart,
  smartphone: Smartphone, sprout: Sprout, tag: Tag, tags: Tags, 'toggle-right': ToggleRight, 'trending-down': TrendingDown,
  trophy: Trophy, 'undo-2': Undo2, 'user-minus': UserMinus, users: Users, zap: Zap,
}

/** Whether there is a picture for a name that Go gives. */
export function hasIcon(name: string): boolean {
  return name in icons
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
