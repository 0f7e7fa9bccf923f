const keys = [
  ["1 … 9", "chọn mức của tiêu chí đang đứng"],
  ["0", "bỏ chọn"],
  ["j  ↓", "tiêu chí sau"],
  ["k  ↑", "tiêu chí trước"],
  ["u", "tiêu chí chưa chấm tiếp theo"],
  ["n", "ghi chú; Esc để ra khỏi ô"],
  ["?", "bảng phím này"],
] as const;

/** Tells the keys; opened by `?`. */
export function KeysDialog() {
  return (
    <dialog className="keys" data-keys aria-labelledby="keys-title">
      <h2 id="keys-title">Chấm bằng bàn phím</h2>
      <dl className="facts">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button>Đóng</button>
      </form>
    </dialog>
  );
}
