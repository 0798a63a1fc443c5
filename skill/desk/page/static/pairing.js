// A tablet is paired with the laptop by the code that the laptop shows.

document.getElementById("pairing").addEventListener("submit", async (event) => {
  event.preventDefault();
  const code = document.getElementById("code").value.replaceAll(/\s/g, "");
  const said = document.getElementById("said");
  try {
    const answer = await fetch("/desk/pair", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code }),
    });
    const told = await answer.json();
    if (answer.ok) window.location.assign(told.open);
    else said.textContent = told.error;
  } catch {
    said.textContent = "The laptop cannot be reached. Is the desk still open there?";
  }
});
