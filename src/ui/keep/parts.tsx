/** The script of pages whose forms are kept as they are typed. Pages are whole without it. */
export function KeepScript({ src, user }: { src: string; user: string }) {
  return <script type="module" src={src} data-keep-user={user} />;
}

/** Where the form's script says what it did; empty and hidden without it. */
export function SaveState() {
  return (
    <div className="save-state" data-save-state hidden>
      <output data-save-words />
    </div>
  );
}
