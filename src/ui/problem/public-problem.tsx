import { useLang } from "#ui/lang.ts";
import { PublicShell } from "#ui/public/shell.tsx";
import { tellProblem, type ToldProblem } from "./tell.ts";

/** Stands in for a page that failed, in the public shell. `signedIn`: known from elsewhere. */
export function PublicProblem({
  error,
  demo = false,
  signedIn = false,
}: {
  error: unknown;
  demo?: boolean;
  signedIn?: boolean;
}) {
  const told = tellProblem(error, useLang());
  return (
    <PublicShell demo={demo} signedIn={signedIn || told.isSignedIn}>
      <ProblemText told={told} />
    </PublicShell>
  );
}

/** A problem in the plain HTML of public pages and of the light shells. */
export function ProblemText({ told: { title, lines, ways } }: { told: ToldProblem }) {
  return (
    <>
      <title>{title}</title>
      <h1>{title}</h1>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>
        {ways.map(({ href, name }) => (
          <span key={href}>
            <a className="button second" href={href}>
              {name}
            </a>{" "}
          </span>
        ))}
      </p>
    </>
  );
}
