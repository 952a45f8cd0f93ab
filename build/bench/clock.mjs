// What is run inside the page to time it.

/**
 * Times from an event (its own time, before any of our code ran) to the frame after the answer is on the
 * page: the audience's number for keys, the number at the pointer for moves, anything for writing.
 */
export const clock = `
  window.kvnClock = (() => {
    let kind = '', since = 0, taken = [], waiting = false
    const painted = (from) => requestAnimationFrame(() => setTimeout(() => taken.push(performance.now() - from)))
    const answered = () => {
      if (!waiting) return
      waiting = false
      painted(since)
    }
    for (const name of ['keydown', 'pointermove', 'input']) {
      addEventListener(name, (e) => {
        if (name !== kind) return
        since = e.timeStamp
        if (kind === 'keydown') waiting = true
        if (kind === 'input') painted(since)
      }, true)
    }
    const elementsOf = (change) => [change.target.nodeType === 1 ? change.target : change.target.parentElement, ...change.addedNodes].filter((n) => n?.nodeType === 1)
    const shows = (changes, css) => changes.some((c) => elementsOf(c).some((e) => e.closest(css) || (c.type === 'childList' && [...c.addedNodes].includes(e) && e.querySelector(css))))
    new MutationObserver((changes) => {
      if (kind === 'keydown' && changes.some((c) => c.attributeName === 'data-people' && c.target.dataset.testid === 'audience-count')) answered()
      if (kind !== 'pointermove') return
      if (changes.some((c) => [...c.addedNodes].some((n) => n.classList?.contains('drop-line')))) waiting = true
      if (shows(changes, '[data-testid=projected]')) answered()
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-people'] })
    return {
      begin(name) { kind = name; taken = name === 'keydown' ? taken : []; waiting = false },
      idle: () => !waiting,
      take() { const all = taken; taken = []; kind = ''; return all },
    }
  })()`

/** Milliseconds from frame to frame while the table scrolls for four seconds. */
export const framesOfAScroll = `
  const box = [...document.querySelectorAll('*')].find((e) => e.scrollHeight > 1e6 && e.clientHeight < 2000)
  return new Promise((done) => {
    const frames = []
    let last = performance.now(), n = 0
    const step = (now) => {
      frames.push(now - last)
      last = now
      box.scrollTop += n % 60 === 59 ? box.scrollHeight / 9 : 90
      if (++n < 240) requestAnimationFrame(step)
      else done(frames.slice(2))
    }
    requestAnimationFrame(step)
  })`
