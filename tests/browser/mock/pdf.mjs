// A small PDF of so many pages, each saying which it is and what it is about.
export function makePdf(pageCount, title = 'Electricity supply agreement') {
  const contents = Array.from({ length: pageCount }, (_, index) => {
    const lines = [`BT /F1 18 Tf 60 720 Td (${title}) Tj ET`, `BT /F1 11 Tf 60 690 Td (Page ${index + 1} of ${pageCount}) Tj ET`];
    for (let line = 0; line < 26; line++) {
      lines.push(`BT /F1 10 Tf 60 ${650 - 18 * line} Td (${index + 1}.${line + 1} The supplier sells and the customer buys the electricity for the service address named above.) Tj ET`);
    }
    lines.push('0.5 w 60 130 m 300 130 l S');
    return lines.join('\n');
  });
  const pagesAt = 3;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
    `<< /Type /Pages /Kids [${contents.map((_, index) => `${pagesAt + 1 + 2 * index} 0 R`).join(' ')}] /Count ${pageCount} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const content of contents) {
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${objects.length + 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`);
    objects.push(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  }
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
