// A picture of a signature, made small enough to send: at most 1200 × 400 px, as PNG. The browser decodes it here, so that nothing but a picture leaves.
import { base64Of } from './styles.ts';

const WIDTH_MAX_PX = 1200;
const HEIGHT_MAX_PX = 400;
const FILE_BYTES_MAX = 10 * 1024 * 1024;

/** Base64 of a PNG; throws where the file is no picture of the allowed kinds. */
export async function pictureFromFile(file: File): Promise<string> {
  if (!['image/png', 'image/jpeg'].includes(file.type) || file.size > FILE_BYTES_MAX) throw new Error('not a picture that can be used');
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, WIDTH_MAX_PX / bitmap.width, HEIGHT_MAX_PX / bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return base64Of(canvas);
}
