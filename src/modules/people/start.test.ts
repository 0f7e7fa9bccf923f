import assert from "node:assert/strict";
import { test } from "node:test";
import type { Role } from "#core/access/roles.ts";
import { startOf } from "./start.ts";

const startFor = (role: Role) => startOf((...wanted) => wanted.includes(role));

test("everybody begins where their work is", () => {
  assert.equal(startFor("producerOwner"), "/ho-so");
  assert.equal(startFor("communeOfficer"), "/van-phong");
  assert.equal(startFor("decisionMaker"), "/quyet-dinh");
  assert.equal(startFor("inspector"), "/kiem-tra");
  assert.equal(startFor("departmentOfficer"), "/ke-hoach/nhiem-vu");
  assert.equal(startFor("auditor"), "/van-phong/bang");
  assert.equal(startFor("admin"), "/quan-tri/tai-khoan");
  assert.equal(startFor("councilMember"), "/phien");
  assert.equal(startFor("consultMember"), "/tu-van");
});
