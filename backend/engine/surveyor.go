package engine

import "github.com/kvnmail/kvnmail/backend/rule"

// surveyor counts chunks of one part on one core. Every node's bitmap is there at
// once, so the numbers of the whole tree come from one walk down it.
//
// What the members were if a node were removed follows from two bitmaps that are
// handed down: who would be a member if the node matched (then), and if it did
// not (else). Removing a node of an "all" group is as if it matched everybody, of
// any other group as if it matched nobody.
type surveyor struct {
	s      *survey
	pr     *program
	w      *worker
	steps  []*step    // by place in survey.nodes; nil for nodes that are left out
	bits   [][]uint64 // by place: who matches
	totals []tally
	live   []uint64
	lo, hi int
}

func (s *survey) surveyor(pr *program, steps map[string]*step) *surveyor {
	sv := &surveyor{s: s, pr: pr, w: workers.Get().(*worker), totals: make([]tally, len(s.totals))}
	for _, n := range s.nodes {
		sv.steps = append(sv.steps, steps[n.path])
		sv.bits = append(sv.bits, make([]uint64, chunkWords))
	}
	return sv
}

func (sv *surveyor) take() []uint64 { return sv.w.take()[:len(sv.live)] }

func (sv *surveyor) give(maps ...[]uint64) {
	for _, b := range maps {
		sv.w.give(b)
	}
}

// count returns how many live rows are in a bitmap.
func (sv *surveyor) count(b []uint64) int { return countBoth(b, sv.live) }

// chunk surveys chunk k of the part.
func (sv *surveyor) chunk(k int) {
	sv.lo = k * chunkRows
	sv.hi = min(sv.lo+chunkRows, sv.pr.part.n())
	sv.live = sv.pr.part.live.words[sv.lo/64 : (sv.hi+63)/64]
	include, exclude := sv.lanes()
	for _, lane := range []*listed{include, exclude} {
		if lane != nil {
			sv.evaluate(lane.at)
		}
	}
	sv.lane(include, exclude)
	sv.nearMisses(include, exclude)
}

// lanes returns the top nodes, nil where a lane has none.
func (sv *surveyor) lanes() (include, exclude *listed) {
	for i := range sv.s.nodes {
		switch n := &sv.s.nodes[i]; n.path {
		case "/include":
			include = n
		case "/exclude":
			exclude = n
		}
	}
	return include, exclude
}

// evaluate fills the bitmaps of a node and everything in it.
func (sv *surveyor) evaluate(at int) {
	st := sv.steps[at]
	if st == nil {
		return
	}
	out := sv.bits[at][:len(sv.live)]
	if st.fill != nil {
		st.run(sv.w, sv.lo, sv.hi, out)
		return
	}
	first := true
	for _, k := range sv.s.nodes[at].kids {
		if sv.steps[k] == nil {
			continue
		}
		sv.evaluate(k)
		join(st.node.Mode, out, sv.bits[k], first)
		first = false
	}
	if st.flips() {
		flip(out)
	}
}

// join takes one more node of a group into its bitmap.
func join(mode rule.Mode, out, kid []uint64, first bool) {
	switch {
	case first:
		copy(out, kid)
	case mode == rule.All:
		for j := range out {
			out[j] &= kid[j]
		}
	default:
		for j := range out {
			out[j] |= kid[j]
		}
	}
}

// lane counts both lanes: members are the people of include without those of
// exclude, and people chosen by hand.
func (sv *surveyor) lane(include, exclude *listed) {
	inside, outside := sv.take(), sv.take() // who each lane matches; nobody without one
	clear(inside)
	clear(outside)
	if include != nil && sv.steps[include.at] != nil {
		copy(inside, sv.bits[include.at])
	}
	if exclude != nil && sv.steps[exclude.at] != nil {
		copy(outside, sv.bits[exclude.at])
	}
	then, other, members := sv.take(), sv.take(), sv.take()
	for j := range members {
		members[j] = inside[j] &^ outside[j]
		then[j], other[j] = ^outside[j], 0
	}
	sv.top(include, sv.live, members, then, other)
	for j := range then {
		then[j], other[j] = 0, inside[j]
	}
	sv.top(exclude, inside, members, then, other)
	sv.pr.pins.apply(sv.lo, members)
	for j := range members {
		members[j] &= sv.live[j]
	}
	sv.totals[len(sv.totals)-1].alone += onesIn(members)
	sv.pr.part.scatter(sv.s.members, sv.lo, members)
	sv.give(inside, outside, then, other, members)
}

// top counts the node at the top of a lane that works on the people among.
func (sv *surveyor) top(n *listed, among, members, then, other []uint64) {
	if n == nil {
		return
	}
	t := tally{before: sv.count(among), without: sv.membersWith(members)}
	t.left = t.before
	if sv.steps[n.at] != nil {
		b := sv.bits[n.at][:len(sv.live)]
		hit := sv.take()
		both(hit, b, among)
		t.alone, t.left = sv.count(b), sv.count(hit)
		t.adds = t.left
		sv.give(hit)
		if n.path == "/exclude" {
			t.left = t.before - t.left
			t.without = sv.membersWith(other)
		} else {
			t.without = sv.pinnedOnly()
		}
	}
	sv.totals[n.at].add(t)
	sv.group(n, among, members, then, other, t.without)
}

// membersWith counts members when the lanes leave the given people.
func (sv *surveyor) membersWith(people []uint64) int {
	all := sv.take()
	copy(all, people)
	sv.pr.pins.apply(sv.lo, all)
	n := sv.count(all)
	sv.give(all)
	return n
}

