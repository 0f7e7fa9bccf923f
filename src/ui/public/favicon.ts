import mark from "./mark.svg?raw";

/** The address that browsers ask beside what names no picture of its own: papers, answers to programs. */
export function loader() {
  return new Response(mark, {
    headers: { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" },
  });
}
