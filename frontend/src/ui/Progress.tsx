import { Progress as Base } from '@base-ui/react/progress'

interface Props {
  label: string
  done: number
  /** 0 when it is not known how much there is. */
  total: number
  value?: string
}

/** Progress shows how far a long task is. */
export function Progress({ label, done, total, value }: Props) {
  const percent = total > 0 ? Math.min(100, Math.round((done * 100) / total)) : null
  return (
    <Base.Root className="progress" value={percent}>
      <Base.Label className="progress-label">{label}</Base.Label>
      <span className="progress-value">{value ?? (percent === null ? '' : `${percent}%`)}</span>
      <Base.Track className="progress-track">
        <Base.Indicator className="progress-bar" />
      </Base.Track>
    </Base.Root>
  )
}
