import {
  AlarmClock, Award, BadgeCheck, BookOpen, Building, Cake, CalendarCheck, CalendarDays, CalendarPlus, CalendarX, CircleHelp, CloudRain, Coins, Crown, Dices,
  Eye, EyeOff, Flag, Flame, Flower, Flower2, Gem, Ghost, Gift, Globe, Heart, HeartHandshake, History, Hourglass, IndianRupee, Languages, Layers, Leaf,
  MailMinus, MailOpen, MailWarning, MailX, Map as MapIcon, MapPin, MessageCircle, Monitor, Moon, MoonStar, MousePointerClick, Package, PackageCheck, Palette,
  PartyPopper, ReceiptIndianRupee, Redo, RefreshCw, Repeat, RotateCw, Search, Shapes, ShoppingBag, ShoppingBasket, ShoppingCart, Shuffle, Smartphone,
  Sparkles, Star, Sun, Sunrise, Sunset, ThumbsUp, TicketPercent, Timer, TreePine, TrendingDown, TriangleAlert, Undo2, UserCheck, UserMinus, UserPlus,
  UserX, type LucideIcon,
} from 'lucide-react'

/** The icons that templates are given in Go. */
const icons: Record<string, LucideIcon> = {
  'alarm-clock': AlarmClock, award: Award, 'badge-check': BadgeCheck, 'book-open': BookOpen, building: Building, cake: Cake, 'calendar-check': CalendarCheck,
  'calendar-days': CalendarDays, 'calendar-plus': CalendarPlus, 'calendar-x': CalendarX, 'cloud-rain': CloudRain, coins: Coins, crown: Crown, dices: Dices,
  eye: Eye, 'eye-off': EyeOff, flag: Flag, flame: Flame, flower: Flower, 'flower-2': Flower2, gem: Gem, ghost: Ghost, gift: Gift, globe: Globe, heart: Heart,
  'heart-handshake': HeartHandshake, 'help-circle': CircleHelp, history: History, hourglass: Hourglass, 'indian-rupee': IndianRupee, languages: Languages,
  layers: Layers, leaf: Leaf, 'mail-minus': MailMinus, 'mail-open': MailOpen, 'mail-warning': MailWarning, 'mail-x': MailX, map: MapIcon, 'map-pin': MapPin,
  'message-circle': MessageCircle, monitor: Monitor, moon: Moon, 'moon-star': MoonStar, 'mouse-pointer-click': MousePointerClick, package: Package,
  'package-check': PackageCheck, palette: Palette, 'party-popper': PartyPopper, 'receipt-indian-rupee': ReceiptIndianRupee, redo: Redo, 'refresh-cw': RefreshCw,
  repeat: Repeat, 'rotate-cw': RotateCw, search: Search, shapes: Shapes, 'shopping-bag': ShoppingBag, 'shopping-basket': ShoppingBasket,
  'shopping-cart': ShoppingCart, shuffle: Shuffle, smartphone: Smartphone, sparkles: Sparkles, star: Star, sun: Sun, sunrise: Sunrise, sunset: Sunset,
  'thumbs-up': ThumbsUp, 'ticket-percent': TicketPercent, timer: Timer, 'tree-pine': TreePine, 'trending-down': TrendingDown, 'triangle-alert': TriangleAlert,
  'undo-2': Undo2, 'user-check': UserCheck, 'user-minus': UserMinus, 'user-plus': UserPlus, 'user-x': UserX,
}

/** The tinted square with a template's icon, in the colour of its kind. */
export function TemplateIcon({ icon, category }: { icon: string; category: string }) {
  const Picture = icons[icon] ?? Sparkles
  return <span className="tile template-tile" data-kind={category} aria-hidden><Picture size={15} strokeWidth={2} /></span>
}
