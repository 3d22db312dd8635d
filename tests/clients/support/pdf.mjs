// Small PDFs made for a test: Helvetica text in compressed content streams, as most producers write them.
import { deflateSync } from 'node:zlib';

const escaped = (text) => text.replace(/[\\()]/g, (c) => `\\${c}`);

// `lines` of a page: {x, y, text}, in points from the bottom left; `kerned` splits the text over several shown strings.
function contentOf(lines) {
  const shown = ({ text, kerned }) =>
    kerned ? `[${[...text].map((c) => `(${escaped(c)}) -20`).join(' ')}] TJ` : `(${escaped(text)}) Tj`;
  return lines.map((line) => `BT /F1 11 Tf 1 0 0 1 ${line.x} ${line.y} Tm ${shown(line)} ET`).join('\n');
}

// A file of US letter pages; each page an array of lines.
export function makePdf(pages) {
  const objects = [];
  const add = (body) => objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'));
  const pageNumber = (index) => 4 + index * 2;
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${pageNumber(i)} 0 R`).join(' ')}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  pages.forEach((lines, index) => {
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageNumber(index) + 1} 0 R >>`);
    const packed = deflateSync(Buffer.from(contentOf(lines), 'latin1'));
    add(Buffer.concat([Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`), packed, Buffer.from('\nendstream')]));
  });
  const parts = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets = [];
  let size = parts[0].length;
  objects.forEach((object, index) => {
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    offsets.push(size);
    parts.push(whole);
    size += whole.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${size}\n%%EOF\n`));
  return Buffer.concat(parts);
}

// A contract of two pages with anchors for one or two signers.
export function contractPdf({ anchors = ['/sign1/', '/date1/'] } = {}) {
  const first = [{ x: 72, y: 720, text: 'Electricity supply agreement' }, { x: 72, y: 690, text: 'Price and term are stated in the schedule.' }];
  const second = [{ x: 72, y: 720, text: 'Signatures' }];
  anchors.forEach((anchor, index) => second.push({ x: 100, y: 600 - index * 60, text: anchor }));
  return makePdf([first, second]);
}
