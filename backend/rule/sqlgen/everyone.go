package sqlgen

func (b *builder) everyone() predicate { return always }
