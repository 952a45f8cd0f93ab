// screenshot.mjs FILE: the studio with the sample shop, in the program's real window.
import { main, until } from './lib/harness.mjs'
import { openSample, openProgram } from './lib/window.mjs'

await main(async () => {
  const file = process.argv[2]
  if (!file) throw new Error('say which file to make: screenshot.mjs FILE.png')
  const program = await openProgram()
  await openSample(program)
  await until(() => program.js(`return document.querySelectorAll('.suggestions li, [data-kind=condition]').length > 3`), 'the whole studio')
  await new Promise((resolve) => setTimeout(resolve, 1500))
  await program.picture(file)
  await program.quit()
})
