import { openBrowser } from '../bench/browser/open-browser.ts'
import { startRollcall } from '../bench/product/started-rollcall.ts'
const product = await startRollcall('/tmp/prof1m')
try {
  const open = await openBrowser(product)
  const page = await open.newPage()
  await page.goto(product.url + '/segments')
  await page.locator('[data-row-link]').nth(8).click()
  await page.waitForTimeout(4000)
  await page.screenshot({ path: '/tmp/seg.png' })
  await page.screenshot({ path: '/tmp/seg-full.png', fullPage: true })
  console.log(await page.evaluate(`(() => { const out=[]; const walk=(el,d)=>{ const n=el.querySelectorAll('*').length; if(n<12||d>14) return; out.push(' '.repeat(d)+el.tagName+' '+(el.getAttribute('aria-label')||String(el.className.baseVal??el.className).slice(0,60))+' '+n+' '+(el.checkVisibility?.()?'':'hidden')+' y'+Math.round(el.getBoundingClientRect().top)); for(const c of el.children) walk(c,d+1)}; walk(document.body,0); return out.join('\\n') })()`))
  await open[Symbol.asyncDispose]()
} finally { await product[Symbol.asyncDispose]() }
