// Package template has rules to begin with: well-known kinds of customers, as data
// (templates.json) with a name and a reason in each language of the interface.
//
// The studio asks List for them. A template is fitted to the workspace that is
// open: its fields and properties are found by what they mean ("Policy expiry",
// "नवीनीकरण तिथि"), its values are the most frequent ones there are, and its
// festival is the last one before now. What the workspace has no data for is said
// in words; such a template can be opened all the same.
//
// Festivals follow the moon, so their dates stand in seasons.json by year, from
// the holiday lists of the Government of India (gazetted and restricted holidays
// of the Ministry of Personnel) for the years that they are published for, and from
// the published almanacs after that. Tests hold that those that belong to a full or
// a new moon lie at one. Id-ul-Fitr is when the moon is sighted: after 2026 it may
// turn out a day away from its date here, which a window of a month bears.
//
// Pure: no clock, no disk, no engine. Whoever calls brings the data and the instant.
package template