// pinnedOnly counts members when the include lane has nothing in it.
func (sv *surveyor) pinnedOnly() int {
	none := sv.take()
	clear(none)
	n := sv.membersWith(none)
	sv.give(none)
	return n
}

func both(out, a, b []uint64) {
	for j := range out {
		out[j] = a[j] & b[j]
	}
}

// group counts the nodes of a group among the people who reach it. without is
// how many members there were without the whole group.
func (sv *surveyor) group(n *listed, among, members, then, other []uint64, without int) {
	if len(n.kids) == 0 {
		return
	}
	leaveOut := len(n.path) >= 8 && n.path[:8] == "/exclude"
	left, seen, reach := sv.take(), sv.take(), sv.take()
	copy(left, among)
	clear(seen)
	rests := sv.rests(n)
	leftCount, seenCount := sv.count(left), 0
	for i, at := range n.kids {
		kid := &sv.s.nodes[at]
		copy(reach, among)
		if n.node.Mode == rule.All {
			copy(reach, left)
		}
		t := tally{before: leftCount, without: sv.membersWith(members)}
		if n.node.Mode == rule.Any && !leaveOut {
			t.before = seenCount
		}
		kidThen, kidOther := then, other
		if sv.steps[at] != nil {
			b := sv.bits[at][:len(sv.live)]
			seenBefore := seenCount
			for j := range seen {
				seen[j] |= b[j] & among[j]
			}
			seenCount = sv.count(seen)
			t.alone, t.adds = sv.count(b), seenCount-seenBefore
			narrowLeft(n.node.Mode, left, b)
			leftCount = sv.count(left)
			kidThen, kidOther = sv.take(), sv.take()
			alone := sv.handDown(sv.steps[n.at], rests[i], then, other, kidThen, kidOther)
			t.without = without
			if !alone {
				t.without = sv.withoutKid(n.node.Mode, kidThen, kidOther)
			}
		}
		t.left = leftCount
		if n.node.Mode == rule.Any && !leaveOut {
			t.left = seenCount
		}
		sv.totals[at].add(t)
		sv.group(kid, reach, members, kidThen, kidOther, t.without)
		if sv.steps[at] != nil {
			sv.give(kidThen, kidOther)
		}
	}
	sv.giveRests(rests)
	sv.give(left, seen, reach)
}

// narrowLeft takes a node into the people left in a group's funnel.
func narrowLeft(mode rule.Mode, left, b []uint64) {
	for j := range left {
		if mode == rule.All {
			left[j] &= b[j]
		} else {
			left[j] &^= b[j]
		}
	}
}

func (sv *surveyor) withoutKid(mode rule.Mode, then, other []uint64) int {
	if mode == rule.All {
		return sv.membersWith(then)
	}
	return sv.membersWith(other)
}

// rests returns for each node of a group the group's other nodes joined, nil
// where there are no others.
func (sv *surveyor) rests(n *listed) [][]uint64 {
	out := make([][]uint64, len(n.kids))
	sv.accumulate(n, out, 0, len(n.kids), 1)
	sv.accumulate(n, out, len(n.kids)-1, -1, -1)
	return out
}

// accumulate joins to each node's rest what lies before it in one direction.
func (sv *surveyor) accumulate(n *listed, out [][]uint64, from, to, step int) {
	sum, some := sv.take(), false
	for i := from; i != to; i += step {
		if some {
			fresh := out[i] == nil
			if fresh {
				out[i] = sv.take()
			}
			join(n.node.Mode, out[i], sum, fresh)
		}
		if sv.steps[n.kids[i]] != nil {
			join(n.node.Mode, sum, sv.bits[n.kids[i]][:len(sum)], !some)
			some = true
		}
	}
	sv.give(sum)
}

func (sv *surveyor) giveRests(rests [][]uint64) {
	for _, r := range rests {
		if r != nil {
			sv.give(r)
		}
	}
}

// handDown works out then and other of a node from its group's. It returns true
// when the group has no other nodes.
func (sv *surveyor) handDown(group *step, rest, then, other, kidThen, kidOther []uint64) bool {
	yes, no := then, other
	if group.flips() {
		yes, no = no, yes
	}
	if rest == nil {
		copy(kidThen, yes)
		copy(kidOther, no)
		return true
	}
	for j := range kidThen {
		mixed := yes[j]&rest[j] | no[j]&^rest[j]
		if group.node.Mode == rule.All {
			kidThen[j], kidOther[j] = mixed, no[j]
		} else {
			kidThen[j], kidOther[j] = yes[j], mixed
		}
	}
	return false
}

// nearMisses finds the people who fail exactly one top-level clause.
func (sv *surveyor) nearMisses(include, exclude *listed) {
	if include == nil || sv.steps[include.at] == nil {
		return
	}
	top := sv.steps[include.at]
	if top.node.Mode != rule.All || top.node.Not || len(top.kids) < 2 {
		return
	}
	one, more := sv.take(), sv.take() // fail at least one, at least two
	clear(one)
	clear(more)
	for _, at := range include.kids {
		if sv.steps[at] == nil {
			continue
		}
		b := sv.bits[at]
		for j := range one {
			more[j] |= one[j] &^ b[j]
			one[j] |= ^b[j]
		}
	}
	for j := range one {
		one[j] &= sv.live[j] &^ more[j]
		if exclude != nil && sv.steps[exclude.at] != nil {
			one[j] &^= sv.bits[exclude.at][j]
		}
	}
	sv.pr.pins.remove(sv.lo, one)
	sv.pr.part.scatter(sv.s.near, sv.lo, one)
	sv.give(one, more)
}
