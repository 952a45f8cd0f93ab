import { t } from '../../../i18n/audience'

const dots = 200
const rows = 5
const gap = 7.33

/** 200 dots, one for each half percent of all contacts. Anybody at all lights one. */
export function DotField({ share }: { share: number }) {
  const lit = share > 0 ? Math.max(1, Math.round(share * dots)) : 0
  return (
    <svg className="dots" viewBox="0 0 292 36" role="img" aria-label={t.shareDots(`${(share * 100).toFixed(1)}%`)}>
      {Array.from({ length: dots }, (_, i) => (
        <circle key={i} className={i < lit ? 'lit' : undefined} cx={3 + Math.floor(i / rows) * gap} cy={3 + (i % rows) * gap} r={2.5} />
      ))}
    </svg>
  )
}
