import type { UserActor } from "#core/access/actor.ts";
import type { Services } from "#core/http/context.ts";
import { toGrant } from "#modules/people/rules.ts";
import { findProducerAccount } from "#modules/people/service/holders.server.ts";
import { searchOfficials } from "#modules/people/service/officials.server.ts";
import { currentVersion } from "#modules/places/model.ts";
import { listProducts } from "#modules/products/service/products.server.ts";
import { builtArea } from "./factory.ts";
import type { ProposeArea } from "./inputs.ts";
import { growingAreas } from "./schema.server.ts";
import { acceptVersion } from "./service/decide.server.ts";
import { proposeArea } from "./service/propose.server.ts";

const province = "19";
const mark = "(dữ liệu mẫu)";

type DemoArea = Partial<ProposeArea> & { readonly product: string; readonly isAccepted: boolean };

/** One with its lines, one that is a point, one that waits. */
const areas: readonly DemoArea[] = [
  {
    product: "Chè búp tím",
    isAccepted: true,
    name: `Nương chè búp tím ${mark}`,
    crop: "Chè búp tím",
    area: "4,2",
    drawn:
      "21.6290, 105.8770\n21.6312, 105.8764\n21.6318, 105.8786\n21.6305, 105.8792\n21.6292, 105.8785",
    areaNote: "Trừ đường đi và bờ lô",
  },
  {
    product: "Mật ong",
    isAccepted: true,
    name: `Nơi đặt đàn ong ${mark}`,
    crop: "Ong mật",
    area: "5.000",
    areaUnit: "m2",
    drawn: "",
    position: "21.6405, 105.8690",
  },
  {
    product: "Chè búp tím",
    isAccepted: false,
    name: `Nương chè trồng mới ${mark}`,
    crop: "Chè búp tím",
    area: "1,1",
    drawn: "21.6322, 105.8796\n21.6331, 105.8796\n21.6331, 105.8807\n21.6322, 105.8807",
  },
];

/**
 * Gives a demo installation that has none growing areas, by the same services as real ones. All say
 * that they are samples. `isDemo`: `isDemoInstallation`. True when it did.
 */
export async function loadDemoAreas(
  { database: { db } }: Pick<Services, "database">,
  isDemo: boolean,
): Promise<boolean> {
  if (!isDemo || (await db.$count(growingAreas)) > 0) return false;
  const wanted = { roles: ["provinceOfficer"] as const, provinceCode: province, text: "" };
  const officer = (await searchOfficials(db, wanted)).find(
    ({ username }) => username === "vanphong",
  );
  const owner = await findProducerAccount(db, "chuthe");
  if (!officer || !owner) return false;
  const grants = officer.roles.map(({ role, placePath }) =>
    toGrant({ role, placeVersion: currentVersion, placePath, holderId: null }),
  );
  const office: UserActor = { kind: "user", userId: officer.id, grants };
  for (const { product: name, isAccepted, ...area } of areas) {
    const { products } = await listProducts(db, office, { text: name });
    const product = products.find((one) => one.isDemo);
    if (!product) continue;
    const { producerId, id } = product;
    const actor: UserActor = {
      kind: "user",
      userId: owner.userId,
      grants: [{ role: "producerOwner", jurisdiction: { kind: "own", holderId: producerId } }],
    };
    const form = builtArea(producerId, { ...area, products: [id] });
    const { versionId } = await proposeArea(db, actor, form);
    if (isAccepted) await acceptVersion(db, office, { versionId });
  }
  return true;
}
