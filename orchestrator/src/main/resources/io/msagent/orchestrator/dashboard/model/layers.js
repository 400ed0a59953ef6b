// Layers of a call graph: callers on the left, what they call on their right, few crossings. Pure.
const SWEEPS = 6;

/**
 * @param edges each {caller, service}
 * @returns layers, each a list of {name, bend}, where bends stand for edges that pass through; and for each edge the names
 *     of the nodes along its way, in the order in which it is to be drawn
 */
export function layered(edges) {
  const forward = withoutCycles(edges.filter(({ caller, service }) => caller !== service));
  const depth = depths(edges, forward);
  const layers = Array.from({ length: Math.max(-1, ...depth.values()) + 1 }, () => []);
  depth.forEach((at, name) => layers[at].push({ name, bend: false }));
  const ways = forward.map(({ from, to, edge, back }, number) => {
    const bends = [];
    for (let at = depth.get(from) + 1; at < depth.get(to); at++) {
      bends.push(`${number}/${at}`);
      layers[at].push({ name: bends.at(-1), bend: true });
    }
    const way = [from, ...bends, to];
    return { edge, back, way };
  });
  order(layers, ways);
  return { layers, ways: ways.map(({ edge, back, way }) => ({ edge, way: back ? way.toReversed() : way, back })) };
}

/** Turns around those edges that lead back to where a walk came from. */
function withoutCycles(edges) {
  const out = Map.groupBy(edges, ({ caller }) => caller);
  const called = new Set(edges.map(({ service }) => service));
  const callers = [...out.keys()].sort((a, b) => called.has(a) - called.has(b) || (a < b ? -1 : 1));
  const onWay = new Set();
  const done = new Set();
  const forward = [];
  const walk = (name) => {
    onWay.add(name);
    for (const edge of out.get(name) ?? []) {
      const back = onWay.has(edge.service);
      forward.push(back ? { from: edge.service, to: name, edge, back } : { from: name, to: edge.service, edge, back });
      if (!back && !done.has(edge.service)) {
        walk(edge.service);
      }
    }
    onWay.delete(name);
    done.add(name);
  };
  callers.forEach((name) => done.has(name) || walk(name));
  return forward;
}

/** The longest way to each node. */
function depths(edges, forward) {
  const depth = new Map(edges.flatMap(({ caller, service }) => [caller, service]).map((name) => [name, 0]));
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of forward) {
      if (depth.get(to) <= depth.get(from)) {
        depth.set(to, depth.get(from) + 1);
        changed = true;
      }
    }
  }
  return depth;
}

/** Puts each node near the middle of its neighbours in the layer before, then after, and so on. */
function order(layers, ways) {
  const before = new Map();
  const after = new Map();
  for (const { way } of ways) {
    for (let i = 1; i < way.length; i++) {
      (before.get(way[i]) ?? before.set(way[i], []).get(way[i])).push(way[i - 1]);
      (after.get(way[i - 1]) ?? after.set(way[i - 1], []).get(way[i - 1])).push(way[i]);
    }
  }
  layers.forEach((layer) => layer.sort((a, b) => (a.name < b.name ? -1 : 1)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const leftwards = sweep % 2 === 1;
    const neighbours = leftwards ? after : before;
    for (let i = 1; i < layers.length; i++) {
      const at = leftwards ? layers.length - 1 - i : i;
      const place = new Map(layers[leftwards ? at + 1 : at - 1].map(({ name }, number) => [name, number]));
      const weight = new Map(layers[at].map(({ name }, number) => [name, mean(neighbours.get(name), place) ?? number]));
      layers[at].sort((a, b) => weight.get(a.name) - weight.get(b.name));
    }
  }
}

function mean(names, place) {
  const places = (names ?? []).map((name) => place.get(name)).filter((number) => number !== undefined);
  return places.length === 0 ? null : places.reduce((sum, number) => sum + number, 0) / places.length;
}
