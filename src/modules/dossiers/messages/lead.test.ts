import assert from "node:assert/strict";
import { test } from "node:test";
import { leadOf } from "./lead.ts";

const plan = "7b07d388-6962-48a0-a0ac-51428c5d38e3";

test("a message leads to what it names, else to its kind's page, and shows no address", () => {
  assert.deepEqual(
    leadOf({ kind: "cycle", body: `Đã được chọn.\n\nXem tại /phuong-an-cua-toi/${plan}.` }),
    { href: `/phuong-an-cua-toi/${plan}`, text: "Đã được chọn." },
  );
  assert.equal(leadOf({ kind: "market", body: "Sau đó mở mục Hội chợ để ghi." }).href, "/hoi-cho");
  assert.equal(leadOf({ kind: "cycle", body: "Mở mục Ý tưởng." }).href, "/y-tuong-cua-toi");
  assert.equal(leadOf({ kind: "support", body: "Đã duyệt." }).href, "/ho-tro-cua-toi");
  assert.equal(leadOf({ kind: "paperExpiring", body: "Sắp hết hạn." }).href, null);
});

test("words of people lead nowhere else", () => {
  const body = "Đang vướng: Xem tại /dang-xuat.";
  assert.deepEqual(leadOf({ kind: "cycle", body }), { href: "/y-tuong-cua-toi", text: body });
});
