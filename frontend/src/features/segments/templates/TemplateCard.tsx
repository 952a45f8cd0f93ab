import { people as peopleWords } from '../../../i18n/format'
import type { TemplateView } from '../../../bridge/client'
import { t } from '../../../i18n/templates'
import { openStarter } from '../starter'
import { TemplateIcon } from './TemplateIcon'

/** A template as a card: opens the studio with its rule. people is undefined while it is being counted. */
export function TemplateCard({ template, people }: { template: TemplateView; people: number | undefined }) {
  const lacking = template.missing.length > 0
  return (
    <button type="button" className={`template-card${lacking ? ' lacking' : ''}`} onClick={() => openStarter(template.name, template.rule)}>
      <TemplateIcon icon={template.icon} category={template.category} />
      <span className="template-name">{template.name}</span>
      {!lacking && <Headcount people={people} />}
      <span className="template-why">{template.why}</span>
      <span className="template-words">{template.sentence}</span>
      {lacking && <span className="template-missing">{template.missing.join(' ')}</span>}
    </button>
  )
}

function Headcount({ people }: { people: number | undefined }) {
  if (people === undefined) return <span className="template-people waiting"><span aria-hidden>···</span><span className="vh">{t.counting}</span></span>
  return <span className={`template-people${people === 0 ? ' zero' : ''}`}>{people === 0 ? t.nobody : peopleWords(people)}</span>
}
