// Reads a book as a person would: opens it in foliate-js (the engine of the Foliate and Readest
// reading apps) in headless Chromium, turns to every spine item and takes its picture.
//
//   epub-reader BOOK.epub OUTDIR [--viewport 820x1180] [--font 100] [--dark] [--pages 1]
//
//   --viewport WxH   size of the reading device, in CSS pixels
//   --font PERCENT   the reader's own font size
//   --dark           the reader's dark theme
//   --pages N        pictures of at most N pages of each item
//
// Writes OUTDIR/000.png, 001.png, ... (further pages: 001-2.png) and OUTDIR/report.json.
// Prints each problem and a closing line. Exits with 0 without problems, 1 with, 2 when it cannot run.
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import puppeteer from 'puppeteer-core'

const HERE = dirname(fileURLToPath(import.meta.url))
const ITEM_TIMEOUT_MS = 30_000
const MEDIA_TYPES = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.epub': 'application/epub+zip',
}

function settings() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      viewport: { type: 'string', default: '820x1180' },
      font: { type: 'string', default: '100' },
      dark: { type: 'boolean', default: false },
      pages: { type: 'string', default: '1' },
    },
  })
  const size = /^(\d+)x(\d+)$/.exec(values.viewport)
  if (positionals.length !== 2) throw new Error('a book and a folder for the pictures are needed')
  if (!existsSync(positionals[0])) throw new Error(`no such file: ${positionals[0]}`)
  if (!size) throw new Error(`--viewport wants WIDTHxHEIGHT, not ${values.viewport}`)
  for (const name of ['font', 'pages']) {
    if (!/^[1-9]\d*$/.test(values[name])) throw new Error(`--${name} wants a number above 0, not ${values[name]}`)
  }
  return {
    book: positionals[0],
    out: positionals[1],
    viewport: { width: Number(size[1]), height: Number(size[2]) },
    font: Number(values.font),
    dark: values.dark,
    pages: Number(values.pages),
  }
}

/** Serves the reader page, foliate-js and the book, and nothing else, on the loopback address. */
async function serve(book) {
  const foliate = join(HERE, 'node_modules', 'foliate-js')
  const fileFor = path => {
    if (path === '/') return join(HERE, 'reader.html')
    if (path === '/book.epub') return book
    const file = normalize(join(HERE, 'node_modules', path))
    return file.startsWith(foliate + sep) ? file : null
  }
  const server = createServer((request, response) => {
    const file = fileFor(decodeURIComponent(new URL(request.url, 'http://localhost').pathname))
    if (!file || !existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': MEDIA_TYPES[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise(listening => server.listen(0, '127.0.0.1', listening))
  return server
}

/** Collects what the browser complains about; the returned function hands over what is new. */
function listen(page) {
  let heard = []
  // Chromium says this of any page that measures itself while it is being laid out.
  const harmless = /ResizeObserver loop/
  const note = text => { if (!harmless.test(text)) heard.push(text) }
  page.on('console', message => {
    if (message.type() === 'error') note(`console: ${message.text()} ${message.location()?.url ?? ''}`.trim())
  })
  page.on('pageerror', error => note(`script error: ${error.message}`))
  page.on('requestfailed', request => note(`does not load: ${request.url()}`))
  return () => heard.splice(0)
}

async function read(page, { out, viewport, font, dark, pages }) {
  const heard = listen(page)
  page.setDefaultTimeout(ITEM_TIMEOUT_MS)
  await page.setViewport(viewport)
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }])
  await page.waitForFunction('window.reader')
  const { spine, ...about } = await page.evaluate(how => window.reader.open(how), { font, dark })

  const problems = []
  for (const entry of about.toc) {
    if (entry.index === null) problems.push(`contents: "${entry.label}" leads nowhere`)
  }
  const items = []
  for (const [index, { id, linear }] of spine.entries()) {
    const { problems: found, ...seen } = await page.evaluate(i => window.reader.show(i), index)
    const pictures = []
    for (let n = 1; n <= Math.min(pages, seen.pages); n++) {
      if (n > 1) await page.evaluate(() => window.reader.turn())
      pictures.push(`${String(index).padStart(3, '0')}${n > 1 ? `-${n}` : ''}.png`)
      await page.screenshot({ path: join(out, pictures.at(-1)) })
    }
    found.push(...heard())
    problems.push(...found.map(problem => `${id}: ${problem}`))
    items.push({ index, id, linear, pictures, ...seen })
  }
  problems.push(...heard())
  return { ...about, viewport, font, dark, items, problems }
}

async function main() {
  let how
  try {
    how = settings()
  } catch (error) {
    console.error(`epub-reader: ${error.message}`)
    return 2
  }
  mkdirSync(how.out, { recursive: true })
  const profile = mkdtempSync(join(tmpdir(), 'epub-reader-'))
  const server = await serve(how.book)
  let browser
  try {
    browser = await puppeteer.launch({
      executablePath: process.env.CHROMIUM,
      userDataDir: profile,
      args: ['--hide-scrollbars', '--force-color-profile=srgb'],
    })
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${server.address().port}/`)
    const report = await read(page, how)
    writeFileSync(join(how.out, 'report.json'), JSON.stringify(report, null, 2) + '\n')
    for (const problem of report.problems) console.log(`problem: ${problem}`)
    console.log(`${report.items.length} items, ${report.problems.length} problems`)
    return report.problems.length ? 1 : 0
  } catch (error) {
    console.error(`epub-reader: ${how.book}: ${error.message}`)
    return 2
  } finally {
    await browser?.close()
    server.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

process.exitCode = await main()
