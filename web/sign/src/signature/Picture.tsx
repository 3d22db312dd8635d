// The adopted signature as a picture. It needs the session's secret, so it is fetched once and shown from memory.
import { useEffect, useState } from 'preact/hooks';
import { useCeremony, useCeremonyState } from '../session/hooks.ts';
import { styleClass } from './styles.ts';

const pictures = new Map<string, Promise<string>>();

export function SignaturePicture({ of }: { of: 'sign' | 'initial' }) {
  const ceremony = useCeremony();
  const { session } = useCeremonyState();
  const signature = session?.signature;
  const url = of === 'sign' ? signature?.signatureUrl : signature?.initialsUrl;
  const words = of === 'sign' ? signature?.name : signature?.initials;
  const [picture, setPicture] = useState('');
  useEffect(() => {
    if (!url || !signature) return;
    let over = false;
    // Another adoption has another time and so another picture at the same address.
    const key = `${url} ${signature.adoptedAt}`;
    const fetched = pictures.get(key) ?? ceremony.api.blob(url).then((blob) => URL.createObjectURL(blob));
    pictures.set(key, fetched);
    fetched.then((address) => !over && setPicture(address)).catch(() => pictures.delete(key));
    return () => void (over = true);
  }, [url, signature?.adoptedAt]);
  if (!signature) return null;
  if (picture) return <img class="signature-picture" src={picture} alt={words ?? ''} />;
  return <span class={`signature-words ${styleClass(signature.style)}`}>{words}</span>;
}
