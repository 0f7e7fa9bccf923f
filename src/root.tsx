import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from "react-router";
import { requestContext } from "#core/http/context.ts";
import { useLang } from "#ui/lang.ts";
import type { Route } from "./+types/root.ts";

export function loader({ context }: Route.LoaderArgs) {
  return { nonce: context.get(requestContext).nonce };
}

/** Only signed-in pages hydrate; a public page is HTML and one stylesheet. */
function useHydrated(): boolean {
  return useMatches().some(
    (match) => (match.handle as { hydrate?: boolean } | undefined)?.hydrate === true,
  );
}

export function Layout({ children }: { children: React.ReactNode }) {
  const lang = useLang();
  const hydrated = useHydrated();
  const data = useRouteLoaderData<typeof loader>("root");
  return (
    <html lang={lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {hydrated && (
          <>
            <ScrollRestoration nonce={data?.nonce} />
            <Scripts nonce={data?.nonce} />
          </>
        )}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className="page">
      <h1>{missing ? "Không tìm thấy trang" : "Hệ thống gặp lỗi"}</h1>
      <p>
        {missing
          ? "Địa chỉ này không có nội dung. Hãy kiểm tra lại đường dẫn hoặc về trang chủ."
          : "Hãy thử tải lại trang. Nếu vẫn lỗi, báo cho văn phòng điều phối của tỉnh."}
      </p>
      <p>
        <a href="/">Về trang chủ</a>
      </p>
    </main>
  );
}
