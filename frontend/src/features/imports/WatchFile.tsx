import { useState } from 'react'
import { t } from '../../i18n/imports'
import { bridge, sentenceOf } from '../../bridge/client'
import { Button } from '../../ui/Button'
import { useImport } from './task'

/** Has the file that was just imported read again whenever it changes. */
export function WatchFile() {
  const selection = useImport((task) => task.selection)
  const [said, setSaid] = useState('')
  if (!selection) return null
  const watch = async () => {
    try {
      setSaid(t.watching((await bridge.imports.watch(selection)).file))
    } catch (reason) {
      setSaid(sentenceOf(reason))
    }
  }
  return said === '' ? <Button onClick={() => void watch()}>{t.watch}</Button> : <span className="import-said" role="status">{said}</span>
}
