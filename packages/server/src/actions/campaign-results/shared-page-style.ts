/** How a page of shared results looks, with no font or picture of anybody's; light or dark as the reader has it. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1b1d21; --soft: #555b64; --back: #fff; --line: #e3e5e9; --accent: #3a4fd0 }
@media (prefers-color-scheme: dark) {
  :root { --text: #f0f1f3; --soft: #b4bac4; --back: #131418; --line: #2c2f36; --accent: #a3b0f9 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif }
main, footer { max-width: 42rem; margin: 0 auto; padding: 0 1.25rem; overflow-wrap: anywhere }
main { padding-top: clamp(1.5rem, 7vh, 4.5rem) }
footer { padding-block: 2.5rem; color: var(--soft); font-size: .8125rem }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; letter-spacing: -.015em }
h2 { margin: 2.5rem 0 .5rem; font-size: 1rem }
p { margin: .25rem 0 }
.from { margin-bottom: .5rem; font-weight: 600; color: var(--accent) }
.subject { font-size: 1.0625rem }
.when, .note, small { color: var(--soft) }
.when, .note { font-size: .875rem }
.note { margin-top: 1rem }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th { text-align: left; font-weight: 400 }
th:first-child { width: 70% }
thead th { color: var(--soft); font-size: .8125rem }
th, td { padding: .625rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
td, thead th:not(:first-child) { padding-left: 1rem; text-align: right; white-space: nowrap }
td { font-weight: 600 }
small { display: block; font-size: .75rem; font-weight: 400 }
.bar { display: block; height: .5rem; margin-top: .375rem; border-radius: .25rem; background: var(--line) }
.bar span { display: block; height: 100%; border-radius: inherit; background: var(--accent) }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1rem; margin: 0 }
dt { color: var(--soft); font-size: .8125rem }
dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums }
ul { margin: 0; padding: 0; list-style: none }
li { padding: .5rem 0; border-bottom: 1px solid var(--line) }
`
