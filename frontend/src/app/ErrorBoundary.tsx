import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button'
import { t } from '../i18n/frame'
import { EmptyState } from '../ui/EmptyState'

/** Keeps a fault of one screen from taking the window with it: another place is shown again. */
export class ErrorBoundary extends Component<{ place: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    console.error(error)
  }

  override componentDidUpdate(before: { place: string }) {
    if (this.state.broken && before.place !== this.props.place) this.setState({ broken: false })
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <EmptyState title={t.crashed} actions={<Button tone="primary" onClick={() => this.setState({ broken: false })}>{t.tryAgain}</Button>}>
        {t.crashedMore}
      </EmptyState>
    )
  }
}
