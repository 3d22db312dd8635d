// Builds the ceremony into one folder of files with content hashes in their names, which a browser may keep for ever; index.html alone has
// none. embed.js is an entry of its own, without a hash: partners' pages name it.
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const pdfjs = resolve(here, '../node_modules/pdfjs-dist');

// What pdf.js asks for by name while it draws: fonts that a PDF does not carry, tables of CJK encodings, decoders of rare images.
function pdfResources(outDir: () => string): Plugin {
  return {
    name: 'pdf-resources',
    apply: 'build',
    closeBundle() {
      const out = resolve(outDir(), 'pdf');
      cpSync(resolve(pdfjs, 'standard_fonts'), resolve(out, 'standard_fonts'), { recursive: true });
      cpSync(resolve(pdfjs, 'cmaps'), resolve(out, 'cmaps'), { recursive: true });
      for (const file of ['openjpeg_nowasm_fallback.js', 'jbig2_nowasm_fallback.js']) {
        cpSync(resolve(pdfjs, 'wasm', file), resolve(out, 'wasm', file));
      }
    },
  };
}

export default defineConfig(() => {
  let outDir = '';
  return {
    root: here,
    base: '/esign/signing/assets/',
    plugins: [
      { name: 'out-dir', configResolved: (config) => void (outDir = resolve(config.root, config.build.outDir)) },
      pdfResources(() => outDir),
    ],
    oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
    build: {
      target: 'es2022',
      assetsDir: 'f',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      emptyOutDir: true,
      reportCompressedSize: false,
      rollupOptions: {
        input: { index: resolve(here, 'index.html'), embed: resolve(here, 'src/embed/embed.ts') },
        output: {
          entryFileNames: (chunk: { name: string }) => (chunk.name === 'embed' ? 'embed.js' : 'f/[name]-[hash].js'),
          chunkFileNames: 'f/[name]-[hash].js',
          assetFileNames: 'f/[name]-[hash][extname]',
        },
      },
    },
  };
});
