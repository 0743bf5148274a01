// Looks at a folder of web pages as visitors would: opens every page in headless Chromium, on a
// phone and on a desk, by day and by night, takes its picture and runs axe-core on it.
//
//   web-check FOLDER OUTDIR
//
// Writes OUTDIR/NAME-phone.png, NAME-desk.png, NAME-night.png and OUTDIR/report.json.
// A problem is: an axe violation, a console error, a request that fails or leaves the folder, a
// picture that does not show, a page wider than the screen. Prints each and a closing line.
// Exits with 0 without problems, 1 with, 2 when it cannot run.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import puppeteer from 'puppeteer-core'

const HERE = dirname(fileURLToPath(import.meta.url))
const AXE = readFileSync(join(HERE, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')
const PAGE_TIMEOUT_MS = 30_000
const VISITORS = [
  { name: 'phone', width: 390, height: 844, scheme: 'light' },
  { name: 'desk', width: 1280, height: 900, scheme: 'light' },
  { name: 'night', width: 820, height: 1180, scheme: 'dark' },
]

async function visit(browser, folder, file, visitor, out) {
  const problems = []
  const root = pathToFileURL(folder + '/').href
  const page = await browser.newPage()
  page.setDefaultTimeout(PAGE_TIMEOUT_MS)
  page.on('console', message => message.type() === 'error' && problems.push(`console: ${message.text()}`))
  page.on('pageerror', error => problems.push(`script: ${error.message}`))
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(root) && !url.startsWith('data:')) problems.push(`leaves the folder: ${url}`)
  })
  page.on('requestfailed', request => problems.push(`does not load: ${request.url()}`))
  await page.setViewport({ width: visitor.width, height: visitor.height })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: visitor.scheme }])
  await page.goto(new URL(file, root).href, { waitUntil: 'load' })
  const seen = await page.evaluate(async () => {
    // What waits to be scrolled to would not be looked at.
    for (const image of document.images) image.loading = 'eager'
    await Promise.all([...document.images].map(image => image.decode().catch(() => {})))
    return {
      broken: [...document.images].filter(image => !image.naturalWidth).map(image => image.getAttribute('src')),
      wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      text: document.querySelector('main')?.innerText ?? '',
      links: [...document.querySelectorAll('a[href]')].map(link => link.href),
    }
  })
  for (const src of seen.broken) problems.push(`picture does not show: ${src}`)
  if (seen.wider > 0) problems.push(`${seen.wider} pixels wider than the screen`)
  for (const link of seen.links) {
    if (link.startsWith(root) && !existsSync(fileURLToPath(link.split('#')[0]))) problems.push(`link to nothing: ${link}`)
  }
  // Twice the work for little more when only the colours differ.
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }))
  for (const violation of violations) {
    for (const node of violation.nodes) problems.push(`axe ${violation.id}: ${violation.help}: ${node.html.slice(0, 160)}`)
  }
  await page.screenshot({ path: join(out, `${file.replace(/\.html$/, '')}-${visitor.name}.png`), fullPage: true })
  await page.close()
  return { file, visitor: visitor.name, text: seen.text, problems }
}

async function main() {
  const [folder, out] = process.argv.slice(2).map(path => resolve(path))
  if (!folder || !out || !existsSync(folder)) throw new Error('a folder of pages and a folder for the pictures are needed')
  mkdirSync(out, { recursive: true })
  const files = readdirSync(folder).filter(name => name.endsWith('.html')).sort()
  if (!files.length) throw new Error(`no page in ${folder}`)
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ['--allow-file-access-from-files'] })
  const visits = []
  try {
    for (const file of files) for (const visitor of VISITORS) visits.push(await visit(browser, folder, file, visitor, out))
  } finally {
    await browser.close()
  }
  writeFileSync(join(out, 'report.json'), JSON.stringify(visits, null, 1))
  let count = 0
  for (const { file, visitor, problems } of visits) {
    for (const problem of problems) console.log(`${file} (${visitor}): ${problem}`)
    count += problems.length
  }
  console.log(`${files.length} pages, ${visits.length} visits, ${count} problems`)
  return count ? 1 : 0
}

main().then(code => process.exit(code), error => {
  console.error(`web-check: ${error.message}`)
  process.exit(2)
})
