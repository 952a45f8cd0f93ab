import { choose, textSizes, useAppearance, type Density, type ThemeChoice } from '../../app/appearance'
import { speakFromNow } from '../../app/programActions'
import { languages, useLanguage } from '../../i18n/language'
import { t } from '../../i18n/settings'
import { Segmented } from '../../ui/Segmented'
import { Select } from '../../ui/Select'

/** How the interface looks on this computer, and the language it speaks. Everything counts at once. */
export function AppearanceForm() {
  const { choice, textSize, density } = useAppearance()
  const language = useLanguage((store) => store.language)
  const themes: { value: ThemeChoice; label: string }[] = [{ value: 'system', label: t.asTheSystem }, { value: 'light', label: t.light }, { value: 'dark', label: t.dark }]
  const densities: { value: Density; label: string }[] = [{ value: 'comfortable', label: t.comfortable }, { value: 'compact', label: t.compact }]
  return (
    <section className="settings-card" aria-label={t.appearance}>
      <h2>{t.appearance}</h2>
      <div className="settings-grid">
        <Select label={t.language} block value={language} options={languages.map(({ value, name }) => ({ value, label: name }))} onChange={(value) => void speakFromNow(value)} />
        <Select label={t.textSize} block value={String(textSize)} options={textSizes.map((size) => ({ value: String(size), label: `${size}%` }))} onChange={(size) => choose({ textSize: Number(size) })} />
        <div className="field">
          <span className="field-label">{t.theme}</span>
          <Segmented label={t.theme} value={choice} options={themes} onChange={(next) => choose({ choice: next })} block />
        </div>
        <div className="field">
          <span className="field-label">{t.rows}</span>
          <Segmented label={t.rows} value={density} options={densities} onChange={(next) => choose({ density: next })} block />
        </div>
      </div>
    </section>
  )
}
