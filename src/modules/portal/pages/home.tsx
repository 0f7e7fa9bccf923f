export default function Home() {
  return (
    <main className="page">
      <h1>OCOP</h1>
    </main>
  );
}
