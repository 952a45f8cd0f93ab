package main

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// eachContact hands the list's people over one by one.
func eachContact(ctx context.Context, o bench.Options, fn func(domain.Contact) error) error {
	return bench.NewCrowd(o).EachPerson(ctx, fn)
}

// eachEvent hands the list's events over one by one.
func eachEvent(ctx context.Context, o bench.Options, fn func(domain.Event) error) error {
	return bench.NewCrowd(o).EachEvent(ctx, fn)
}
