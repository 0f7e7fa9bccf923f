/** The script beside a box for a position: fills it with where the device is, when asked to. */
const box = document.querySelector<HTMLInputElement>("input[data-position]");
const place = box?.parentElement;

if (box && place && "geolocation" in navigator) {
  const button = document.createElement("button");
  const said = document.createElement("output");
  button.type = "button";
  button.className = "second";
  button.textContent = "Lấy vị trí đang đứng";
  said.className = "hint";
  button.addEventListener("click", () => {
    said.textContent = "Đang tìm vị trí…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        box.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
        said.textContent = `Đã ghi, sai số khoảng ${Math.round(coords.accuracy)} m.`;
      },
      () => {
        said.textContent = "Thiết bị không cho biết vị trí. Hãy chép tọa độ từ bản đồ.";
      },
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  });
  place.append(button, " ", said);
}
