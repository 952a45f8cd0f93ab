// Package sample makes the fictional shop: Nila Botanics, a skincare shop in
// Bengaluru, with its people and two years of orders, mails, opens, clicks,
// visits and carts.
//
// The first run ("Look around with sample data"), the command line, tests and
// benchmarks use it. The same seed, number of people and end date always give
// the same data, byte for byte: every person has a random source of their own,
// so a person does not change when the shop grows. All addresses are under the
// reserved .example domain (RFC 2606) and can never reach anybody.
package sample
