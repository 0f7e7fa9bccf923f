import { VisuallyHidden } from "@mantine/core";
import { type Drawing as Drawn, ink, type Mark } from "../../charts/drawing.ts";

/** A chart or map with its words for those who do not see it. Its numbers stand in a table beside it. */
export function Drawing({ of }: { of: Drawn }) {
  return (
    <figure className="drawing">
      <svg className="chart" viewBox={`0 0 ${of.width} ${of.height}`} aria-hidden="true">
        {of.marks.map((mark, at) => (
          // Marks are drawn once and never move: their place in the drawing is what they are.
          <Marked key={at} mark={mark} />
        ))}
      </svg>
      <VisuallyHidden component="figcaption">
        {of.title}. {of.description}.
      </VisuallyHidden>
    </figure>
  );
}

function Marked({ mark }: { mark: Mark }) {
  if (mark.kind === "rect")
    return <rect x={mark.x} y={mark.y} width={mark.width} height={mark.height} fill={mark.fill} />;
  if (mark.kind === "line")
    return <line x1={mark.x1} y1={mark.y1} x2={mark.x2} y2={mark.y2} stroke={mark.stroke} />;
  if (mark.kind === "path")
    return (
      <path d={mark.d} fill={mark.fill} stroke="#8fa399" strokeWidth={0.6}>
        {mark.title && <title>{mark.title}</title>}
      </path>
    );
  return (
    <text
      x={mark.x}
      y={mark.y}
      fontSize={mark.size}
      fill={mark.fill ?? ink}
      textAnchor={mark.anchor ?? "start"}
      fontWeight={mark.bold ? "bold" : undefined}
    >
      {mark.text}
    </text>
  );
}
