export default function Regimes() {
  return <h1>Bộ tiêu chí</h1>;
}
