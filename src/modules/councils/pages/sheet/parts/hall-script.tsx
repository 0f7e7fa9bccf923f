/** The script of the hall's lists: keeps pages for a dead network and sends what waits on the device. */
export function HallScript({
  src,
  user,
  live = "",
  seen = "",
  keep = [],
}: {
  src: string;
  user: string;
  /** Where the session's board is sent from; the page is read again when the session moves on. */
  live?: string;
  /** Where the session stood when the page was drawn. */
  seen?: string;
  /** Addresses to have on the device before the network goes. */
  keep?: readonly string[];
}) {
  return (
    <script
      type="module"
      src={src}
      data-hall-user={user}
      data-hall-live={live}
      data-hall-seen={seen}
      data-hall-keep={keep.join(" ")}
    />
  );
}
