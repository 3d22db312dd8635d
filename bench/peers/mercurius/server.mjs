// The slice of the contracting schema as a Node service answers it best: mercurius on fastify with its JIT, over plain objects that hold
// each other, so that no resolver but the root's is needed. Reads {"sdl", "contracts"} from the file that is named; prints its URL.
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import mercurius from 'mercurius';

const { sdl, contracts } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const app = Fastify({ logger: false });
await app.register(mercurius, {
  schema: sdl,
  resolvers: { Query: { contracts: (_, { first }) => ({ totalCount: contracts.totalCount, nodes: contracts.nodes.slice(0, first ?? 25) }) } },
  jit: 1,
});
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(`http://127.0.0.1:${app.server.address().port}`);
