import { expect, it, vi } from 'vitest'
import { Pages, type PageOf } from './pages'

interface Asked { offset: number; answer(total?: number): void; fail(): void }

function source(name: string) {
  const asked: Asked[] = []
  const fetch = (offset: number, limit: number) =>
    new Promise<PageOf<string>>((resolve, reject) => {
      const answer = (total = 1000) => resolve({ total, rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => `${name}${offset + i}`) })
      asked.push({ offset, answer, fail: () => reject(new Error('no')) })
    })
  return { asked, fetch, offsets: () => asked.map((a) => a.offset) }
}

const settle = () => new Promise((r) => setTimeout(r))

it('reads what is seen, and what was scrolled past only if it was asked already', async () => {
  const pages = new Pages<string, PageOf<string>>(vi.fn())
  const a = source('a')
  pages.ask(a.fetch, true)
  a.asked[0]!.answer()
  await settle()
  expect(pages.row(7)).toBe('a7')
  pages.want(250, 290)
  pages.want(450, 490)
  pages.want(650, 690)
  pages.want(850, 890)
  expect(a.offsets()).toEqual([0, 200, 400])
  a.asked[1]!.answer()
  await settle()
  expect(a.offsets()).toEqual([0, 200, 400, 800])
  a.asked[3]!.answer()
  await settle()
  expect(pages.row(850)).toBe('a850')
  expect(pages.row(650)).toBeUndefined()
})

it('keeps the rows of the question before until the new one is answered', async () => {
  const pages = new Pages<string, PageOf<string>>(vi.fn())
  const [a, b] = [source('a'), source('b')]
  pages.ask(a.fetch, true)
  a.asked[0]!.answer()
  await settle()
  pages.ask(b.fetch, true)
  expect([pages.row(0), pages.waiting]).toEqual(['a0', true])
  b.asked[0]!.answer(3)
  await settle()
  expect([pages.row(0), pages.waiting, pages.answer?.total]).toEqual(['b0', false, 3])
})

it('drops late answers of older questions', async () => {
  const pages = new Pages<string, PageOf<string>>(vi.fn())
  const [a, b] = [source('a'), source('b')]
  pages.ask(a.fetch, true)
  pages.ask(b.fetch, true)
  b.asked[0]!.answer()
  await settle()
  a.asked[0]!.answer()
  await settle()
  expect(pages.row(0)).toBe('b0')
})

it('asks the same again where it stands, and ends at the last page when there are fewer', async () => {
  const pages = new Pages<string, PageOf<string>>(vi.fn())
  const [a, b] = [source('a'), source('b')]
  pages.ask(a.fetch, true)
  a.asked[0]!.answer()
  await settle()
  pages.want(900, 930)
  a.asked[1]!.answer()
  await settle()
  pages.ask(b.fetch, false)
  expect(b.offsets()).toEqual([900])
  b.asked[0]!.answer(250)
  await settle()
  expect(b.offsets()).toEqual([900, 200])
  b.asked[1]!.answer(250)
  await settle()
  expect([pages.row(220), pages.answer?.total]).toEqual(['b220', 250])
})

it('says what went wrong and keeps the rows', async () => {
  const failed = vi.fn()
  const pages = new Pages<string, PageOf<string>>(failed)
  const [a, b] = [source('a'), source('b')]
  pages.ask(a.fetch, true)
  a.asked[0]!.answer()
  await settle()
  pages.ask(b.fetch, true)
  b.asked[0]!.fail()
  await settle()
  expect(failed).toHaveBeenCalledOnce()
  expect([pages.row(0), pages.waiting]).toEqual(['a0', false])
})
