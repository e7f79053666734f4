/** Asks at once, so that the answer comes while something else is fetched; whoever asks later asks anew. */
export function ahead<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let first: Promise<Answer> | undefined = ask();
  // whoever takes it hears of a refusal; until then it is nobody's
  first.catch(() => undefined);
  return () => {
    const given = first ?? ask();
    first = undefined;
    return given;
  };
}
