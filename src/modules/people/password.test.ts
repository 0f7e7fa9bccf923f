import assert from "node:assert/strict";
import { test } from "node:test";
import { knownPasswords } from "./known-passwords.server.ts";
import { passwordFault } from "./password.ts";

const official = {
  rank: "official",
  personal: ["canbo.vanlang", "Nguyễn Văn Lang"],
  known: knownPasswords(),
} as const;
const producer = {
  ...official,
  rank: "producer",
  personal: ["0912345678", "Trần Thị Hạt"],
} as const;

test("length counts: twelve for officials, eight for producers, in characters that people see", () => {
  assert.match(passwordFault("be-xanh-dem", official) ?? "", /ít nhất 12/);
  assert.equal(passwordFault("be-xanh-demo", official), null);
  assert.match(passwordFault("sao-đêm", producer) ?? "", /ít nhất 8/);
  assert.equal(passwordFault("sao-đêmm", producer), null);
  assert.match(passwordFault("ấ".normalize("NFD").repeat(7), producer) ?? "", /ít nhất 8/);
  assert.match(passwordFault("đồi chè ".repeat(20), official) ?? "", /nhiều nhất 128/);
});

test("known passwords are refused, masked, marked or with a short tail", () => {
  for (const word of [
    "12345678",
    "matkhau123",
    "Mật Khẩu 2026",
    "MatKhau@2026",
    "P@ssw0rd",
    "thainguyen2026",
    "a123456789",
  ])
    assert.match(passwordFault(word, producer) ?? "", /phổ biến/, word);
  assert.match(passwordFault("quantrihethong2026", official) ?? "", /phổ biến/);
});

test("runs and repetitions are refused", () => {
  for (const word of [
    "abababababab",
    "aaaaaaaaaaaa",
    "abcdefghijkl",
    "lkjihgfedcba",
    "xyzxyzxyzxyz",
  ])
    assert.match(passwordFault(word, official) ?? "", /dãy lặp|phổ biến/, word);
});

test("a password may not hold the account's own name, phone number or e-mail", () => {
  assert.match(passwordFault("canbo.vanlang!77x", official) ?? "", /chứa tên đăng nhập/);
  assert.match(passwordFault("toi0912345678", producer) ?? "", /chứa tên đăng nhập/);
  assert.match(passwordFault("nguyenvanlang 88q", official) ?? "", /chứa tên đăng nhập/);
});

test("a phrase of one's own is welcome, spaces and marks included", () => {
  assert.equal(passwordFault("mưa rơi trên nương chè", official), null);
  assert.equal(passwordFault("bachphim7doi", producer), null);
});
