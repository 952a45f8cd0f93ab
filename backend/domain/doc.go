// Package domain is the vocabulary of KVN Mail: what a contact, an event, a
// segment, a campaign, a send and a consent are, and the errors and the clock
// that every other package speaks with.
//
// It uses the standard library only and imports no other package of the
// product, so that logic and adapters can share words without knowing each
// other. Types here carry data and small total functions; whatever decides,
// stores or sends lives elsewhere.
package domain
