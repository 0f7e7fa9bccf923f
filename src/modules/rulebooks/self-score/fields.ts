/** Names of the controls of the self-scoring form, known to the page, the server and the script. */
export const answerPrefix = "answers.";
export const costPrefix = "costs.";
export const confirmedField = "confirmed";
export const tokenField = "token";

export function answerField(code: string): string {
  return `${answerPrefix}${code}`;
}

export function costField(code: string, n: number): string {
  return `${costPrefix}${code}#${n}`;
}
