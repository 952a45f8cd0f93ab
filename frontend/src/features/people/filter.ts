/** The filter of the table of people. It outlives the screen, so that coming back finds it as it was. */
import { create } from 'zustand'
import { emptyRule, find, flipNot, group, insert, parseRule, remove, setParams, writeRule, type Params, type Rule, type RuleNode } from '../../rule'

interface Filter {
  /** The workspace it is of. */
  path: string
  rule: Rule
  search: string
}

export const useFilter = create<Filter>(() => ({ path: '', rule: emptyRule(), search: '' }))

/** The filter as Go reads it; "" for everybody. */
export function documentOf(rule: Rule): string {
  return rule.include.kids.length + rule.exclude.kids.length === 0 ? '' : writeRule(rule)
}

/** Begins with the filter of an address such as /people?rule=..., else goes on with the one before. */
export function startFilter(path: string): void {
  const linked = new URLSearchParams(location.search).get('rule')
  if (useFilter.getState().path !== path) useFilter.setState({ path, rule: emptyRule(), search: '' })
  if (linked === null) return
  history.replaceState(history.state, '', location.pathname + location.hash) // it is asked once: what follows is up to the person
  try {
    useFilter.setState({ rule: parseRule(linked), search: '' })
  } catch {
    // an address that was cut off shows everybody
  }
}

export function setSearch(search: string): void {
  useFilter.setState({ search })
}

const edit = (change: (rule: Rule) => Rule) => useFilter.setState(({ rule }) => ({ rule: change(rule) }))

/** One more clause that people have to match. */
export function narrowBy(node: RuleNode): void {
  edit((rule) => {
    if (rule.include.mode === 'all') return insert(rule, node, { parent: rule.include.id, index: rule.include.kids.length })
    // in an "any" or "none" lane another clause would widen: what was there stays together
    return { ...rule, include: group('all', [...(rule.include.kids.length > 0 ? [rule.include] : []), node]) }
  })
}

export const dropNode = (id: string) => edit((rule) => remove(rule, id))
export const changeNode = (id: string, params: Partial<Params>) => edit((rule) => setParams(rule, id, params))
export const flipNode = (id: string) => edit((rule) => flipNot(rule, id))
export const clearFilter = () => useFilter.setState({ rule: emptyRule(), search: '' })

/** Whether the filter has this node. */
export const hasNode = (id: string): boolean => find(useFilter.getState().rule, id) !== undefined
