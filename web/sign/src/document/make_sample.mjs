// Writes sample.pdf, the test page of the consent: one small page that says one word. Run by hand when its words change: node make_sample.mjs > sample.pdf
const lines = [
  ['F1', 11, 20, 138, 'This is a PDF page. \\311sta es una p\\341gina PDF.'],
  ['F1', 11, 20, 116, 'If you can read the word, your device'],
  ['F1', 11, 20, 101, 'can show the document.'],
  ['F2', 30, 20, 50, 'HARBOR'],
];
const content = lines.map(([font, size, x, y, text]) => `BT /${font} ${size} Tf ${x} ${y} Td (${text}) Tj ET`).join('\n');
const font = (name) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
const objects = [
  '<< /Type /Catalog /Pages 2 0 R /Lang (en) >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 170] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
  `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
  font('Helvetica'),
  font('Helvetica-Bold'),
];
let file = '%PDF-1.4\n';
const offsets = objects.map((object, index) => {
  const at = file.length;
  file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  return at;
});
const xref = file.length;
file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`;
process.stdout.write(file, 'latin1');
