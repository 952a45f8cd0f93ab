// Package secret keeps passwords: in the system's keychain (Windows Credential
// Manager, macOS Keychain, Secret Service on Linux), or, where no keychain
// answers, in an age-encrypted file in the app's own folder.
//
// The file's key lies beside it, readable by this user only. That keeps
// passwords out of backups, screenshots and searches of the settings, and away
// from other users of the computer; it does not keep them from a program that
// runs as this user. Store.Where says so in words.
//
// A Secret never prints: not with fmt, not as JSON, not in a log.
package secret
