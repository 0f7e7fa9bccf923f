/** A script that fills the form of a filing page as a person would; what is there stays. */
export const fillIn = `(() => {
  const samples = { phone: "0912345678", email: "htx@example.vn", labour: "12", localLabour: "10",
    year: "2025", revenue: "250.000.000", profit: "12.000.000" };
  const write = (control, value) => {
    control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const form = document.querySelector("#filing");
  for (const control of form.querySelectorAll("input[type=text], input[type=tel], input[type=email], textarea"))
    if (control.name !== "note" && !control.name.startsWith("_") && control.value === "") {
      const sample = samples[control.name];
      if (sample) write(control, sample);
      else if (control.inputMode !== "decimal") write(control, "Nội dung khai thử");
    }
  for (const name of new Set([...form.querySelectorAll("input[type=radio]")].map((one) => one.name))) {
    const group = [...form.querySelectorAll("input[type=radio]")].filter((one) => one.name === name);
    if (group.some((one) => one.checked && one.value !== "")) continue;
    const chosen = group.find((one) => one.value !== "" && !one.disabled);
    if (chosen) chosen.click();
  }
})()`;
