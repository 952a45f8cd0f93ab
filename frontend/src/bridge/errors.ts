export * from './error'
