const star = "M12 1.8l3.1 6.6 7.1.9-5.2 5 1.3 7.2L12 18l-6.3 3.5 1.3-7.2-5.2-5 7.1-.9z";

/** Who owns the mark, and by what its use is ruled: the official template is theirs to give. */
export const markRule = {
  owner: "Văn phòng Điều phối nông thôn mới Trung ương",
  decision: "Quyết định số 1162/QĐ-VPĐP-OCOP ngày 17/9/2020",
} as const;

/**
 * A stand-in for the mark on packs, drawn by us: as many stars as were recognised, the
 * certificate's number, and the plain word that it is not the official artwork, which the province
 * has to supply. That of a sample product says so besides. Black on white, and without a size of
 * its own: none is known to be prescribed.
 */
export function placeholderMark(of: { stars: number; number: string; isDemo?: boolean }): string {
  const last =
    of.isDemo === true
      ? text(196, 13, "DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ", "bold")
      : text(196, 12, "Tỉnh cần cung cấp tệp nhãn hiệu OCOP có gắn hạng sao");
  const stars = Array.from(
    { length: of.stars },
    (_one, at) =>
      `<path transform="translate(${180 - of.stars * 26 + at * 52} 70) scale(2)" d="${star}"/>`,
  ).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 220" font-family="Tinos, 'Times New Roman', serif" text-anchor="middle"><title>Mẫu tạm dấu ${of.stars} sao</title><rect x="4" y="4" width="352" height="212" rx="16" fill="#fff" stroke="#000" stroke-width="3" stroke-dasharray="10 6"/>${text(46, 26, `OCOP ${of.stars} SAO`, "bold")}<g fill="#000">${stars}</g>${text(152, 15, `Giấy chứng nhận số ${of.number}`)}${text(178, 12, "MẪU TẠM, KHÔNG PHẢI NHÃN HIỆU CHÍNH THỨC")}${last}</svg>`;
}

function text(y: number, size: number, words: string, weight = "normal"): string {
  return `<text x="180" y="${y}" font-size="${size}" font-weight="${weight}">${escaped(words)}</text>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0) ?? 0};`);
}
