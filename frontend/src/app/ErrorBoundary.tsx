import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button'
import { EmptyState } from '../ui/EmptyState'

/** Keeps a fault of one screen from taking the window with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    console.error(error)
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <EmptyState title="This screen could not be shown" actions={<Button tone="primary" onClick={() => this.setState({ broken: false })}>Show it again</Button>}>
        Nothing was lost: your work is in the workspace file. Go on with another screen, or try this one again.
      </EmptyState>
    )
  }
}
