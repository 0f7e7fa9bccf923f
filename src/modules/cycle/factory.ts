import { randomUUID } from "node:crypto";
import type { RegisterIdea } from "./ideas/inputs.ts";

/** A registration as a form sends it, with total defaults. */
export function builtIdea(wanted: Partial<RegisterIdea> = {}): RegisterIdea {
  return {
    title: "Trà hoa vàng sấy lạnh",
    kind: "potential",
    story: "Hoa hái trên đồi nhà, sấy lạnh giữ màu, uống thơm.",
    market: "",
    materials: "",
    labour: "",
    investment: "",
    track: "general",
    applicantName: "Nguyễn Thị Thử",
    applicantKind: "person",
    phone: "0912 345 678",
    address: "",
    communeCode: "05692",
    formKey: randomUUID(),
    ...wanted,
  };
}
