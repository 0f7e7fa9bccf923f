/** The script of the hall's lists: keeps pages for a dead network and sends what waits on the device. */
export function HallScript({
  src,
  user,
  keep = [],
}: {
  src: string;
  user: string;
  /** Addresses to have on the device before the network goes. */
  keep?: readonly string[];
}) {
  return <script type="module" src={src} data-hall-user={user} data-hall-keep={keep.join(" ")} />;
}
