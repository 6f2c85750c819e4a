import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// `vite build --outDir <dir>` is how the server makes it; the proxy is for `vite dev` beside a running server.
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    // In kB before compression; tests/browser holds the first load to 300 kB after it.
    chunkSizeWarningLimit: 700,
    // The filter language is pure: what a page does not use of it need not arrive with the page.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/packages/filters/') } },
  },
  server: { proxy: { '/v1': process.env.ROLLCALL_PUBLIC_URL ?? 'http://127.0.0.1:3000' } },
})
