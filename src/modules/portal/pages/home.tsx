export default function Home() {
  return <h1>OCOP</h1>;
}
