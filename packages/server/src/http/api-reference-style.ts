/** The look of /docs: the reader's fonts, light and dark, readable from 320 px on. */
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1b1f24, #e6e8eb); --quiet: light-dark(#59636e, #9aa4af);
  --line: light-dark(#d9dee4, #30363d); --paper: light-dark(#ffffff, #14171a); --tint: light-dark(#f4f6f8, #1c2024);
  --accent: light-dark(#3a4fd0, #9db0ff); }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 13rem minmax(0, 1fr); background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); }
nav a { display: block; padding: 0.2rem 0.5rem; color: var(--quiet); text-decoration: none; }
nav a:hover, nav a:focus-visible { color: var(--ink); }
nav .home { color: var(--ink); font-weight: 600; margin-bottom: 0.75rem; }
main { max-width: 56rem; padding: 1.5rem 2rem 6rem; }
a { color: var(--accent); }
h1 { font-size: 1.6rem; } h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); padding-bottom: 0.3rem; }
h3 { margin: 2rem 0 0.25rem; font-size: 1rem; overflow-wrap: anywhere; }
h4 { margin: 0.75rem 0 0.25rem; font-size: 0.8rem; color: var(--quiet); font-weight: 600; }
p { margin: 0.25rem 0 0.5rem; } .words { color: var(--quiet); }
code, pre { font: 13px/1.5 ui-monospace, monospace; }
pre { padding: 0.75rem 1rem; background: var(--tint); border-radius: 6px; overflow-x: auto; }
.method, .status { font: 600 12px/1.5 ui-monospace, monospace; color: var(--accent); }
.scope { color: var(--quiet); font-size: 0.85rem; white-space: nowrap; }
dl { margin: 0; display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: 0.15rem 1rem; }
dd { margin: 0; color: var(--quiet); overflow-wrap: anywhere; } dd dl { margin-top: 0.25rem; }
@media (max-width: 720px) { body { display: block; } nav { position: static; height: auto; border: 0; columns: 2; }
  main { padding: 0 1rem 4rem; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.4rem; } }
`
