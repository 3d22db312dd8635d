// Requests as bytes on a socket: what no HTTP library would send.
import net from 'node:net';

// The whole answer as {status, headers, text}; the server closes after it. `head` is the lines before the empty one.
export function exchange(server, head, body = '') {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname);
    const chunks = [];
    socket.setTimeout(20_000, () => socket.destroy(new Error(`no answer to ${head[0].slice(0, 200)}`)));
    socket.on('error', (error) => (chunks.length ? resolve(parsed(Buffer.concat(chunks))) : reject(error)));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => (chunks.length ? resolve(parsed(Buffer.concat(chunks))) : reject(new Error('the server closed without an answer'))));
    socket.write(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)]));
  });
}

function parsed(bytes) {
  const end = bytes.indexOf('\r\n\r\n');
  const [statusLine, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Headers(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  const text = bytes.subarray(end + 4).toString();
  const isJson = /json/.test(headers.get('content-type') ?? '') && !headers.get('content-encoding') && text;
  return { status: Number(statusLine.split(' ')[1]), headers, text, body: isJson ? JSON.parse(text) : undefined };
}

export function requestHead(server, method, target, headers = {}) {
  const fields = { host: new URL(server.url).host, connection: 'close', ...headers };
  return [`${method} ${target} HTTP/1.1`, ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`)];
}
