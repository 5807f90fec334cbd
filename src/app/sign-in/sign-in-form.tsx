import css from "./sign-in-form.module.css";

/** Plain forms, answered by the server with a cookie and a page: they work without scripts. */
export function SignInForm({ problem }: { problem: string | null }) {
  return (
    <form className={css.form} action="/api/v1/session" method="post" aria-label="Sign in">
      <label htmlFor="sign-in-token">Upload token</label>
      <input
        id="sign-in-token"
        name="token"
        type="password"
        className="control"
        autoComplete="current-password"
        required
        maxLength={1000}
        {...(problem === null ? {} : { "aria-invalid": true, "aria-describedby": "sign-in-problem" })}
      />
      <button type="submit" className="control">
        Sign in
      </button>
      {problem === null ? null : (
        <p id="sign-in-problem" role="alert" className={css.problem}>
          {problem}
        </p>
      )}
      <p className={css.note}>You stay signed in on this browser for twelve hours.</p>
    </form>
  );
}

export function SignOutForm() {
  return (
    <form className={css.out} action="/api/v1/session/end" method="post" aria-label="Sign out">
      <button type="submit" className="control">
        Sign out
      </button>
    </form>
  );
}
