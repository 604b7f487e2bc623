// The outlines of nodes and the signs in them, as paths round (0, 0) at radius 1.

const CORNERS = {
  square: [4, 45, 1.2],
  diamond: [4, 0, 1.15],
  hexagon: [6, 0, 1.05],
  triangle: [3, -90, 1.2],
  triangleDown: [3, 90, 1.2],
};

function outline(shape) {
  const path = new Path2D();
  if (!CORNERS[shape]) {
    path.arc(0, 0, 1, 0, 2 * Math.PI);
    return path;
  }
  const [count, first, radius] = CORNERS[shape];
  for (let i = 0; i < count; i += 1) {
    const turn = ((first + (360 * i) / count) * Math.PI) / 180;
    path.lineTo(radius * Math.cos(turn), radius * Math.sin(turn));
  }
  path.closePath();
  return path;
}

const cache = new Map();

/** Return a path that is made once. */
function once(key, make) {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key);
}

export const shapeOf = (shape) => once(`shape ${shape}`, () => outline(shape));

/** Return a sign (an SVG path in a box of 24 by 24), centred, one unit wide. */
export function glyphOf(d) {
  return once(d, () => {
    const path = new Path2D();
    path.addPath(new Path2D(d), new DOMMatrix([1 / 24, 0, 0, 1 / 24, -0.5, -0.5]));
    return path;
  });
}
